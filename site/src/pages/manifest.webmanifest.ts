import { site } from '#words/site/site.ts'
import { install } from '#words/verify/scan.ts'
import { siteConfig } from '../kit/site-config.ts'

const manifest = {
  id: '/verify/scan/',
  start_url: '/verify/scan/',
  scope: '/',
  lang: 'zh-CN',
  display: 'standalone',
  name: siteConfig.sandbox ? `${install.name}（${site.sandbox}）` : install.name,
  short_name: install.shortName,
  description: install.description,
  background_color: '#f3f6fa',
  theme_color: '#1553c0',
  icons: [
    { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: '/icons/192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icons/512.png', sizes: '512x512', type: 'image/png' },
    { src: '/icons/maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
}

export const GET = () => new Response(JSON.stringify(manifest))

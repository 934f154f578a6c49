import { defineConfig } from 'astro/config'
import { writeFile } from 'node:fs/promises'
import { staticHeadersFile } from '#model/security-headers.ts'
import { writeOfflineWorker } from './write-offline-worker.ts'

// Nothing inline: the CSP allows no inline script or style. Headers come from the worker's own source.
export default defineConfig({
  output: 'static',
  trailingSlash: 'always',
  build: { inlineStylesheets: 'never' },
  // the floor: Chrome 109 is the last for Windows 7
  vite: { build: { assetsInlineLimit: 0, target: ['chrome109', 'safari15.4'] } },
  devToolbar: { enabled: false },
  integrations: [
    {
      name: 'static-headers',
      hooks: { 'astro:build:done': ({ dir }) => writeFile(new URL('_headers', dir), staticHeadersFile()) },
    },
    {
      name: 'offline-worker',
      hooks: { 'astro:build:done': ({ dir }) => writeOfflineWorker(dir) },
    },
  ],
})

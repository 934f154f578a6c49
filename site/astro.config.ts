import { defineConfig } from 'astro/config'
import { writeFile } from 'node:fs/promises'
import { staticHeadersFile } from '../functions/platform/headers.rules.ts'

// Nothing inline: the CSP allows no inline script or style. Headers come from the worker's own source.
export default defineConfig({
  output: 'static',
  trailingSlash: 'always',
  build: { inlineStylesheets: 'never' },
  vite: { build: { assetsInlineLimit: 0 } },
  devToolbar: { enabled: false },
  integrations: [
    {
      name: 'static-headers',
      hooks: { 'astro:build:done': ({ dir }) => writeFile(new URL('_headers', dir), staticHeadersFile()) },
    },
  ],
})

import { createApp } from '../../functions/app.ts'
import { cloudflare, type Runtime } from '../../functions/platform/runtime.ts'
import { bindings } from './fixtures.ts'

const box = (name: string) => `<input name="${name}" data-box="${name}" /><p data-slot="${name}-fault"></p>`
const built =
  '<!doctype html><title>built</title><main><div data-slot="answer"></div>' +
  `<form>${['name', 'receipt', 'code'].map(box).join('')}</form><div data-slot="after"></div></main>`

/** The whole app on the test's database. The built site is a stand-in: every path is a page with every slot and box. */
export function testApp(settings: Record<string, string> = {}, runtime: Runtime = cloudflare) {
  const app = createApp(runtime)
  const assets = {
    fetch: (request: RequestInfo | URL) => {
      const asked = new Headers(request instanceof Request ? request.headers : {})
      const headers = { 'Content-Type': 'text/html', ETag: '"built"' }
      return Promise.resolve(
        asked.get('if-none-match') === '"built"'
          ? new Response(null, { status: 304, headers })
          : new Response(built, { headers }),
      )
    },
  }
  const bound = { ...bindings, ...settings, ASSETS: assets as never }
  return (path: string, init?: RequestInit) =>
    Promise.resolve(app.fetch(new Request(`http://127.0.0.1:8787${path}`, init), bound))
}

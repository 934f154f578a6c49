// What routes state of themselves, and what follows where they state nothing.
import { parse } from 'smol-toml'
import { expect, it } from 'vitest'
import wrangler from '../../wrangler.toml?raw'
import { createApp } from '../../functions/app.ts'
import { cloudflare } from '../../functions/platform/runtime.ts'
import { propertyOf, takesFiles } from '../../functions/platform/route-properties.ts'
import { bindings } from '../support/fixtures.ts'
import { request } from '../support/http.ts'

const app = createApp(cloudflare)
const handlers = app.routes.filter((route) => route.method !== 'ALL')
const routes = [...new Set(handlers.map(({ method, path }) => `${method} ${path}`))]
const stating = (property: ReturnType<typeof propertyOf>) =>
  routes
    .filter((route) =>
      handlers.some(
        (each) => `${each.method} ${each.path}` === route && propertyOf(each.handler) === property,
      ),
    )
    .toSorted()
const filled = (path: string) => path.replaceAll(/:[a-z]+/gi, 'AAAAAAAAAAAAAAAAAAAAAA')

const bodies = {
  'with a length': () => 'x'.repeat(70_000),
  'in chunks': () => {
    let left = 70
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        left -= 1
        if (left < 0) return controller.close()
        return controller.enqueue(new TextEncoder().encode('x'.repeat(1000)))
      },
    })
  },
}
const sendings = Object.entries(bodies)

it('has every route ask who acts or say that it is open to anybody, and none do both', () => {
  const asking = stating('asks who')
  const open = stating('open')
  expect(asking.filter((route) => open.includes(route))).toEqual([])
  expect([...asking, ...open].toSorted()).toEqual(routes.toSorted())
})

/** Kept here by hand: whatever is not in it gets 64 KB. */
const larger = [
  'POST /api/department/batches/:id/pairs',
  'POST /api/department/pairs',
  'POST /api/department/verifications/bulk',
  'POST /api/staff/uploads',
  'POST /api/staff/uploads/:id/import',
  'POST /api/sync/records',
]

it('bounds the body of every route but those that bound it themselves', async () => {
  expect(stating('bounds its body')).toEqual(larger)
  for (const route of routes.filter((each) => !each.startsWith('GET '))) {
    const [method = '', path = ''] = route.split(' ')
    for (const [sending, body] of sendings) {
      const answer = await request(filled(path), { method, body: body() })
      expect([route, sending, answer.status]).toEqual([route, sending, larger.includes(route) ? 401 : 413])
    }
  }
})

it.each(sendings)('bounds the body of a new route that states nothing, sent %s', async (_, body) => {
  const grown = createApp(cloudflare)
  const size = async (c: { req: { arrayBuffer: () => Promise<ArrayBuffer> } }) =>
    new Response(String((await c.req.arrayBuffer()).byteLength))
  grown.post('/api/new', size)
  grown.post('/api/new/files', takesFiles(), size)
  const send = (path: string) =>
    Promise.resolve(
      grown.request(path, { method: 'POST', body: body(), duplex: 'half' } as RequestInit, bindings),
    )
  const refused = await send('/api/new')
  expect([refused.status, await refused.json()]).toMatchObject([413, { code: 'request.too_large' }])
  expect(await (await send('/api/new/files')).text()).toBe('70000')
})

it('tells what an answer cost in the sandbox, except where a look-up is answered', async () => {
  const lookUp = /^\w+ \/(api\/(verifications|transfer-receipts|receipts|department\/.*)|verify\/.*)$/
  for (const route of routes) {
    const [method = '', path = ''] = route.split(' ')
    const answer = await request(filled(path), { method, ...(method === 'GET' ? {} : { body: 'x' }) })
    expect([route, answer.headers.has('server-timing')]).toEqual([route, !lookUp.test(route)])
  }
})

it('reaches the worker with every route, by patterns that each reach one', () => {
  const { assets } = parse(wrangler) as { assets: { run_worker_first: string[] } }
  const patterns = assets.run_worker_first.map((pattern) => ({
    pattern,
    covers: new RegExp(`^${pattern.replaceAll('.', String.raw`\.`).replaceAll('*', '.*')}$`),
  }))
  const paths = [...new Set(handlers.map(({ path }) => path))]
  expect(paths.filter((path) => !patterns.some(({ covers }) => covers.test(path)))).toEqual([])
  expect(patterns.filter(({ covers }) => !paths.some((path) => covers.test(path)))).toEqual([])
})

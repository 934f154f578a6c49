import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { openChannel } from '../../../functions/messages/channel.ts'
import { hurryLimits } from '../../support/hurried-limits.ts'

let server: Server | undefined
afterEach(() => server?.close())

async function gatewayThat(answer: (request: IncomingMessage, body: string) => number | undefined) {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const status = answer(request, body)
      if (status !== undefined) response.writeHead(status, { Location: '/elsewhere' }).end('taken')
    })
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const channel = openChannel({
    sandbox: false,
    messageGateway: { url: `http://127.0.0.1:${port}/messages`, token: 'secret-of-the-gateway' },
  })
  if (channel === undefined) throw new Error('no channel')
  return channel
}
const message = { id: 'r1.5', to: { phone: '19900000001', email: '' }, text: '即将到期' }

it('posts a message once as JSON, with the token and an id that stays the same', async () => {
  const got: unknown[] = []
  const channel = await gatewayThat(({ method, url, headers }, body) => {
    got.push([
      method,
      url,
      headers.authorization,
      headers['idempotency-key'],
      headers['content-type'],
      JSON.parse(body),
    ])
    return 202
  })
  expect(await channel(message)).toBe(true)
  expect(got).toEqual([
    ['POST', '/messages', 'Bearer secret-of-the-gateway', 'r1.5', 'application/json', message],
  ])
})

it.each([400, 401, 429, 500, 503, 302])(
  'takes an answer of %i for not sent, and follows nothing',
  async (status) => {
    let calls = 0
    const channel = await gatewayThat(() => {
      calls += 1
      return status
    })
    expect([await channel(message), calls]).toEqual([false, 1])
  },
)

it('takes a gateway that is not there for not sent', async () => {
  const channel = await gatewayThat(() => 200)
  await new Promise((resolve) => server?.close(resolve))
  expect(await channel(message)).toBe(false)
})

it('gives up on a gateway that does not answer', async () => {
  const channel = await gatewayThat(() => undefined)
  const limits = hurryLimits()
  expect(await channel(message)).toBe(false)
  expect(limits).toEqual([5000])
  server?.closeAllConnections()
})

it('has no channel without a gateway, except in a sandbox, where nothing leaves', async () => {
  expect(openChannel({ sandbox: false, messageGateway: undefined })).toBeUndefined()
  expect(await openChannel({ sandbox: true, messageGateway: undefined })?.(message)).toBe(true)
})

import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newSigningKey, publishedSet } from '../../../functions/proof/signing-keys.ts'
import { boundedFetch } from '../../../site/src/kit/proof/bounded-fetch.ts'
import { isDue, type KeySet, mayBeBehind, parseKeySet } from '../../../site/src/kit/proof/published-keys.ts'

const { keys } = await publishedSet([await newSigningKey(), await newSigningKey()])
const [first, second] = keys

it('takes what we publish, member by member', () => {
  const taken = keys.map(({ kty, crv, x, y, kid }) => ({ kty, crv, x, y, kid }))
  expect(parseKeySet(JSON.stringify({ keys }))).toEqual(taken)
})

it.each([
  ['nothing', ''],
  ['a page of a portal', '<!doctype html><title>请登录</title>'],
  ['a text cut off', JSON.stringify({ keys }).slice(0, -3)],
  ['null', 'null'],
  ['a number', '1'],
  ['an array', JSON.stringify(keys)],
  ['no keys', '{}'],
  ['an empty set', '{"keys":[]}'],
  ['keys that are an object', '{"keys":{"0":{}}}'],
  ['more keys than anybody signs with', JSON.stringify({ keys: Array.from({ length: 101 }, () => first) })],
])('holds no key where it was given %s', (_, text) => {
  expect(parseKeySet(text)).toEqual([])
})

it('passes over members that are no keys of ours, and takes the rest', () => {
  const strange = [
    null,
    1,
    'key',
    {},
    { ...first, kty: 'RSA' },
    { ...first, crv: 'P-384' },
    { ...first, x: undefined },
    { ...first, y: `${first?.y}=` },
    { ...first, x: 'short' },
    { ...first, kid: 7 },
    { ...first, kid: `${first?.kid} ` },
    { ...first, use: 'enc' },
    { ...first, alg: 'ES384' },
    { ...first, key_ops: ['deriveKey'] },
    { ...first, key_ops: 'verify' },
  ]
  expect(parseKeySet(JSON.stringify({ keys: [...strange, second] })).map((key) => key.x)).toEqual([second?.x])
})

it('lets a set speak for 48 hours, and is due for another after 24', () => {
  const set: KeySet = { keys: [], at: 0, ahead: 0, shift: 0 }
  const hour = 3_600_000
  expect([24 * hour, 24 * hour + 1].map((now) => isDue(set, now))).toEqual([false, true])
  expect([48 * hour, 48 * hour + 1].map((now) => mayBeBehind(set, now))).toEqual([false, true])
})

describe('asks for a set, and gives up on one that', () => {
  let server: Server
  let base = ''
  let gone = 0
  const answers: Record<string, RequestListener> = {
    '/huge': (_, response) => {
      response.writeHead(200)
      const more = setInterval(() => response.write(Buffer.alloc(16_384, 32)), 1)
      response.on('close', () => {
        clearInterval(more)
        gone += 1
      })
    },
    '/silent': (_, response) => response.on('close', () => (gone += 1)),
    '/drips': (_, response) => {
      response.writeHead(200)
      const more = setInterval(() => response.write(' '), 50)
      response.on('close', () => {
        clearInterval(more)
        gone += 1
      })
    },
    '/broken': (_, response) => {
      response.writeHead(200, { 'Content-Length': '1000' })
      response.write('{"keys":')
      setTimeout(() => response.destroy(), 20)
    },
    '/binary': (_, response) => response.end(Buffer.from([0xff, 0xfe, 0x00])),
    '/error': (_, response) => response.writeHead(500).end(JSON.stringify({ keys })),
    '/good': (_, response) => response.end(JSON.stringify({ keys })),
  }
  beforeAll(async () => {
    server = createServer((request, response) => answers[request.url ?? '']?.(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close())
  const most = { bytes: 64 * 1024, milliseconds: 400 }
  it.each([
    ['is huge', '/huge', 1],
    ['never begins', '/silent', 2],
    ['never ends', '/drips', 3],
    ['breaks off', '/broken', 3],
    ['is no text', '/binary', 3],
    ['comes with an error', '/error', 3],
  ])('%s', async (_, path, closed) => {
    expect(await boundedFetch(base + path, most)).toBeUndefined()
    // the connection is let go, not left to run
    await expect.poll(() => gone).toBe(closed)
  })

  it('(but reads one that is as it should be)', async () => {
    expect(parseKeySet((await boundedFetch(`${base}/good`, most)) ?? '')).toHaveLength(2)
  })

  it('has nobody to ask', async () => {
    expect(await boundedFetch('http://127.0.0.1:9/', most)).toBeUndefined()
  })
})

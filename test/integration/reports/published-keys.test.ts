import { importJWK, type JWK } from 'jose'
import { expect, it } from 'vitest'
import { newSigningKey, publishedSet } from '../../../functions/proof/signing-keys.ts'
import { request } from '../../support/http.ts'
import { testApp } from '../../support/test-app.ts'

const path = '/.well-known/jwks.json'
const pair = [await newSigningKey(), await newSigningKey()]
const app = testApp({ SIGNING_KEYS: JSON.stringify(pair) })

it('gives everybody the public keys, to be kept for a day', async () => {
  const answer = await request(path, { headers: { Origin: '' } })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/jwk-set+json')
  expect(answer.headers.get('cache-control')).toBe('public, max-age=86400, stale-while-revalidate=86400')
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  expect(answer.headers.get('set-cookie')).toBeNull()
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(await answer.json()).toEqual({
    keys: [
      {
        kty: 'EC',
        crv: 'P-256',
        x: expect.stringMatching(/^[\w-]{43}$/),
        y: expect.stringMatching(/^[\w-]{43}$/),
        alg: 'ES256',
        use: 'sig',
        kid: expect.stringMatching(/^[\w-]{43}$/),
      },
    ],
  })
})

it('publishes every key in order, and nothing private of any', async () => {
  const text = await (await app(path)).text()
  const { keys }: { keys: Record<string, string>[] } = JSON.parse(text)
  expect(keys.map((key) => key['x'])).toEqual(pair.map((key) => key.x))
  for (const key of keys) expect(Object.keys(key)).toEqual(['kty', 'crv', 'x', 'y', 'alg', 'use', 'kid'])
  for (const { d } of pair) expect(text).not.toContain(d)
})

it('publishes what verifies the signatures of the private half', async () => {
  const { keys }: { keys: JWK[] } = await (await app(path)).json()
  const ecdsa = { name: 'ECDSA', hash: 'SHA-256' }
  const said = new TextEncoder().encode('paper')
  for (const [place, published] of keys.entries()) {
    const sign = (await importJWK({ ...pair[place] }, 'ES256')) as CryptoKey
    const verify = (await importJWK(published)) as CryptoKey
    expect(await crypto.subtle.verify(ecdsa, verify, await crypto.subtle.sign(ecdsa, sign, said), said)).toBe(
      true,
    )
  }
})

it('names a key by its RFC 7638 thumbprint', async () => {
  const [key = pair[0]] = pair
  if (key === undefined) throw new Error('no key')
  // §3.2: the required members in the order of their names, nothing between them
  const text = `{"crv":"P-256","kty":"EC","x":"${key.x}","y":"${key.y}"}`
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  const thumbprint = btoa(String.fromCharCode(...hash))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '')
  expect((await publishedSet(pair)).keys[0]?.kid).toBe(thumbprint)
})

it('answers 304 to whoever has the set, until it changes', async () => {
  const tag = (await app(path)).headers.get('etag') ?? ''
  expect(tag).toMatch(/^"[\w-]+"$/)
  for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const again = await app(path, { headers: { 'If-None-Match': known } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(again.headers.get('etag')).toBe(tag)
    expect(again.headers.get('cache-control')).toBe('public, max-age=86400, stale-while-revalidate=86400')
    expect(again.headers.get('access-control-allow-origin')).toBe('*')
  }
  const rotated = testApp({ SIGNING_KEYS: JSON.stringify(pair.toReversed()) })
  expect((await rotated(path, { headers: { 'If-None-Match': tag } })).status).toBe(200)
})

it('is for reading only', async () => {
  expect((await app(path, { method: 'HEAD' })).status).toBe(200)
  for (const method of ['POST', 'PUT', 'DELETE']) expect((await app(path, { method })).status).toBe(404)
})

it('answers nothing at all, and keeps that answer out of caches, where the keys do not fit', async () => {
  const [key] = pair
  for (const wrong of [[], [{ ...key, d: undefined }], [key, key], [{ ...key, d: pair[1]?.d }]]) {
    const broken = testApp({ SIGNING_KEYS: JSON.stringify(wrong) })
    for (const asked of [path, '/api/openapi.json']) {
      const answer = await broken(asked)
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([500, 'no-store'])
      const text = await answer.text()
      expect(JSON.parse(text)).toMatchObject({ code: 'server.failed' })
      expect(text).not.toContain('SIGNING_KEYS')
    }
  }
})

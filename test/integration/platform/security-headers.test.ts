import { expect, it } from 'vitest'
import { request } from '../../support/http.ts'
import { testApp } from '../../support/test-app.ts'

/** As they must be, not as the code has them. */
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
}

const sentWith = (answer: Response) =>
  Object.fromEntries(Object.keys(headers).map((name) => [name, answer.headers.get(name)]))

const form = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' }

it.each<[string, string, Parameters<typeof request>[1], number]>([
  ['a JSON answer', '/api/regions', {}, 200],
  ['a refusal', '/api/graduate/record', {}, 401],
  ['an answer to a write', '/api/verifications', { json: { token: 'a.b.c' } }, 200],
  ['a body that is refused', '/api/verifications', { json: { more: 1 } }, 400],
  ['a path that nobody serves', '/api/nothing', {}, 404],
  ['a published list', '/.well-known/jwks.json', {}, 200],
  ['a token request', '/api/oauth/token', { body: 'grant_type=x', headers: form }, 400],
  ['a redirect to the sign-in', '/step-up', { headers: { Accept: 'text/html' } }, 302],
])('sends them with %s', async (_, path, sent, status) => {
  const answer = await request(path, sent)
  expect(answer.status).toBe(status)
  expect(sentWith(answer)).toEqual(headers)
})

it.each([
  ['a page', '/verify/archive/', 200],
  ['a page about a problem', '/nothing/', 404],
])('sends them with %s', async (_, path, status) => {
  const answer = await testApp()(path, { headers: { accept: 'text/html' } })
  expect(answer.headers.get('content-type')).toContain('text/html')
  expect([answer.status, sentWith(answer)]).toEqual([status, headers])
})

it('sends them with a printed page, whose policy lets its own script and style through and no frame', async () => {
  const answer = await testApp()('/specimens/valid')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('text/html'),
  ])
  const policy = sentWith(answer)['content-security-policy'] ?? ''
  expect(sentWith(answer)).toEqual({ ...headers, 'content-security-policy': policy })
  const hash = String.raw`'sha256-[A-Za-z0-9+/]{43}='`
  expect(policy).toMatch(new RegExp(`script-src 'self' ${hash}; style-src 'self' ${hash};`))
  expect(policy.replaceAll(new RegExp(` ${hash}`, 'g'), '')).toBe(headers['content-security-policy'])
})

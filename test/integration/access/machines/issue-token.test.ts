import { eq } from 'drizzle-orm'
import { generateKeyPair } from 'jose'
import { beforeAll, expect, it } from 'vitest'
import { machineTokens } from '../../../../db/schema/sync.ts'
import { audit } from '../../../../db/schema/operations.ts'
import { sha256 } from '../../../../functions/platform/secrets.ts'
import { registerClient } from '../../../../functions/access/machines/register-client.ts'
import { workAt } from '../../../support/fixtures.ts'
import { origin, request } from '../../../support/http.ts'
import { askToken, seedClient } from '../../../support/machine-client.ts'

let client: Awaited<ReturnType<typeof seedClient>>
let other: Awaited<ReturnType<typeof seedClient>>
beforeAll(async () => {
  client = await seedClient('44')
  other = await seedClient('11')
})

const base64url = (value: unknown) =>
  btoa(typeof value === 'string' ? value : JSON.stringify(value))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
const seconds = (more: number) => Math.floor(Date.now() / 1000) + more

async function hmacSigned(): Promise<string> {
  const secret = new TextEncoder().encode(JSON.stringify(client.jwk))
  return client.assert({}, { alg: 'HS256' }, secret)
}

async function withOwnKey(header: 'jku' | 'jwk'): Promise<string> {
  const pair = await generateKeyPair('ES256', { extractable: true })
  const value = header === 'jku' ? 'https://evil.example/jwks' : client.jwk
  return client.assert({}, { [header]: value } as never, pair.privateKey)
}

it.each<[string, () => Promise<string> | string]>([
  ['no JWT', () => 'x'],
  ['two parts', () => 'a.b'],
  ['padding', async () => `${await client.assert()}=`],
  ['white space', async () => `${await client.assert()} `],
  ['algorithm none', () => `${base64url({ alg: 'none' })}.${base64url(client.claims())}.`],
  [
    'algorithm none with a signature',
    () => `${base64url({ alg: 'none' })}.${base64url(client.claims())}.AAAA`,
  ],
  ['HS256 under the public key', hmacSigned],
  ['a foreign key', async () => client.assert({}, {}, (await generateKeyPair('ES256')).privateKey)],
  ["another client's key", () => other.assert({ iss: client.id, sub: client.id })],
  ['an unknown kid', () => client.assert({}, { kid: 'second' })],
  ['a key of its own by jku', () => withOwnKey('jku')],
  ['a key of its own by jwk', () => withOwnKey('jwk')],
  ['jku beside the right key', () => client.assert({}, { jku: `${origin}/jwks` } as never)],
  ['an unknown critical header', () => client.assert({}, { crit: ['x'], x: 1 } as never).catch(() => 'x')],
  ['another audience', () => client.assert({ aud: 'https://evil.example/api/oauth/token' })],
  ['several audiences', () => client.assert({ aud: [origin, 'https://evil.example'] })],
  ['no audience', () => client.assert({ aud: undefined as never })],
  ['an unknown client', () => client.assert({ iss: 'nobody', sub: 'nobody' })],
  ['a subject that is not the issuer', () => client.assert({ sub: other.id })],
  ['expired', () => client.assert({ exp: seconds(-60) })],
  ['no expiry', () => client.assert({ exp: undefined as never })],
  ['an hour to live', () => client.assert({ exp: seconds(3600) })],
  ['not yet valid', () => client.assert({ nbf: seconds(120) })],
  ['no jti', () => client.assert({ jti: undefined as never })],
  ['a jti of a number', () => client.assert({ jti: 12345678 as never })],
])('refuses an assertion with %s', async (_, make) => {
  const answer = await askToken({ client_assertion: await make() })
  expect(answer.status).toBe(401)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.json()).toEqual({
    error: 'invalid_client',
    error_description: 'the client assertion was not accepted',
  })
})

it.each<[string, Record<string, string>, string]>([
  ['no grant type', { grant_type: '' }, 'invalid_request'],
  ['another grant type', { grant_type: 'authorization_code' }, 'unsupported_grant_type'],
  ['no assertion type', { client_assertion_type: '' }, 'invalid_request'],
  ['no assertion', { client_assertion: '' }, 'invalid_request'],
  ['a client secret', { client_secret: 'x' }, 'invalid_request'],
  ['a scope', { scope: 'admin' }, 'invalid_scope'],
])('answers a request with %s as OAuth does', async (_, parameters, error) => {
  const answer = await askToken({ client_assertion: await client.assert(), ...parameters })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ error })
})

it('refuses a parameter given twice, another content type and an empty body', async () => {
  const twice = await request('/api/oauth/token', {
    body: 'grant_type=client_credentials&grant_type=client_credentials',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  })
  expect([twice.status, await twice.json()]).toMatchObject([400, { error: 'invalid_request' }])
  const json = await request('/api/oauth/token', { json: { grant_type: 'client_credentials' } })
  expect([json.status, await json.json()]).toMatchObject([400, { error: 'invalid_request' }])
  const empty = await request('/api/oauth/token', { method: 'POST', headers: { 'Content-Type': '' } })
  expect([empty.status, await empty.json()]).toMatchObject([400, { error: 'invalid_request' }])
})

it.each(['ES256', 'RS256', 'PS256', 'EdDSA'])(
  'issues a token for an assertion under %s, kept as a hash only',
  async (alg) => {
    const own = await seedClient('44', alg)
    const answer = await askToken({ client_assertion: await own.assert({ aud: origin }), client_id: own.id })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const body: { access_token: string } = await answer.json()
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[A-Za-z0-9_-]{44}$/),
      token_type: 'Bearer',
      expires_in: 600,
    })
    const db = workAt().shards.directory
    const kept = await db.select().from(machineTokens).where(eq(machineTokens.clientId, own.id))
    expect(kept.map(({ hash }) => hash)).toEqual([await sha256(body.access_token)])
    const trail = await db.select().from(audit).where(eq(audit.subjectId, own.id))
    expect(trail.map(({ action, actorId }) => [action, actorId])).toContainEqual(['token.issued', own.id])
  },
)

it('takes an assertion once, also when it is sent twice at once', async () => {
  const assertion = await client.assert()
  const answers = await Promise.all([1, 2, 3].map(() => askToken({ client_assertion: assertion })))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401, 401])
  expect((await askToken({ client_assertion: assertion })).status).toBe(401)
  const sameId = { jti: 'chosen-by-both' }
  expect((await askToken({ client_assertion: await client.assert(sameId) })).status).toBe(200)
  expect((await askToken({ client_assertion: await other.assert(sameId) })).status).toBe(200)
  expect((await askToken({ client_assertion: await client.assert(sameId) })).status).toBe(401)
})

it('refuses a client_id that is not the one of the assertion', async () => {
  const answer = await askToken({ client_assertion: await client.assert(), client_id: other.id })
  expect(answer.status).toBe(401)
})

it.each<[string, Record<string, unknown>[]]>([
  ['no key', []],
  ['a private key', [{ kty: 'EC', kid: 'a', d: 'x' }]],
  ['a shared secret', [{ kty: 'oct', kid: 'a', k: 'x' }]],
  ['a key without a name', [{ kty: 'EC' }]],
  [
    'two keys of one name',
    [
      { kty: 'EC', kid: 'a' },
      { kty: 'EC', kid: 'a' },
    ],
  ],
])('registers no client with %s', async (_, keys) => {
  const asked = registerClient(workAt(), { id: 'province-x', provinceCode: '44', name: 'x', keys })
  await expect(asked).rejects.toMatchObject({ code: 'machine_client.malformed' })
})

it('registers a client once', async () => {
  const again = registerClient(workAt(), { id: client.id, provinceCode: '44', name: 'x', keys: [client.jwk] })
  await expect(again).rejects.toMatchObject({ code: 'machine_client.exists' })
})

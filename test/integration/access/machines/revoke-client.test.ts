import { and, eq } from 'drizzle-orm'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { beforeAll, expect, it } from 'vitest'
import { audit } from '../../../../db/schema/operations.ts'
import { registerClient } from '../../../../functions/access/machines/register-client.ts'
import { revokeClient } from '../../../../functions/access/machines/revoke-client.ts'
import { rotateClient } from '../../../../functions/access/machines/rotate-client.ts'
import { seedSchool, workAt } from '../../../support/fixtures.ts'
import { request } from '../../../support/http.ts'
import { askToken, seedClient } from '../../../support/machine-client.ts'

beforeAll(() => seedSchool(workAt(), { code: '10558', provinceCode: '44' }))

const follow = async (token: string) =>
  (await request('/api/sync/events', { headers: { Origin: '', Authorization: `Bearer ${token}` } })).status
const trailOf = async (id: string) =>
  (
    await workAt()
      .shards.directory.select({ action: audit.action, actor: audit.actorId })
      .from(audit)
      .where(and(eq(audit.subjectType, 'machine_client'), eq(audit.subjectId, id)))
  ).filter(({ action }) => action !== 'token.issued')

it('shuts a revoked client out at its next request, live tokens too, and for good', async () => {
  const [client, other] = [await seedClient('44'), await seedClient('44')]
  const [token, theirs] = [await client.token(), await other.token()]
  expect(await follow(token)).toBe(200)
  await revokeClient(workAt(), client.id)
  expect(await follow(token)).toBe(401)
  expect((await askToken({ client_assertion: await client.assert() })).status).toBe(401)
  expect(await follow(theirs)).toBe(200)
  expect(await trailOf(client.id)).toEqual([
    { action: 'machine_client.registered', actor: 'test' },
    { action: 'machine_client.revoked', actor: 'test' },
  ])
  await expect(revokeClient(workAt(), client.id)).rejects.toMatchObject({ code: 'machine_client.not_found' })
  expect(await trailOf(client.id)).toHaveLength(2)
  const again = { id: client.id, provinceCode: '44', name: 'x', keys: [client.jwk] }
  await expect(registerClient(workAt(), again)).rejects.toMatchObject({ code: 'machine_client.exists' })
  await expect(rotateClient(workAt(), client.id, [client.jwk])).rejects.toMatchObject({
    code: 'machine_client.not_found',
  })
  expect((await askToken({ client_assertion: await client.assert() })).status).toBe(401)
})

it('takes the new keys in place of the old, and ends the tokens issued under those', async () => {
  const client = await seedClient('44')
  const before = await client.token()
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const next = { ...(await exportJWK(publicKey)), kid: 'second' }
  const underNext = () =>
    new SignJWT(client.claims()).setProtectedHeader({ alg: 'ES256', kid: 'second' }).sign(privateKey)
  const withOld = async () => (await askToken({ client_assertion: await client.assert() })).status
  const withNext = async () => (await askToken({ client_assertion: await underNext() })).status
  await rotateClient(workAt(), client.id, [client.jwk, next])
  expect(await follow(before)).toBe(401)
  expect([await withOld(), await withNext()]).toEqual([200, 200])
  await rotateClient(workAt(), client.id, [next])
  expect([await withOld(), await withNext()]).toEqual([401, 200])
  expect((await trailOf(client.id)).map(({ action }) => action)).toEqual([
    'machine_client.registered',
    'machine_client.rotated',
    'machine_client.rotated',
  ])
})

it('rotates to no keys that are private or missing, and no client that is not there', async () => {
  const client = await seedClient('44')
  const malformed = { code: 'machine_client.malformed' }
  await expect(rotateClient(workAt(), client.id, [])).rejects.toMatchObject(malformed)
  const secret = { ...client.jwk, d: 'x' }
  await expect(rotateClient(workAt(), client.id, [secret])).rejects.toMatchObject(malformed)
  expect((await askToken({ client_assertion: await client.assert() })).status).toBe(200)
  const missing = { code: 'machine_client.not_found' }
  await expect(rotateClient(workAt(), 'nobody', [client.jwk])).rejects.toMatchObject(missing)
  await expect(revokeClient(workAt(), 'nobody')).rejects.toMatchObject(missing)
})

// OAuth 2.0 client credentials with private_key_jwt (RFC 7523). What it never does: take a key, or the place of one,
// from the assertion; say why an assertion was not believed.
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose'
import { commit } from '../../../db/commit.ts'
import { addMachineToken, dropEndedOf, findMachineClient, useAssertion } from '../../../db/machine-clients.ts'
import { systemActorOf } from '../stored-actors.ts'
import { newId, sha256 } from '../../platform/secrets.ts'
import type { Work } from '../../platform/work.ts'
import {
  assertionAlgorithms,
  clockTolerance,
  longestAssertion,
  type OAuthRefusal,
  readTokenRequest,
  refused,
  refusedHeader,
  tokenLife,
} from './decide-token-request.ts'
import type { TokenAnswer } from './wire.ts'

export const tokenPath = '/api/oauth/token'

const notBelieved = refused('invalid_client', 'the client assertion was not accepted')

export async function issueToken(
  work: Work,
  parameters: readonly (readonly [string, string])[],
): Promise<TokenAnswer | OAuthRefusal> {
  const asked = readTokenRequest(parameters)
  if ('error' in asked) return asked
  const db = work.shards.directory
  const believed = await believe(work, asked.assertion)
  if (believed === undefined) return notBelieved
  const { client, jti, expiresAt } = believed
  if (asked.clientId !== undefined && asked.clientId !== client.clientId) return notBelieved
  const known = systemActorOf(client)
  if (known === undefined) return notBelieved
  const { clientId } = client
  const token = newId() + newId()
  const committed = await commit({ ...work, actor: known.actor }, db, {
    audit: { action: 'token.issued', subjectType: 'machine_client', subjectId: clientId },
    statements: {
      dropped: dropEndedOf(db, clientId, work.machineNow),
      assertion: useAssertion(db, {
        hash: await sha256(JSON.stringify([clientId, jti])),
        clientId,
        // as long as jose would still take it
        expiresAt: expiresAt + clockTolerance + 1000,
      }),
      token: addMachineToken(db, {
        hash: await sha256(token),
        clientId,
        expiresAt: work.machineNow + tokenLife,
      }),
    },
  })
  if (!committed.done) return notBelieved
  return { access_token: token, token_type: 'Bearer', expires_in: tokenLife / 1000 }
}

async function believe(work: Work, assertion: string) {
  // jose takes some texts that no encoder would write
  if (!/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){2}$/.test(assertion) || assertion.length > 8192) return undefined
  try {
    if (refusedHeader(decodeProtectedHeader(assertion)) !== undefined) return undefined
    // only to find the keys to check it with
    const { iss } = decodeJwt(assertion)
    if (typeof iss !== 'string' || iss === '') return undefined
    const client = await findMachineClient(work.shards.directory, iss)
    if (client === undefined) return undefined
    const keys = createLocalJWKSet(JSON.parse(client.jwks) as JSONWebKeySet)
    const { origin } = work.config
    const { payload } = await jwtVerify(assertion, keys, {
      algorithms: assertionAlgorithms,
      issuer: client.clientId,
      subject: client.clientId,
      audience: [`${origin}${tokenPath}`, origin],
      currentDate: new Date(work.machineNow),
      clockTolerance: clockTolerance / 1000,
      requiredClaims: ['exp', 'jti'],
    })
    const { jti, aud, exp } = payload
    // meant for us and for nobody else
    if (typeof aud !== 'string' || typeof jti !== 'string' || !/^[\x21-\x7e]{8,128}$/.test(jti))
      return undefined
    const expiresAt = (exp ?? 0) * 1000
    if (expiresAt > work.machineNow + longestAssertion + clockTolerance) return undefined
    return { client, jti, expiresAt }
  } catch {
    return undefined
  }
}

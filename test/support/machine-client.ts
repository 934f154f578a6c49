import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'
import { registerClient } from '../../functions/access/machines/register-client.ts'
import { workAt } from './fixtures.ts'
import { origin, request } from './http.ts'

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const tokenPath = '/api/oauth/token'

let made = 0

/** A province's or a department's system as it would be: its own key pair, registered by the public half. */
export async function seedClient(provinceCode: string, alg = 'ES256', departmentId?: string) {
  made += 1
  const id = `system-${departmentId ?? provinceCode}-${made}`
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid: 'first' }
  const client = { id, provinceCode, name: '对接系统', keys: [jwk] }
  await registerClient(workAt(), departmentId === undefined ? client : { ...client, departmentId })
  const claims = (changes: JWTPayload = {}): JWTPayload => {
    const now = Math.floor(Date.now() / 1000)
    return {
      iss: id,
      sub: id,
      aud: origin + tokenPath,
      jti: crypto.randomUUID(),
      iat: now,
      exp: now + 60,
      ...changes,
    }
  }
  const assert = (
    changes: JWTPayload = {},
    header: Partial<JWTHeaderParameters> = {},
    key: CryptoKey | Uint8Array = privateKey,
  ) => new SignJWT(claims(changes)).setProtectedHeader({ alg, kid: 'first', ...header }).sign(key)
  const token = async (): Promise<string> => {
    const answer = await askToken({ client_assertion: await assert() })
    return ((await answer.json()) as { access_token: string }).access_token
  }
  return { id, jwk, claims, assert, token }
}

/** One request for a token; a parameter set to '' is left out. */
export function askToken(parameters: Record<string, string>, headers: Record<string, string> = {}) {
  const all = {
    grant_type: 'client_credentials',
    client_assertion_type: assertionType,
    ...parameters,
  }
  return request(tokenPath, {
    body: new URLSearchParams(Object.entries(all).filter(([, value]) => value !== '')).toString(),
    headers: {
      Origin: '',
      'Idempotency-Key': '',
      'Content-Type': 'application/x-www-form-urlencoded',
      ...headers,
    },
  })
}

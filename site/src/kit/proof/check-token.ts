// Checks a report's token in the browser: strict syntax, a key of our published set, one ES256 signature. No network.
import { kidOf } from '#model/proof/signing-keys.ts'
import { type ParsedToken, parseToken, type ReportClaims } from '#model/proof/token.ts'

/** A member of the JWK set at /.well-known/jwks.json; `kid` is its RFC 7638 thumbprint. */
export interface PublishedKey {
  kty: string
  crv: string
  x: string
  y: string
  kid: string
}

/**
 * `unknown_key`: spelled like ours, but no key of this set signed it; with an old set that can change.
 * `foreign`: not ours, whatever keys there are.
 */
export type CheckedToken =
  | { ours: true; claims: ReportClaims }
  | { ours: false; because: 'unknown_key' | 'foreign' }

const ecdsa = { name: 'ECDSA', hash: 'SHA-256' }

export async function checkToken(text: string, keys: readonly PublishedKey[]): Promise<CheckedToken> {
  const token = parseToken(text)
  if (token === undefined) return { ours: false, because: 'foreign' }
  const holds = await signatureHolds(token, keys)
  if (holds === undefined) return { ours: false, because: 'unknown_key' }
  return holds ? { ours: true, claims: token.claims } : { ours: false, because: 'foreign' }
}

/** One ES256 signature under the key it names; undefined where the set has no such key, or a broken one. */
export async function signatureHolds(
  { kid, signature, signed }: Pick<ParsedToken, 'kid' | 'signature' | 'signed'>,
  keys: readonly PublishedKey[],
): Promise<boolean | undefined> {
  const known = keys.find((each) => kidOf(each.kid) === kid)
  if (known === undefined) return undefined
  const { kty, crv, x, y } = known
  const key = await crypto.subtle
    .importKey('jwk', { kty, crv, x, y }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
    .catch(() => undefined)
  return key === undefined ? undefined : crypto.subtle.verify(ecdsa, key, signature, signed)
}

// The signed token of a printed report (decision 27): compact JWS, ES256 only, keys from our own secrets only. It says
// which report a paper is and what its content was; whether it still holds is the database's to say.
import { CompactSign, compactVerify } from 'jose'
import { fromBase64Url, toBase64Url } from '#model/proof/base64url.ts'
import { sha256, type SigningJwk } from '../platform/secrets.ts'
import { keysOf } from './signing-keys.ts'
import { kidOf } from '#model/proof/signing-keys.ts'
import { claimsText, parseToken, type ReportClaims } from '#model/proof/token.ts'

/** Signs with the first key. */
export async function signReport(signingKeys: readonly SigningJwk[], claims: ReportClaims): Promise<string> {
  const token = await signText(signingKeys, claimsText(claims))
  if (parseToken(token) === undefined) throw new Error('a report with claims that no token can carry')
  return token
}

/** @param more of the header: a type, which tells it from a report's token */
export async function signText(
  signingKeys: readonly SigningJwk[],
  text: string,
  more: { typ?: string } = {},
): Promise<string> {
  const key = (await keysOf(signingKeys))[0]
  if (key === undefined) throw new Error('no signing key')
  return new CompactSign(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'ES256', kid: kidOf(key.thumbprint), ...more })
    .sign(key.sign)
}

/** The claims of a token that one of our keys signed, or undefined for anything else. */
export async function readReportToken(
  signingKeys: readonly SigningJwk[],
  text: string,
): Promise<ReportClaims | undefined> {
  const token = parseToken(text)
  if (token === undefined) return undefined
  const key = (await keysOf(signingKeys)).find((each) => kidOf(each.thumbprint) === token.kid)
  if (key === undefined) return undefined
  try {
    await compactVerify(text, key.verify, { algorithms: ['ES256'] })
    return token.claims
  } catch {
    return undefined
  }
}

/** First 128 bits of SHA-256 over the frozen content's JSON text, base64url. */
export async function digestOf(content: string): Promise<string> {
  return toBase64Url(fromBase64Url(await sha256(content)).slice(0, 16))
}

// The signed token of a printed report (decision 27): compact JWS, ES256 only, keys from our own secrets only. It says
// which report a paper is and what its content was; whether it still holds is the database's to say.
import { CompactSign, compactVerify } from 'jose'
import { fromBase64Url, toBase64Url } from '#model/proof/base64url.ts'
import { sha256, type SigningJwk } from '../platform/secrets.ts'
import { keysOf } from './signing-keys.ts'
import { kidOf } from '#model/proof/signing-keys.ts'
import { claimsText, parseToken, protectedHeader, type ReportClaims } from '#model/proof/token.ts'

/** Signs with the first key. */
export async function signReport(signingKeys: readonly SigningJwk[], claims: ReportClaims): Promise<string> {
  const token = await signText(signingKeys, claimsText(claims))
  if (parseToken(token) === undefined) throw new Error('a report with claims that no token can carry')
  return token
}

/** @param typ tells it from a report's token, which has none */
export async function signText(
  signingKeys: readonly SigningJwk[],
  text: string,
  typ?: string,
): Promise<string> {
  const key = (await keysOf(signingKeys))[0]
  if (key === undefined) throw new Error('no signing key')
  return new CompactSign(new TextEncoder().encode(text))
    .setProtectedHeader(protectedHeader(kidOf(key.thumbprint), typ))
    .sign(key.sign)
}

/**
 * The claims of a token that one of our keys signed, or undefined for anything else. Beside each ES256 signature (r, s)
 * stands a twin (r, n − s) that holds as well; papers already printed must stay valid, so both are taken. Nothing may
 * hang on a token's text: limits, ledger and caches go by the report that it names.
 */
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

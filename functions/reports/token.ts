// The signed token of a printed report (decision 27): compact JWS, ES256 only, keys from our own secrets only. It says
// which report a paper is and what its content was; whether it still holds is the database's to say.
import { compactVerify, CompactSign } from 'jose'
import { z } from 'zod'
import { fromBase64Url, sha256, type SigningJwk, toBase64Url } from '../platform/secrets.ts'
import type { ReportKind } from './content.rules.ts'
import { keysOf } from './signing-keys.ts'
import { kidOf } from './signing-keys.rules.ts'

export interface ReportClaims {
  reportId: string
  kind: ReportKind
  /** exclusive end of the verification service, whole seconds since 1970 */
  capSeconds: number
  /** of the frozen content, see digestOf */
  digest: string
  statusIndex: number
}

const id128 = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
const headerShape = z.strictObject({ alg: z.literal('ES256'), kid: z.string() })
/** Keys of one letter: every byte makes the printed modules smaller. Papers stay valid, so `v` 1 never changes meaning. */
const payloadShape = z.strictObject({
  v: z.literal(1),
  r: id128,
  k: z.enum(['archive', 'hukou']),
  c: z.int().positive(),
  d: id128,
  s: z.int().nonnegative(),
})
const compact = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){2}$/
const LONGEST = 600

/** Signs with the first key. */
export async function signReport(signingKeys: readonly SigningJwk[], claims: ReportClaims): Promise<string> {
  const key = (await keysOf(signingKeys))[0]
  if (key === undefined) throw new Error('no signing key')
  const payload: z.infer<typeof payloadShape> = {
    v: 1,
    r: claims.reportId,
    k: claims.kind,
    c: claims.capSeconds,
    d: claims.digest,
    s: claims.statusIndex,
  }
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payloadShape.parse(payload))))
    .setProtectedHeader({ alg: 'ES256', kid: kidOf(key.thumbprint) })
    .sign(key.sign)
}

/** The claims of a token that one of our keys signed, or undefined for anything else. */
export async function readReportToken(
  signingKeys: readonly SigningJwk[],
  text: string,
): Promise<ReportClaims | undefined> {
  if (text.length > LONGEST || !compact.test(text)) return undefined
  const [header = '', payload = '', signature = ''] = text.split('.')
  if (![header, payload, signature].every(isCanonical)) return undefined
  const said = headerShape.safeParse(parsedJson(header))
  if (!said.success) return undefined
  const key = (await keysOf(signingKeys)).find((each) => kidOf(each.thumbprint) === said.data.kid)
  if (key === undefined) return undefined
  try {
    await compactVerify(text, key.verify, { algorithms: ['ES256'] })
  } catch {
    return undefined
  }
  const claims = payloadShape.safeParse(parsedJson(payload))
  if (!claims.success) return undefined
  const { r, k, c, d, s } = claims.data
  return { reportId: r, kind: k, capSeconds: c, digest: d, statusIndex: s }
}

/** First 128 bits of SHA-256 over the frozen content's JSON text, base64url. */
export async function digestOf(content: string): Promise<string> {
  return toBase64Url(fromBase64Url(await sha256(content)).slice(0, 16))
}

/** Base64url leaves spare bits in the last character: only the spelling our encoder makes is taken. */
function isCanonical(part: string): boolean {
  try {
    return toBase64Url(fromBase64Url(part)) === part
  } catch {
    return false
  }
}

function parsedJson(part: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(part)))
  } catch {
    return undefined
  }
}

// The strict syntax of a report's token (decision 27): compact JWS, ES256, claims of one letter each. Shared by the worker
// and the page that checks a QR before it asks anybody; whether the signature holds is for the caller's crypto to say.
import { fromCanonical } from './base64url.ts'
import { isKind, type ReportKind } from '../report/kinds.ts'

export interface ReportClaims {
  reportId: string
  kind: ReportKind
  /** exclusive end of the verification service, whole seconds since 1970 */
  capSeconds: number
  /** of the frozen content, see digestOf */
  digest: string
  statusIndex: number
}

export interface ParsedToken {
  /** the beginning of the key's thumbprint */
  kid: string
  claims: ReportClaims
  /** what was signed: the ASCII bytes of `header.payload` */
  signed: Uint8Array<ArrayBuffer>
  /** r and s, 32 bytes each (RFC 7518, section 3.4) */
  signature: Uint8Array<ArrayBuffer>
}

const LONGEST = 600
const id128 = /^[A-Za-z0-9_-]{22}$/

/** Every byte makes the printed modules smaller. Papers stay valid, so `v` 1 never changes meaning. */
export const claimsText = ({ reportId, kind, capSeconds, digest, statusIndex }: ReportClaims): string =>
  JSON.stringify({ v: 1, r: reportId, k: kind, c: capSeconds, d: digest, s: statusIndex })

/** The protected header of everything we sign. @param typ tells what it is, where it is no report's token */
export const protectedHeader = (kid: string, typ?: string) => ({
  alg: 'ES256',
  kid,
  ...(typ === undefined ? {} : { typ }),
})

export interface CompactJws {
  /** the beginning of the key's thumbprint */
  kid: string
  payload: Record<string, unknown>
  /** its JSON as it was signed */
  payloadText: string
  /** what was signed: the ASCII bytes of `header.payload` */
  signed: Uint8Array<ArrayBuffer>
  /** r and s, 32 bytes each (RFC 7518, section 3.4) */
  signature: Uint8Array<ArrayBuffer>
}

/**
 * The parts of a compact JWS in the one spelling our encoder makes, or undefined: its JSON too is as JSON.stringify
 * writes it, with no space, no member twice and no letter escaped that need not be. Nothing is verified yet.
 * @param typ as in protectedHeader(): the header is exactly that one
 */
export function parseCompact(text: string, longest: number, typ?: string): CompactJws | undefined {
  if (text.length > longest) return undefined
  const parts = text.split('.')
  const [headerPart = '', payloadPart = ''] = parts
  const [headerBytes, payloadBytes, signature] = parts.map(fromCanonical)
  if (parts.length !== 3 || signature?.length !== 64) return undefined
  const [header, payload] = [parsed(headerBytes), parsed(payloadBytes)]
  if (header === undefined || payload === undefined) return undefined
  const { kid } = header.value
  if (typeof kid !== 'string' || header.text !== JSON.stringify(protectedHeader(kid, typ))) return undefined
  const signed = new TextEncoder().encode(`${headerPart}.${payloadPart}`)
  return { kid, payload: payload.value, payloadText: payload.text, signed, signature }
}

/** The parts of a token that is spelled exactly as ours are, or undefined. Nothing is verified yet. */
export function parseToken(text: string): ParsedToken | undefined {
  const jws = parseCompact(text, LONGEST)
  if (jws === undefined) return undefined
  const { kid, signed, signature } = jws
  const claims = claimsIn(jws.payload)
  if (claims === undefined || jws.payloadText !== claimsText(claims)) return undefined
  return { kid, claims, signed, signature }
}

function parsed(bytes: Uint8Array | undefined): { value: Record<string, unknown>; text: string } | undefined {
  if (bytes === undefined) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && JSON.stringify(value) === text
      ? { value: value as Record<string, unknown>, text }
      : undefined
  } catch {
    return undefined
  }
}

function claimsIn(payload: Record<string, unknown>): ReportClaims | undefined {
  const { v, r, k, c, d, s } = payload
  const whole = (value: unknown, least: number): value is number =>
    Number.isSafeInteger(value) && (value as number) >= least
  if (v !== 1) return undefined
  if (typeof r !== 'string' || typeof d !== 'string' || !id128.test(r) || !id128.test(d)) return undefined
  if (!isKind(k) || !whole(c, 1) || !whole(s, 0)) return undefined
  return { reportId: r, kind: k, capSeconds: c, digest: d, statusIndex: s }
}

// The seal of a saved report: a compact JWS over everything that the file prints beside the frozen content, which the
// report's token covers. Its header says `typ: copy`, so that neither can pass for the other.
import { parseCompact } from './token.ts'

/** What a sheet prints around its blocks; '' is not printed. */
export interface Around {
  title: string
  /** said above the fields where the report held no longer when it was saved */
  voided: string
  codeLabel: string
  code: string
  notes: string[]
  sandbox: boolean
}

export interface SealClaims {
  reportId: string
  /** of the frozen content, as in the token */
  digest: string
  /** of the whole file's text with the seal taken out */
  fileDigest: string
  savedAtSeconds: number
  around: Around
}

export interface ParsedSeal {
  kid: string
  claims: SealClaims
  signed: Uint8Array<ArrayBuffer>
  signature: Uint8Array<ArrayBuffer>
}

export const sealType = 'copy'
const LONGEST = 16_384

export const sealText = ({ reportId, digest, fileDigest, savedAtSeconds, around }: SealClaims): string =>
  JSON.stringify({ v: 1, r: reportId, d: digest, f: fileDigest, t: savedAtSeconds, p: around })

/** The file as it was before it was sealed, and after. A value cannot hold this text: its quotes are escaped. */
export const unsealed = (file: string, seal: string): string =>
  file.replace(`data-seal="${seal}"`, () => 'data-seal=""')
export const withSeal = (file: string, seal: string): string =>
  file.replace('data-seal=""', () => `data-seal="${seal}"`)

/** The parts of a seal that is spelled exactly as ours are, or undefined. Nothing is verified yet. */
export function parseSeal(text: string): ParsedSeal | undefined {
  const jws = parseCompact(text, LONGEST, sealType)
  if (jws === undefined) return undefined
  const { kid, signed, signature } = jws
  const { v, r, d, f, t, p } = jws.payload
  if (v !== 1) return undefined
  if (typeof r !== 'string' || typeof d !== 'string' || typeof f !== 'string' || typeof t !== 'number')
    return undefined
  const around = aroundIn(p)
  if (around === undefined) return undefined
  const claims = { reportId: r, digest: d, fileDigest: f, savedAtSeconds: t, around }
  if (jws.payloadText !== sealText(claims)) return undefined
  return { kid, claims, signed, signature }
}

function aroundIn(value: unknown): Around | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { title, voided, codeLabel, code, notes, sandbox } = value as Record<string, unknown>
  const texts = [
    title,
    voided,
    codeLabel,
    code,
    ...(Array.isArray(notes) ? (notes as unknown[]) : [undefined]),
  ]
  return texts.every((text) => typeof text === 'string') && typeof sandbox === 'boolean'
    ? (value as Around)
    : undefined
}

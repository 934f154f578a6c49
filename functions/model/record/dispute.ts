import type { Plain } from '../wording.ts'
import type { RecordBlock } from './fields.ts'

/** Explanations count 500 code points (decision 19). */
export const explanationLimit = 500

/** Code points, as the counter under the box shows them. */
export const countCharacters = (text: string): number => [...text].length

const shapes = [
  /** mobile, with or without +86 */
  /^(\+?86[- ]?)?1[3-9]\d{9}$/,
  /** landline with area code, and an extension */
  /^(\(0\d{2,3}\)|0\d{2,3})[- ]?[2-9]\d{6,7}([-转]\d{1,6})?$/,
  /** e-mail */
  /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/,
]

/** 联系方式: a mobile, a landline or an e-mail address, at most 100 characters. */
export const isContact = (text: string): boolean =>
  text.length <= 100 && shapes.some((shape) => shape.test(text.trim()))

export interface DisputeClaims {
  destination: { kind: 'changed' | 'wrong'; explanation: string } | null
  archive: { explanation: string } | null
  hukou: { explanation: string } | null
  contact: string
}

type DisputeReason =
  | Plain<'claims.missing' | 'explanation.missing' | 'contact.malformed'>
  | { because: 'explanation.too_long'; max: number }

/** As the guide marks them: only what is wrong with the destination must be explained. */
export const mustExplain: Record<RecordBlock, boolean> = { destination: true, archive: false, hukou: false }

export type DisputeFault = DisputeReason & { field: string }

/** What is wrong with a dispute, field by field; empty when nothing is. */
export function faultsOf(claims: DisputeClaims): DisputeFault[] {
  const faults: DisputeFault[] = []
  if (claims.destination === null && claims.archive === null && claims.hukou === null)
    faults.push({ field: 'kinds', because: 'claims.missing' })
  for (const field of ['destination', 'archive', 'hukou'] as const) {
    const claim = claims[field]
    if (claim === null) continue
    const length = countCharacters(claim.explanation.trim())
    if (length === 0 && mustExplain[field])
      faults.push({ field: `${field}.explanation`, because: 'explanation.missing' })
    if (length > explanationLimit)
      faults.push({ field: `${field}.explanation`, because: 'explanation.too_long', max: explanationLimit })
  }
  if (!isContact(claims.contact)) faults.push({ field: 'contact', because: 'contact.malformed' })
  return faults
}

import { countCharacters, explanationLimit } from '../record/dispute.ts'

/** What the receiving unit answers of a file: 已收到 or 退回. */
export type Outcome = 'received' | 'returned'

export interface Receipt {
  outcome: Outcome
  /** '' for a file that was received */
  reason: string
}

/** A file that goes back goes back with a reason. */
export const isReason = (text: string): boolean =>
  text.trim() !== '' && countCharacters(text.trim()) <= explanationLimit

/** The first answer stays; the same one again is no second one. */
export function receiptDecision(
  earlier: Receipt | undefined,
  given: Receipt,
): { allowed: true; repeated: boolean } | { allowed: false; because: 'receipt.answered' } {
  if (earlier === undefined) return { allowed: true, repeated: false }
  if (earlier.outcome === given.outcome && earlier.reason === given.reason)
    return { allowed: true, repeated: true }
  return { allowed: false, because: 'receipt.answered' }
}

import { countCharacters, explanationLimit } from '../record/dispute.ts'

/** What is answered of a file: 已收到 or 退回. */
export const outcomes = ['received', 'returned'] as const
export type Outcome = (typeof outcomes)[number]

/** By whoever has the name and the 转递编号, or by a signed-in department whose unit the record names (decision 35). */
export const givenAs = ['claim', 'unit'] as const
export type GivenAs = (typeof givenAs)[number]

export interface Receipt {
  outcome: Outcome
  /** '' for a file that was received */
  reason: string
}

/** A file that goes back goes back with a reason, and an answer is set aside with one. */
export const isReason = (text: string): boolean =>
  text.trim() !== '' && countCharacters(text.trim()) <= explanationLimit

/** What the reason of an answer is sealed under; those of November 2026 were columns of the sending. */
export const answerSeal = 'dispatches.return_reason'

export const setAsideSeal = 'dispatch_answers.set_aside_reason'

interface Given {
  givenAs: GivenAs
  setAsideAt: number | null
}

/** The answer that counts: the unit's before a claim, and none that was set aside. At most one of each stands. */
export function countingAnswer<A extends Given>(answers: readonly A[]): A | undefined {
  const standing = answers.filter(({ setAsideAt }) => setAsideAt === null)
  return standing.find((each) => each.givenAs === 'unit') ?? standing[0]
}

/** The first answer stays, except that the unit's outweighs a claim; the same one again is no second one. */
export function receiptDecision(
  earlier: (Receipt & { givenAs: GivenAs }) | undefined,
  given: Receipt & { givenAs: GivenAs },
): { allowed: true; repeated: boolean } | { allowed: false; because: 'receipt.answered' } {
  if (earlier === undefined || (earlier.givenAs === 'claim' && given.givenAs === 'unit'))
    return { allowed: true, repeated: false }
  const same = earlier.outcome === given.outcome && earlier.reason === given.reason
  if (same && earlier.givenAs === given.givenAs) return { allowed: true, repeated: true }
  return { allowed: false, because: 'receipt.answered' }
}

import { countingAnswer } from '#model/transfer/receipt.ts'
import type { TransferFile } from './answer-lookup.ts'

/** The answer that counts as whoever has name and code is told it: no words, and of a claim not where it came from. */
export function fileAnswer(dispatch: TransferFile['dispatch']) {
  const counting = countingAnswer(dispatch?.answers ?? [])
  if (counting === undefined) return undefined
  const { outcome, at, givenAs, departmentName } = counting
  return { outcome, at, givenAs, from: departmentName }
}

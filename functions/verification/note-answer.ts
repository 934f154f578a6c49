// Writes what was answered of a file (decision 35), once a look-up has found it: a claim by name and 转递编号, or the
// answer of the unit that the record names. Which of them counts is decided in `model/transfer/receipt.ts`.
import { addAnswer, type AnswerRow, findSendings } from '../../db/dispatch-answers.ts'
import { commit } from '../../db/commit.ts'
import { refuse } from '../platform/problem.ts'
import { newId } from '../platform/secrets.ts'
import type { Work } from '../platform/work.ts'
import {
  answerSeal,
  countingAnswer,
  isReason,
  type Receipt,
  receiptDecision,
} from '#model/transfer/receipt.ts'
import { fileReceipt } from '#words/verify/file-receipt.ts'
import { answerGiven, outcomes } from '#words/transfer/dispatches.ts'
import type { TransferFile, Verification } from './answer-lookup.ts'
import type { ReceiptAnswer, ReceiptRequest } from './wire.ts'

/** Who answers, and what is known of where from. */
export type Giver =
  | { givenAs: 'claim'; origin: string }
  | { givenAs: 'unit'; department: { id: string; name: string } }

type Sending = NonNullable<TransferFile['dispatch']>
type Found = Extract<Verification['answer'], { verdict: 'valid' }>

/** What a form or a request held. @throws Problem receipt.reason_needed */
export function receiptOf({ outcome, reason }: ReceiptRequest): Receipt {
  const receipt = { outcome, reason: reason.trim() }
  if (outcome === 'returned' && !isReason(receipt.reason)) refuse('receipt.reason_needed')
  return receipt
}

/** A look-up that does not lead to an answer, as it is told. */
export const toldInstead = (
  found: Verification['answer'],
): Exclude<ReceiptAnswer, { verdict: 'valid' }> | undefined =>
  found.verdict === 'unknown' || (found.codeKind === 'transfer' && found.verdict !== 'valid')
    ? found
    : undefined

/** @throws Problem receipt.not_sent, receipt.answered, state.changed */
export async function noteAnswer(
  work: Work,
  found: Found,
  { entry, dispatch, recordId }: TransferFile,
  receipt: Receipt,
  giver: Giver,
): Promise<ReceiptAnswer> {
  const { kind, validUntil, checkedAt } = found
  const known = {
    verdict: 'valid' as const,
    kind,
    codeKind: 'transfer' as const,
    validUntil,
    checkedAt,
    receipt: found.receipt,
  }
  const told = (of: { outcome: Receipt['outcome']; at: number }) => ({
    ...known,
    outcome: of.outcome,
    answeredAt: new Date(of.at).toISOString(),
    givenAs: giver.givenAs,
  })
  const settled = async (sending: Pick<Sending, 'answers'>): Promise<ReceiptAnswer | undefined> => {
    const counting = countingAnswer(sending.answers)
    const earlier = counting && { ...counting, reason: await reasonOf(work, counting) }
    const decision = receiptDecision(earlier, { ...receipt, givenAs: giver.givenAs })
    if (!decision.allowed && earlier !== undefined)
      refuse(decision.because, {
        detail: fileReceipt.answeredBefore(
          outcomes[earlier.outcome],
          answerGiven[earlier.givenAs](earlier.departmentName),
        ),
      })
    return decision.allowed && decision.repeated && earlier !== undefined ? told(earlier) : undefined
  }
  if (dispatch === null || (dispatch.method === '' && countingAnswer(dispatch.answers) === undefined))
    refuse('receipt.not_sent')
  const before = await settled(dispatch)
  if (before !== undefined) return before
  const db = work.shards.of(entry.schoolCode, entry.cohort)
  const id = newId()
  const unit = giver.givenAs === 'unit' ? giver.department : { id: '', name: '' }
  const given = {
    id,
    dispatchId: dispatch.id,
    outcome: receipt.outcome,
    reasonCipher: await work.secrets.seal(answerSeal, id, receipt.reason),
    givenAs: giver.givenAs,
    departmentId: unit.id,
    departmentName: unit.name,
    origin: giver.givenAs === 'claim' ? giver.origin : '',
    at: work.now,
  }
  const answer = told(given)
  const done = await commit(work, db, {
    audit: {
      action: receipt.outcome === 'received' ? 'file.received' : 'file.returned',
      subjectType: 'roster_entry',
      subjectId: entry.id,
      schoolCode: entry.schoolCode,
      detail: { receipt: found.receipt, dispatchId: dispatch.id, givenAs: giver.givenAs },
    },
    statements: { answered: addAnswer(db, recordId, given) },
    answer,
  })
  if (done.done) return answer
  const current = (await findSendings(db, entry.id)).find((each) => each.replacedAt === null)
  return (current && (await settled(current))) ?? refuse('state.changed')
}

const reasonOf = (work: Work, { id, reasonCipher }: AnswerRow) =>
  work.secrets.open(answerSeal, id, reasonCipher)

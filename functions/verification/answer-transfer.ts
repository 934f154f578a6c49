// 已收到 or 退回 of a file that the school has entered as sent (decision 35), from whoever has the name and the transfer
// code. The look-up in front decides who may, under its own limits and with its own single refusal; it enters the ledger
// like any other.
import { answerDispatch, findSendings } from '../../db/dispatch-answers.ts'
import { commit, mustChange } from '../../db/commit.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import { isReason, type Receipt, receiptDecision } from '#model/transfer/receipt.ts'
import { outcomes } from '#words/transfer/dispatches.ts'
import { transferKind } from '#model/report/kinds.ts'
import { fileReceipt } from '#words/verify/file-receipt.ts'
import { readCode } from '#model/codes/typed-code.ts'
import { isLimited, type Limited } from './open-limits.ts'
import { homeOf, type Question, type TransferFile, verifyCode } from './verify.ts'
import type { ReceiptAnswer, ReceiptRequest } from './wire.ts'

/** The code of this request, if it is a 转递编号: a 核验编号 opens nothing here. */
const transferCode = (typed: string) => {
  const code = readCode(typed)
  return code?.kind === 'transfer' ? code : undefined
}

/** Where a repeat of the request is kept. */
export const receiptHome = (work: Work, given: ReceiptRequest) => homeOf(work, transferCode(given.code))

/** @throws Problem receipt.reason_needed before anything is looked up; receipt.not_sent, receipt.answered after name and code matched */
export async function answerTransfer(
  work: Work,
  given: ReceiptRequest,
  asker: Pick<Question, 'via' | 'address' | 'origin'>,
): Promise<ReceiptAnswer | Limited> {
  const receipt: Receipt = { outcome: given.outcome, reason: given.reason.trim() }
  if (receipt.outcome === 'returned' && !isReason(receipt.reason)) refuse('receipt.reason_needed')
  const question: Question = { kind: transferKind, name: given.name, code: given.code, ...asker }
  const looked = await verifyCode(work, question, transferCode(given.code))
  if (isLimited(looked)) return looked
  const { answer: found, file } = looked
  if (found.verdict === 'unknown' || (found.codeKind === 'transfer' && found.verdict !== 'valid'))
    return found
  if (found.verdict !== 'valid' || file === undefined)
    throw new Error('a valid transfer code without its file')

  const { kind, codeKind, validUntil, checkedAt } = found
  const known = { verdict: found.verdict, kind, codeKind, validUntil, checkedAt, receipt: found.receipt }
  const settled = async (sending: Sending | null | undefined): Promise<ReceiptAnswer | undefined> => {
    const earlier = await earlierReceipt(work, sending)
    const decision = receiptDecision(earlier, receipt)
    if (!decision.allowed && earlier !== undefined)
      refuse(decision.because, { detail: fileReceipt.answeredBefore(outcomes[earlier.outcome]) })
    if (earlier === undefined) return undefined
    return { ...known, outcome: earlier.outcome, answeredAt: instant(sending?.answeredAt ?? work.now) }
  }
  const { entry, dispatch, recordId } = file
  if (dispatch === null) refuse('receipt.not_sent')
  const before = await settled(dispatch)
  if (before !== undefined) return before
  const answer = { ...known, outcome: receipt.outcome, answeredAt: instant(work.now) }
  if (await written(work, { entry, dispatch, recordId }, receipt, found.receipt, answer)) return answer
  const sendings = await findSendings(homeOf(work, transferCode(given.code)), entry.id)
  return (await settled(sendings.find((each) => each.replacedAt === null))) ?? refuse('state.changed')
}

type Sending = NonNullable<TransferFile['dispatch']>

const instant = (value: number) => new Date(value).toISOString()

async function earlierReceipt(work: Work, sending: Sending | null | undefined): Promise<Receipt | undefined> {
  if (sending?.outcome == null) return undefined
  const { id, outcome, returnReasonCipher } = sending
  return { outcome, reason: await work.secrets.open('dispatches.return_reason', id, returnReasonCipher) }
}

/** False where the sending or the record has changed since it was read. */
async function written(
  work: Work,
  { entry, dispatch, recordId }: Pick<TransferFile, 'entry' | 'recordId'> & { dispatch: Sending },
  receipt: Receipt,
  lookupReceipt: string,
  answer: ReceiptAnswer,
): Promise<boolean> {
  const db = work.shards.of(entry.schoolCode, entry.cohort)
  const { id } = dispatch
  const change = {
    outcome: receipt.outcome,
    returnReasonCipher: await work.secrets.seal('dispatches.return_reason', id, receipt.reason),
    answeredAt: work.now,
  }
  const done = await commit(work, db, {
    audit: {
      action: receipt.outcome === 'received' ? 'file.received' : 'file.returned',
      subjectType: 'roster_entry',
      subjectId: entry.id,
      schoolCode: entry.schoolCode,
      detail: { receipt: lookupReceipt, dispatchId: id },
    },
    statements: {
      answered: mustChange(db, answerDispatch(db, id, recordId, change)),
    },
    answer,
  })
  return done.done
}

// 已收到 or 退回 of a file that the school has entered as sent, claimed by whoever has the name and the transfer code
// (decision 35). The look-up in front decides who may, under its own limits and with its own single refusal; it enters
// the ledger like any other.
import type { Work } from '../platform/work.ts'
import { transferKind } from '#model/report/kinds.ts'
import { readCode } from '#model/codes/typed-code.ts'
import { noteAnswer, receiptOf, toldInstead } from './note-answer.ts'
import { isLimited, type Limited } from './open-limits.ts'
import { homeOf, type Question, verifyCode } from './verify.ts'
import type { ReceiptAnswer, ReceiptRequest } from './wire.ts'

/** The code of this request, if it is a 转递编号: a 核验编号 opens nothing here. */
export const transferCode = (typed: string) => {
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
  const receipt = receiptOf(given)
  const question: Question = { kind: transferKind, name: given.name, code: given.code, ...asker }
  const looked = await verifyCode(work, question, transferCode(given.code))
  if (isLimited(looked)) return looked
  const { answer: found, file } = looked
  const instead = toldInstead(found)
  if (instead !== undefined) return instead
  if (found.verdict !== 'valid' || file === undefined)
    throw new Error('a valid transfer code without its file')
  return noteAnswer(work, found, file, receipt, { givenAs: 'claim', origin: asker.origin ?? '' })
}

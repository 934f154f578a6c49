// 已收到 or 退回 by the signed-in department whose unit the record names: the unit's answer, which outweighs claims
// (decision 35). In front of it stands a look-up like any other of the desk, in budget, ledger and history.
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { DepartmentPerson } from '#model/actors.ts'
import { transferKind } from '#model/report/kinds.ts'
import { transferCode } from '../verification/answer-transfer.ts'
import { noteAnswer, receiptOf, toldInstead } from '../verification/note-answer.ts'
import { verifyCode } from '../verification/verify.ts'
import type { ReceiptAnswer, ReceiptRequest } from '../verification/wire.ts'
import { isNamed } from './decide-receiving-unit.ts'
import { lookAtDesk } from './verify-at-desk.ts'

/**
 * @throws Problem receipt.reason_needed, department.other_kind, department.budget_spent with nothing looked up;
 * receipt.other_unit, receipt.not_sent, receipt.answered after name and code matched
 */
export async function answerAtDesk(
  work: Work<DepartmentPerson>,
  given: ReceiptRequest,
): Promise<ReceiptAnswer> {
  const receipt = receiptOf(given)
  const { department } = work.actor.scope
  const asked = { kind: transferKind, name: given.name, code: given.code, caseNumber: '' }
  const { answer: found, file } = await lookAtDesk(work, asked, 'desk', (question, desk) =>
    verifyCode(work, question, transferCode(given.code), desk),
  )
  const instead = toldInstead(found)
  if (instead !== undefined) return instead
  if (found.verdict !== 'valid' || file === undefined)
    throw new Error('a valid transfer code without its file')
  if (!isNamed(found.report, department.unitNames)) refuse('receipt.other_unit')
  return noteAnswer(work, found, file, receipt, { givenAs: 'unit', department })
}

// What was found is told only if its seals hold. Where one does not, that is entered once: in the ledger, the code's life, a
// department's history and the audit, with an alarm in the log. Who asks whole rows pays neither round trip nor statement.
import type { Db } from '../../db/client.ts'
import { noteWithheld } from '../../db/code-events.ts'
import { commit } from '../../db/commit.ts'
import { markWithheld } from '../../db/lookups.ts'
import type { answerOf } from '../../db/verification.ts'
import { verdictOf } from '#model/verdict/verdict.ts'
import { openCodeHolds, reportHolds } from '../proof/row-seals.ts'
import { raiseAlarm } from '../platform/alarm.ts'
import type { Work } from '../platform/work.ts'

export type ReportRow = Awaited<ReturnType<typeof answerOf>>[number]

/**
 * A dead code needs no seal to be dead, an open one is open by its seal alone.
 * @param again the answer was given before and is read once more: the code's seal was judged then, and may have gone since
 */
export async function isWhole(work: Work, row: ReportRow, again: boolean): Promise<boolean> {
  if (row.withheldAt !== null || !(await reportHolds(work.secrets, row.underSeal))) return false
  return again || verdictOf(row, row.at) !== 'valid' || openCodeHolds(work.secrets, row.code)
}

/** @param rows of one batch */
export async function withhold(work: Work, db: Db, rows: readonly ReportRow[]): Promise<void> {
  const unsaid = rows.filter((row) => row.withheldAt === null)
  const [first] = unsaid
  if (first === undefined) return
  const receipts = unsaid.map(({ receipt }) => receipt)
  const { departmentId, at } = first
  const done = await commit(work, db, {
    // one row for a batch, as for its other acts; each look-up is in its graduate's chain
    audit: {
      action: 'lookup.withheld',
      subjectType: 'report',
      subjectId: first.underSeal.id,
      detail: { kind: first.kind, receipt: first.receipt, lookups: unsaid.length },
    },
    statements: {
      ...markWithheld(db, { receipts, departmentId, askedAt: at, now: work.now }),
      noted: noteWithheld(db, receipts, work.now),
    },
  })
  // another of the look-ups that are one row has said it
  if (!done.done) return
  for (const { underSeal } of unsaid) raiseAlarm(work, 'seal_broken', {}, { report: underSeal.id })
}

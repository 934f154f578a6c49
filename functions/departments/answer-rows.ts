import type { Db } from '../../db/client.ts'
import { read } from '../../db/client.ts'
import { entriesWithRecord } from '../../db/records.ts'
import { transferAnswersOf } from '../../db/transfer-lookups.ts'
import { answersOf } from '../../db/verification.ts'
import { type SupersededBecause, tellsFields } from '#model/reasons.ts'
import type { Work } from '../platform/work.ts'
import {
  answeredTransfer,
  toldOfReport,
  type TransferRow,
  UNKNOWN,
  type Verification,
} from '../verification/answer-lookup.ts'
import { type ReportRow, withhold } from '../verification/withhold.ts'
import type { RowAnswer } from './wire.ts'
import { otherUnit } from './decide-receiving-unit.ts'

export interface AnsweredRows {
  reports: ReportRow[]
  transfers: TransferRow[]
}

/** One answer for each receipt, in their order. @param known the rows, where they were just read */
export async function answerRows(
  work: Work,
  db: Db,
  receipts: readonly string[],
  known: AnsweredRows | undefined,
  unitNames: readonly string[],
): Promise<RowAnswer[]> {
  const { reports, transfers } = known ?? (await readRows(db, receipts))
  const changed = reports.filter(({ supersededAt }) => supersededAt !== null)
  const standing =
    changed.length === 0
      ? new Set<string>()
      : await entriesWithRecord(
          db,
          changed.map(({ rosterEntryId }) => rosterEntryId),
        )
  /** which fields changed is told one by one only */
  const changeOf = (row: ReportRow, because: SupersededBecause) => {
    if (!tellsFields(because)) return Promise.resolve({ because })
    return Promise.resolve(
      standing.has(row.rosterEntryId) ? { because, changedFields: [] } : { because: 'voided' as const },
    )
  }
  const found = new Map<string, Verification['answer']>()
  const again = known === undefined
  for (const row of reports) found.set(row.receipt, (await toldOfReport(work, row, changeOf, again)).answer)
  const broken = reports.filter(({ receipt }) => found.get(receipt)?.verdict === 'unverifiable')
  await withhold(work, db, broken)
  for (const row of transfers) found.set(row.receipt, (await answeredTransfer(work, [row])).answer)
  return receipts.map((receipt) => rowOf(found.get(receipt) ?? UNKNOWN.answer, unitNames))
}

function readRows(db: Db, receipts: readonly string[]): Promise<AnsweredRows> {
  return read(db, { reports: answersOf(db, receipts), transfers: transferAnswersOf(db, receipts) })
}

function rowOf(answer: Verification['answer'], unitNames: readonly string[]): RowAnswer {
  const nothing = { because: null, report: null, otherUnit: null, duplicateOf: null }
  if (answer.verdict === 'unknown')
    return { verdict: 'unknown', ...nothing, kind: null, codeKind: null, validUntil: null, receipt: null }
  const { verdict, kind, codeKind, receipt } = answer
  const validUntil = 'validUntil' in answer ? answer.validUntil : null
  const known = { verdict, ...nothing, kind, codeKind, validUntil, receipt }
  if (answer.verdict === 'valid')
    return { ...known, report: answer.report, otherUnit: otherUnit(answer.report, unitNames) }
  return 'because' in answer ? { ...known, because: answer.because } : known
}

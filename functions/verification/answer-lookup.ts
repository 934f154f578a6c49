// From a ledger row that says `answered` to what may be told: the verdict of that moment, and the content only with
// "valid", through the allowlist.
import type { Db } from '../../db/client.ts'
import { findRegistered } from '../../db/records.ts'
import type { transferAnswerOf } from '../../db/transfer-lookups.ts'
import { type FieldsReason, type SilentReason, type SupersededBecause, tellsFields } from '#model/reasons.ts'
import { reasonedVerdictOf, verdictOf } from '#model/verdict/verdict.ts'
import type { Work } from '../platform/work.ts'
import { shownRecord } from '#model/record/shown-record.ts'
import { changedFields, labelledNames } from '#model/report/blocks.ts'
import { reportContent } from '#model/report/content.ts'
import { transferKind } from '#model/report/kinds.ts'
import { reportFields } from '#words/report-fields.ts'
import { openContact, openRecord } from '../proof/record-contact.ts'
import { shownEntry } from '#model/roster/shown-entry.ts'
import { releasedReport, type VerificationAnswer } from './wire.ts'
import { isWhole, type ReportRow, withhold } from './withhold.ts'

export interface Verification {
  answer: VerificationAnswer
  /** whose file a valid transfer code names, and where it is: not part of the answer */
  file?: TransferFile
}

export type TransferFile = Pick<TransferRow, 'entry' | 'dispatch'> & { recordId: string }

export type TransferRow = Awaited<ReturnType<typeof transferAnswerOf>>[number]

export const UNKNOWN: Verification = { answer: { verdict: 'unknown' } }

const askedOf = (row: { at: number; receipt: string }) => ({
  checkedAt: new Date(row.at).toISOString(),
  receipt: row.receipt,
})
const knownOf = (row: { at: number; receipt: string; validUntil: number }) => ({
  validUntil: new Date(row.validUntil).toISOString(),
  ...askedOf(row),
})

type Change =
  | { because: SilentReason }
  | { because: FieldsReason; changedFields: ReturnType<typeof labelledNames> }

/** The answer to one look-up just made; broken seals are entered. */
export async function answeredReport(work: Work, db: Db, [row]: ReportRow[]): Promise<Verification> {
  if (row === undefined) return UNKNOWN
  const told = await toldOfReport(work, row, changeIn(work, db))
  if (told.answer.verdict === 'unverifiable') await withhold(work, db, [row])
  return told
}

/** @param again as in isWhole */
export async function toldOfReport(
  work: Work,
  row: ReportRow,
  changeSince: (row: ReportRow, because: SupersededBecause) => Promise<Change>,
  again = false,
): Promise<Verification> {
  const { content, capAt } = row.underSeal
  const of = { kind: row.kind, codeKind: 'verification' as const }
  if (!(await isWhole(work, row, again)))
    return { answer: { verdict: 'unverifiable', ...of, ...askedOf(row) } }
  const found = reasonedVerdictOf({ ...row, capAt }, row.at)
  const known = { ...of, ...knownOf(row) }
  const dead = { ...known, ...(capAt <= row.at && { serviceEnded: true as const }) }
  switch (found.verdict) {
    case 'valid': {
      const report = releasedReport.parse(JSON.parse(content))
      return { answer: { verdict: 'valid', ...known, report } }
    }
    case 'superseded': {
      const change = await changeSince(row, found.because)
      return { answer: { verdict: 'superseded', ...dead, ...change } }
    }
    default:
      return { answer: { ...found, ...dead } }
  }
}

/** Names of fields, never values: the paper is no longer what was authorized. A dispute is told without a read. */
const changeIn =
  (work: Work, db: Db) =>
  async (row: ReportRow, superseded: SupersededBecause): Promise<Change> => {
    if (!tellsFields(superseded)) return { because: superseded }
    const registered = await findRegistered(db, row.rosterEntryId)
    if (registered === undefined) throw new Error('a report without its roster entry')
    const { entry, record } = registered
    if (record === undefined) return { because: 'voided' as const }
    const frozen = releasedReport.parse(JSON.parse(row.underSeal.content))
    const today = [shownEntry(entry), shownRecord(await openRecord(work, record))] as const
    return {
      because: superseded,
      changedFields: labelledNames(reportFields, changedFields(frozen, ...today)),
    }
  }

/** The archive facts of the record as it stands, and since when it does (decision 7). */
export async function answeredTransfer(work: Work, [row]: TransferRow[]): Promise<Verification> {
  if (row === undefined) return UNKNOWN
  const { entry, record, dispatch } = row
  const verdict = verdictOf(row, row.at)
  const known = { kind: transferKind, codeKind: 'transfer' as const, ...knownOf(row) }
  if (verdict !== 'valid') return { answer: { verdict, ...known } }
  if (record === null) throw new Error('a valid transfer code without a record')
  const shown = shownRecord(await openContact(work, record.id, record))
  const content = reportContent(transferKind, shownEntry(entry), shown)
  return {
    answer: {
      verdict,
      ...known,
      asOf: new Date(record.reportedAt).toISOString(),
      report: releasedReport.parse(content),
    },
    file: { entry, dispatch, recordId: record.id },
  }
}

// What the seals of a report and of an open code cover, beside them, each under a name of its own: they stand in joins.
import { type SQLWrapper, sql } from 'drizzle-orm'
import type { ReportKind } from '#model/report/kinds.ts'
import { codes, reports } from './schema/authorizations.ts'

const named = <T>(column: SQLWrapper, name: string) => sql<T>`${column}`.as(name)

export const reportUnderSeal = {
  id: named<string>(reports.id, 'sealed_report_id'),
  rosterEntryId: named<string>(reports.rosterEntryId, 'sealed_report_entry'),
  kind: named<ReportKind>(reports.kind, 'sealed_report_kind'),
  recordId: named<string>(reports.recordId, 'sealed_report_record'),
  nameFolded: named<string>(reports.nameFolded, 'sealed_report_name'),
  content: named<string>(reports.content, 'sealed_report_content'),
  digest: named<string>(reports.digest, 'sealed_report_digest'),
  capAt: named<number>(reports.capAt, 'sealed_report_cap'),
  statusIndex: named<number>(reports.statusIndex, 'sealed_report_place'),
  issuedAt: named<number>(reports.issuedAt, 'sealed_report_issued'),
  seal: named<string | null>(reports.seal, 'sealed_report_seal'),
}

export const openCodeUnderSeal = {
  hmac: named<string>(codes.hmac, 'sealed_code_hmac'),
  reportId: named<string>(codes.reportId, 'sealed_code_report'),
  rosterEntryId: named<string>(codes.rosterEntryId, 'sealed_code_entry'),
  kind: named<ReportKind>(codes.kind, 'sealed_code_kind'),
  validUntil: named<number>(codes.validUntil, 'sealed_code_until'),
  version: named<number>(codes.version, 'sealed_code_version'),
  issuedAt: named<number>(codes.issuedAt, 'sealed_code_issued'),
  openSeal: named<string | null>(codes.openSeal, 'sealed_code_seal'),
}

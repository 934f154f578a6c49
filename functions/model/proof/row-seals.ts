// What the MACs of rows cover, as one text each: JSON of the values in a fixed order, so that no two different rows share
// a text. A report's seal covers all that a verifier relies on; an open code's covers whose it is and until when it holds.
import type { ReportKind } from '../report/kinds.ts'

export interface ReportUnderSeal {
  id: string
  rosterEntryId: string
  kind: ReportKind
  recordId: string
  nameFolded: string
  content: string
  digest: string
  capAt: number
  statusIndex: number
  issuedAt: number
}

export interface OpenCodeUnderSeal {
  hmac: string
  reportId: string
  rosterEntryId: string
  kind: ReportKind
  validUntil: number
  version: number
  issuedAt: number
}

/** An ending that its session may take back: without a seal of its own, whoever writes to the database could make one. */
export interface EndingUnderSeal extends OpenCodeUnderSeal {
  endedAt: number | null
  endedBySession: string | null
}

export const reportSealFields = [
  'id',
  'rosterEntryId',
  'kind',
  'recordId',
  'nameFolded',
  'content',
  'digest',
  'capAt',
  'statusIndex',
  'issuedAt',
] as const satisfies readonly (keyof ReportUnderSeal)[]

export const openSealFields = [
  'hmac',
  'reportId',
  'rosterEntryId',
  'kind',
  'validUntil',
  'version',
  'issuedAt',
] as const satisfies readonly (keyof OpenCodeUnderSeal)[]

export const endSealFields = [
  ...openSealFields,
  'endedAt',
  'endedBySession',
] as const satisfies readonly (keyof EndingUnderSeal)[]

const textOf = <Row>(row: Row, fields: readonly (keyof Row)[]): string =>
  JSON.stringify(fields.map((field) => row[field]))

export const reportSealText = (report: ReportUnderSeal): string => textOf(report, reportSealFields)
export const openSealText = (code: OpenCodeUnderSeal): string => textOf(code, openSealFields)
export const endSealText = (code: EndingUnderSeal): string => textOf(code, endSealFields)

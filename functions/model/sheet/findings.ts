import type { ClearableBlock } from '../record/record-changes.ts'

/** What an upload found out about its rows, as the page and the download list it. */
import { isFormula } from './cells.ts'
import type { RowFault } from './row-faults.ts'
import type { TableSource } from './sheet.ts'

export interface Refusal {
  row: number
  examNumber: string
  column: string
  value: string
  reason: string
}

export interface Warning {
  row: number
  examNumber: string
  column: string
  reason: string
}

/** The same before they are put into words. */
export type RowRefusal = Omit<Refusal, 'reason'> & { fault: RowFault }
export type RowWarning = Omit<Warning, 'reason'> & { fault: RowFault }

/** accepted (new) + changed + unchanged + refused = rows */
export interface Counts {
  rows: number
  accepted: number
  changed: number
  unchanged: number
  refused: number
  warned: number
  cleared: number
  missing: number
}

export interface Findings {
  refused: Refusal[]
  warnings: Warning[]
  cleared: { row: number; examNumber: string; block: ClearableBlock }[]
  missing: { examNumber: string; name: string }[]
  duplicates: { row: number; examNumber: string; otherExamNumber: string }[]
  /** headers that were not read */
  ignoredColumns: string[]
  /** of a file; uploads of November 2026 kept none */
  source?: TableSource
}

/** A value as a refusal shows it: short, and with what cannot be seen written out. */
export const shownValue = (value: string): string =>
  [...value]
    .slice(0, 60)
    .map((character) =>
      // oxlint-disable-next-line no-control-regex -- these are what the rule is about
      /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u.test(
        character,
      )
        ? `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`
        : character,
    )
    .join('') + ([...value].length > 60 ? '…' : '')

/** A cell of a CSV that a spreadsheet will not take for a formula. */
export function csvCell(value: string): string {
  const safe = isFormula(value) || /^[\t\r]/u.test(value) ? `'${value}` : value
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A line of such cells, with its end. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`

/** The cells of a line in the order of their titles. */
export const cellsUnder = <Column extends string>(
  titles: Record<Column, string>,
  cells: Record<Column, string>,
): string[] => (Object.keys(titles) as Column[]).map((column) => cells[column])

import type { BrokenRow } from './row-faults.ts'

/** What a file held, before anybody asks what it means. `row` is the number a spreadsheet shows. */
export interface Sheet {
  rows: { row: number; cells: string[] }[]
  /** rows of a text file have as many cells as were written; a workbook's are filled up */
  exact: boolean
}

/** A row by the printed headers of its columns; a column the file lacks is ''. */
export interface SheetRow {
  row: number
  cell: (title: string) => string
  /** whether the file has the column at all */
  has: (title: string) => boolean
  /** the row itself is broken, before any cell is looked at */
  broken: BrokenRow | undefined
}

/** Rows of data a file may hold. */
export const rowLimit = 20_000
/** Columns a file may hold. */
export const columnLimit = 256

export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

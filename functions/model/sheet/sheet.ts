import type { BrokenRow } from './row-faults.ts'

/** A row that holds something. `row` is the number a spreadsheet shows. */
export interface SheetLine {
  row: number
  cells: string[]
  /** filtered away, or hidden by hand */
  hidden: boolean
}

/** One sheet of what a file held, before anybody asks what it means. */
export interface Sheet {
  /** '' where the file is one sheet and names none */
  name: string
  hidden: boolean
  rows: SheetLine[]
  /** the text ends in the middle of a line: if cells of that are missing, it was cut off */
  endsInside: boolean
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

/** Where a table was read from, and what else the file holds. */
export interface TableSource {
  /** '' where the file is one sheet and names none */
  sheet: string
  /** sheets with something in them that were not read */
  unread: { sheet: string; rows: number; hidden: boolean; /** it has the header too */ data: boolean }[]
  /** rows that were read though the file does not show them */
  hiddenRows: number
  /** usual columns that it lacks */
  absent: string[]
}

/** Rows of data a file may hold. */
export const rowLimit = 20_000
/** Columns a file may hold. */
export const columnLimit = 256

export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

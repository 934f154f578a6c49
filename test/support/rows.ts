import type { SheetRow } from '#model/sheet/sheet.ts'

/** A row of a file, by header; what is not given is ''. */
export const rowOf = (cells: Record<string, string>, row = 2): SheetRow => ({
  row,
  cell: (title) => cells[title] ?? '',
  has: (title) => cells[title] !== undefined,
  broken: undefined,
})

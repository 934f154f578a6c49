// Reads a workbook's sheets. Nothing of it is held whole: each part is read while it unfolds, and what is kept is bounded.
import { refuse } from '../platform/problem.ts'
import type { Sheet } from '#model/sheet/sheet.ts'
import { boundsOfBook } from './workbook/bounds.ts'
import { findParts } from './workbook/find-parts.ts'
import { rowSink } from './workbook/read-rows.ts'
import { stringSink } from './workbook/read-strings.ts'
import { styleSink } from './workbook/read-styles.ts'
import { openArchive, type Sink } from './workbook/unfold.ts'

/** @throws Problem upload.* when the bytes are not a workbook, or hold too much */
export function readXlsx(bytes: Uint8Array): Sheet[] {
  const archive = openArchive(bytes)
  const parts = findParts(archive)
  if (parts === undefined || parts.sheets.length === 0) return refuse('upload.not_a_table')
  const bounds = boundsOfBook()
  const strings: string[] = []
  const dates = new Set<number>()
  const first = new Map<string, Sink>()
  if (parts.styles !== undefined) first.set(parts.styles, styleSink(dates))
  if (parts.strings !== undefined) first.set(parts.strings, stringSink(strings, bounds))
  archive.unfold(first)
  const sheets: (Sheet & { path: string })[] = parts.sheets.map((part) => ({
    ...part,
    endsInside: false,
    rows: [],
  }))
  const meanings = { strings, dates, from1904: parts.from1904 }
  const there = archive.unfold(
    new Map(sheets.map(({ path, rows }) => [path, rowSink(rows, meanings, bounds)])),
  )
  if (sheets.some(({ path }) => !there.has(path))) refuse('upload.not_a_table')
  return sheets.map(({ name, hidden, rows, endsInside }) => ({ name, hidden, rows, endsInside }))
}

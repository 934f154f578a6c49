// Says what a file is from its first bytes, never from its name, and reads it. A file is read whole or not at all.
import { refuse } from '../platform/problem.ts'
import { fileFaults } from '#words/sheets/files.ts'
import { type Column, findColumns } from '#model/sheet/columns.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { isBlank, rowLimit, type Sheet, type SheetRow } from '#model/sheet/sheet.ts'

/** Bytes a file may have. */
export const fileLimit = 10 * 1024 * 1024

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, index) => bytes[index] === byte)

/** @throws Problem upload.* with what is wrong with the file as a whole */
export async function readSheet(bytes: Uint8Array): Promise<Sheet> {
  if (bytes.length > fileLimit) refuse('upload.too_large')
  if (bytes.length === 0) refuse('upload.no_rows')
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readXlsx(bytes)
  // the container of .xls, and of any workbook with a password
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) refuse('upload.old_workbook')
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46]) || startsWith(bytes, [0x50, 0x4b]))
    refuse('upload.not_a_table')
  if (/^[\s\ufeff]*<(?:!doctype|html|table|\?xml)/iu.test(new TextDecoder().decode(bytes.subarray(0, 200))))
    refuse('upload.not_a_table')
  return readCsv(bytes)
}

export interface Table {
  rows: SheetRow[]
  /** headers the file has and we do not read */
  ignored: string[]
}

/**
 * The rows of a sheet by column.
 * @throws Problem upload.columns, upload.cut_off, upload.no_rows, upload.too_many_rows
 */
export function tableOf(sheet: Sheet, columns: readonly Column[]): Table {
  const found = findColumns(
    columns,
    sheet.rows.map(({ cells }) => cells),
  )
  if (!found.ok) refuse('upload.columns', { detail: fileFaults.columns(found.missing, found.doubled) })
  const header = sheet.rows[found.headerRow]?.cells ?? []
  const width = header.findLastIndex((cell) => cell.trim() !== '') + 1
  const body = sheet.rows.slice(found.headerRow + 1)
  if (body.length === 0) refuse('upload.no_rows')
  if (body.length > rowLimit) refuse('upload.too_many_rows')
  if (sheet.exact && (body.at(-1)?.cells.length ?? 0) < width) refuse('upload.cut_off')
  const rows = body.map(({ row, cells }): SheetRow => {
    return {
      row,
      cell: (title) => cells[found.places.get(title) ?? -1] ?? '',
      has: (title) => found.places.has(title),
      broken: brokenRow(cells, width, sheet.exact),
    }
  })
  return { rows, ignored: found.ignored }
}

function brokenRow(cells: readonly string[], width: number, exact: boolean): SheetRow['broken'] {
  if (exact && cells.length < width) return { because: 'row.too_short', cells: cells.length, width }
  return isBlank(cells.slice(width)) ? undefined : { because: 'row.too_long', over: cells.length - width }
}

// Says what a file is from its first bytes, never from its name, and reads it: whole, or not at all.
import { refuse } from '../platform/problem.ts'
import { fileFaults } from '#words/sheets/files.ts'
import { type Column, findColumns, headerWithin } from '#model/sheet/columns.ts'
import { readCsv } from './read-csv.ts'
import { readHtml } from './read-html.ts'
import { readXlsx } from './read-xlsx.ts'
import { isBlank, rowLimit, type Sheet, type SheetRow, type TableSource } from '#model/sheet/sheet.ts'

/** Bytes a file may have. */
export const fileLimit = 10 * 1024 * 1024

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, index) => bytes[index] === byte)

/** Comments may stand before the first tag. */
const isPage = (start: string) =>
  /^[\s\ufeff]*(?:<!--[^]*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|table|style|div)\b/iu.test(start)

/** The sheets of a file, in its order. @throws Problem upload.* with what is wrong with the file as a whole */
export async function readSheets(bytes: Uint8Array): Promise<Sheet[]> {
  if (bytes.length > fileLimit) refuse('upload.too_large')
  if (bytes.length === 0) refuse('upload.no_rows')
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readXlsx(bytes)
  // the container of .xls, and of any workbook with a password
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) refuse('upload.old_workbook')
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46]) || startsWith(bytes, [0x50, 0x4b]))
    refuse('upload.not_a_table')
  const start = new TextDecoder().decode(bytes.subarray(0, 1000))
  if (/^[\s\ufeff]*<\?xml/iu.test(start)) refuse('upload.not_a_table')
  if (isPage(start)) return readHtml(bytes)
  return [readCsv(bytes)]
}

/** The sheet that somebody sees who opens the file. @throws Problem upload.no_rows */
export const firstSheet = (sheets: readonly Sheet[]): Sheet => sheets.find(isSeen) ?? refuse('upload.no_rows')

const isSeen = ({ hidden, rows }: Sheet) => !hidden && rows.length > 0

const findIn = (sheet: Sheet, columns: readonly Column[]) => ({
  sheet,
  found: findColumns(
    columns,
    sheet.rows.slice(0, headerWithin).map(({ cells }) => cells),
  ),
})

/** Whether a sheet that is seen has all columns that are needed. */
export const hasHeader = (sheets: readonly Sheet[], columns: readonly Column[]): boolean =>
  sheets.some((sheet) => isSeen(sheet) && findIn(sheet, columns).found.ok)

/** Rows by column, wherever they came from. */
export interface Table {
  rows: SheetRow[]
  /** headers the file has and we do not read */
  ignored: string[]
}

/**
 * The rows by column of the sheet that has the header; of several that have it the first that is seen.
 * @throws Problem upload.columns, upload.cut_off, upload.no_rows, upload.too_many_rows
 */
export function tableOf(
  sheets: readonly Sheet[],
  columns: readonly Column[],
): Table & { source: TableSource } {
  const judged = sheets.filter((each) => each.rows.length > 0).map((each) => findIn(each, columns))
  const seen = judged.filter((each) => isSeen(each.sheet))
  if (seen.length === 0) refuse('upload.no_rows')
  const best =
    seen.find(({ found }) => found.ok) ??
    seen.reduce((most, each) => (each.found.known > most.found.known ? each : most))
  const { sheet, found } = best
  if (!found.ok)
    return refuse('upload.columns', {
      detail: fileFaults.columns(found.missing, found.doubled, sheets.length > 1 ? sheet.name : ''),
    })
  const width = found.header.findLastIndex((cell) => cell.trim() !== '') + 1
  const body = sheet.rows.slice(found.headerRow + 1)
  if (body.length === 0) refuse('upload.no_rows')
  if (body.length > rowLimit) refuse('upload.too_many_rows')
  if (sheet.endsInside && (body.at(-1)?.cells.length ?? 0) < width) refuse('upload.cut_off')
  const rows = body.map(({ row, cells }): SheetRow => {
    return {
      row,
      cell: (title) => cells[found.places.get(title) ?? -1] ?? '',
      has: (title) => found.places.has(title),
      broken: brokenRow(cells, width),
    }
  })
  const source = {
    sheet: sheet.name,
    unread: judged
      .filter((each) => each !== best)
      .map((each) => ({
        sheet: each.sheet.name,
        rows: each.sheet.rows.length,
        hidden: each.sheet.hidden,
        data: each.found.ok,
      })),
    hiddenRows: body.filter(({ hidden }) => hidden).length,
    absent: columns
      .filter(({ title, usual }) => usual === true && !found.places.has(title))
      .map(({ title }) => title),
  }
  return { rows, ignored: found.ignored, source }
}

/** Cells that a line does not have are empty: many programs leave the last ones out. */
const brokenRow = (cells: readonly string[], width: number): SheetRow['broken'] =>
  isBlank(cells.slice(width)) ? undefined : { because: 'row.too_long', over: cells.length - width }

// Reads delimited text as schools' spreadsheets export it. The file's own bytes decide the encoding and the delimiter;
// a file that is cut off or is no text at all is refused whole.
import { CsvError, parse } from 'csv-parse/sync'
import { refuse } from '../platform/problem.ts'
import { fileFaults } from '#words/sheets/files.ts'
import { columnLimit, isBlank, rowLimit, type Sheet } from '#model/sheet/sheet.ts'

const limit = { rows: rowLimit + 10, cells: 2_000_000 }

/** @throws Problem upload.encoding, upload.cut_off */
function decodeText(bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    refuse('upload.encoding', { detail: fileFaults.utf16 })
  if (bytes.includes(0)) refuse('upload.not_a_table')
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      if (endsInsideCharacter(bytes, encoding)) refuse('upload.cut_off')
    }
  }
  return refuse('upload.encoding')
}

/** All is well up to the last character, whose bytes are not all there. GB18030 would accept nearly any short text. */
function endsInsideCharacter(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return encoding === 'utf-8' || bytes.length > 64
  } catch {
    return false
  }
}

/** @throws Problem upload.* when the text is not a whole table */
export function readCsv(bytes: Uint8Array): Sheet {
  const text = decodeText(bytes)
  const delimiter = sniffDelimiter(text)
  if (countOf(text, delimiter) > limit.cells) refuse('upload.too_many_cells')
  let records: string[][]
  try {
    records = parse(text, {
      bom: true,
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: false,
      to: limit.rows,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') refuse('upload.cut_off')
    const line = typeof error['lines'] === 'number' ? error['lines'] : undefined
    return refuse('upload.not_a_table', { detail: fileFaults.quotes(line) })
  }
  const rows = records
    .map((cells, index) => ({ row: index + 1, cells, hidden: false }))
    .filter(({ cells }) => !isBlank(cells))
  if (rows.some(({ cells }) => cells.length > columnLimit)) refuse('upload.too_many_cells')
  return { name: '', hidden: false, rows, exact: true }
}

/** The one of comma, tab and semicolon that the first lines hold most of. */
function sniffDelimiter(text: string): string {
  const head = text
    .slice(0, 20_000)
    .split(/\r\n|\n|\r/u, 5)
    .join('\n')
  const counted = [',', '\t', ';'].map((sign) => ({ sign, count: countOf(head, sign) }))
  return counted.reduce((most, each) => (each.count > most.count ? each : most)).sign
}

function countOf(text: string, sign: string): number {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1
  return count
}

// Reads delimited text as schools' spreadsheets export it. The file's own bytes decide the encoding and the delimiter;
// a file that is cut off or is no text at all is refused whole.
import { CsvError, parse } from 'csv-parse/sync'
import { refuse } from '../platform/problem.ts'
import { decodeText } from './decode-text.ts'
import { fileFaults } from '#words/sheets/files.ts'
import { columnLimit, isBlank, rowLimit, type Sheet } from '#model/sheet/sheet.ts'

const limit = { rows: rowLimit + 10, cells: 2_000_000 }

/** What Excel writes to keep a number as it is: ="0123", alone or quoted once more. */
const keptRaw = /(?<=^|[,;\t\r\n])="((?:[^"\r\n]|"")*)"(?=[,;\t\r\n]|$)/gu
const keptQuoted = /^="((?:[^"]|"")*)"$/u

const unkept = (cell: string): string => keptQuoted.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell

/** @throws Problem upload.* when the text is not a whole table */
export function readCsv(bytes: Uint8Array): Sheet {
  const text = decodeText(bytes).replaceAll(keptRaw, '"$1"')
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
    .map((cells, index) => ({ row: index + 1, cells: cells.map(unkept), hidden: false }))
    .filter(({ cells }) => !isBlank(cells))
  if (rows.some(({ cells }) => cells.length > columnLimit)) refuse('upload.too_many_cells')
  return { name: '', hidden: false, rows, endsInside: !/[\r\n]$/u.test(text) }
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

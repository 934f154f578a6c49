// Reads the tables of a web page: many systems export one under the name of a workbook.
import { Parser } from 'htmlparser2'
import { columnLimit, isBlank, type Sheet } from '#model/sheet/sheet.ts'
import { decodeText } from './decode-text.ts'
import { boundsOfBook } from './workbook/bounds.ts'
import { keptText } from './workbook/read-part.ts'

/** More a cell cannot span in any program that writes tables. */
const spanLimit = 1000

const spanOf = (written: string | undefined): number => {
  const span = Number(written ?? 1)
  return Number.isInteger(span) && span > 0 ? Math.min(span, spanLimit) : 1
}

/** Rows are counted as they stand in their table; a cell over several columns or rows is written in its first. */
export function readHtml(bytes: Uint8Array): Sheet[] {
  const bounds = boundsOfBook()
  const sheets: Sheet[] = []
  /** of the tables that are open; only the outermost is read */
  let depth = 0
  let row = 0
  let inRow = false
  let cells: string[] = []
  /** by column, how many rows below are still covered by a cell above */
  let covered: number[] = []
  let cell: { columns: number; rows: number; text: string } | undefined
  let unread = 0

  const closeCell = () => {
    if (cell === undefined) return
    while ((covered[cells.length] ?? 0) > 0) {
      covered[cells.length] = (covered[cells.length] ?? 0) - 1
      cells.push('')
    }
    const at = cells.length
    const text = cell.text
      .replaceAll('\u00a0', ' ')
      .replaceAll(/[ \t\r\n\f]+/gu, ' ')
      .replaceAll(/ *\u2028 */gu, '\n')
      .trim()
    if (text !== '') bounds.addCell(at, text.length)
    for (let more = 0; more < cell.columns && at + more < columnLimit; more += 1) {
      cells.push(more === 0 ? keptText(text) : '')
      if (cell.rows > 1) covered[at + more] = cell.rows - 1
    }
    cell = undefined
  }
  const closeRow = () => {
    if (!inRow) return
    closeCell()
    inRow = false
    covered = covered.map((rows, column) => (column >= cells.length && rows > 0 ? rows - 1 : rows))
    if (isBlank(cells)) return
    bounds.addRow()
    sheets.at(-1)?.rows.push({
      row,
      cells: cells.slice(0, cells.findLastIndex((text) => text !== '') + 1),
      hidden: false,
    })
  }
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'script' || name === 'style') unread += 1
      if (name === 'table') {
        depth += 1
        if (depth > 1) return
        sheets.push({ name: '', hidden: false, rows: [], endsInside: false })
        row = 0
        covered = []
      } else if (depth !== 1) {
        return
      } else if (name === 'tr') {
        closeRow()
        inRow = true
        row += 1
        cells = []
      } else if (name === 'td' || name === 'th') {
        closeCell()
        cell = { columns: spanOf(attributes['colspan']), rows: spanOf(attributes['rowspan']), text: '' }
      } else if (name === 'br' && cell !== undefined) cell.text += '\u2028'
    },
    ontext: (piece) => {
      if (cell === undefined || unread > 0 || depth > 1) return
      cell.text += piece
      bounds.checkLength(cell.text.length)
    },
    onclosetag: (name) => {
      if (name === 'script' || name === 'style') unread -= 1
      if (name === 'table') {
        if (depth === 1) closeRow()
        depth -= 1
      } else if (depth === 1 && (name === 'td' || name === 'th')) closeCell()
      else if (depth === 1 && name === 'tr') closeRow()
    },
  })
  parser.end(decodeText(bytes))
  return sheets
}

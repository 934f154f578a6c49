import { refuse } from '../../platform/problem.ts'
import { fileFaults } from '#words/sheets/files.ts'
import type { SheetLine } from '#model/sheet/sheet.ts'
import { dayOfSerial, numberAsWritten, unescaped } from '#model/sheet/written.ts'
import type { Bounds } from './bounds.ts'
import { type Attributes, isTrue, keptText, partSink } from './read-part.ts'
import type { Sink } from './unfold.ts'

/** The last row a sheet can have. */
const lastRow = 1_048_576

/** What the cells of a workbook refer to. */
export interface Meanings {
  strings: readonly string[]
  dates: ReadonlySet<number>
  from1904: boolean
}

interface Cell {
  /** from 0 */
  column: number
  type: string
  style: number
  value: string
}

/** Letters of a cell's address as a number from 0. @throws Problem upload.not_a_table */
function columnAt(address: string): number {
  const letters = /^([A-Za-z]{1,3})\d{1,7}$/u.exec(address.trim())?.[1]
  if (letters === undefined) return refuse('upload.not_a_table')
  return (
    [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 64) - 64, 0) - 1
  )
}

function rowAt(written: string | undefined, before: number): number {
  const row = written === undefined ? before + 1 : Number(written)
  return Number.isInteger(row) && row > before && row <= lastRow ? row : refuse('upload.not_a_table')
}

function textOf({ type, style, value }: Cell, { strings, dates, from1904 }: Meanings): string | undefined {
  switch (type) {
    case 's':
      return value === '' ? '' : strings[Number(value)]
    case 'b':
      return value === '' ? '' : isTrue(value) ? '是' : '否'
    case 'd':
      return /^\d{4}-\d{2}-\d{2}(?=T|$)/u.exec(value.trim())?.[0] ?? value
    case 'n': {
      const day = dates.has(style) && value !== '' ? dayOfSerial(Number(value), from1904) : undefined
      return day ?? numberAsWritten(value)
    }
    default:
      // str, inlineStr, and e: the name of an error
      return unescaped(value)
  }
}

/**
 * Fills `lines` with the rows that hold something. Addresses may be left out: a row then follows the one before, a cell its
 * neighbor (ECMA-376 part 1, 18.3.1.4 and 18.3.1.73).
 */
export function rowSink(lines: SheetLine[], meanings: Meanings, bounds: Bounds): Sink {
  let row = 0
  let hidden = false
  let cells: string[] = []
  let cell: Cell | undefined
  let before = -1
  let taking = false
  let inPhonetic = false

  const openCell = (attributes: Attributes) => {
    const column = attributes['r'] === undefined ? before + 1 : columnAt(attributes['r'])
    before = column
    cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? -1), value: '' }
  }
  const closeCell = () => {
    if (cell === undefined) return
    const { column, type } = cell
    const text = textOf(cell, meanings)
    cell = undefined
    if (text === undefined) return refuse('upload.not_a_table', { detail: fileFaults.cell(row, column + 1) })
    if (text.trim() === '') return
    bounds.addCell(column, text.length)
    while (cells.length < column) cells.push('')
    // a shared text is kept already
    cells[column] = type === 's' ? text : keptText(text)
  }
  return partSink({
    open: (name, attributes) => {
      if (name === 'c') openCell(attributes)
      else if (name === 'row') {
        row = rowAt(attributes['r'], row)
        hidden = isTrue(attributes['hidden'])
        cells = []
        before = -1
      } else if (name === 'rPh') inPhonetic = true
      else if (name === 'v' || name === 't') taking = cell !== undefined && !inPhonetic
    },
    text: (piece) => {
      if (!taking || cell === undefined) return
      cell.value += piece
      bounds.checkLength(cell.value.length)
    },
    close: (name) => {
      if (name === 'v' || name === 't') taking = false
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'c') closeCell()
      else if (name === 'row' && cells.length > 0) {
        bounds.addRow()
        lines.push({ row, cells, hidden })
      }
    },
  })
}

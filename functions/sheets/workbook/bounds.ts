import { refuse } from '../../platform/problem.ts'
import { fileFaults } from '#words/sheets/files.ts'
import { columnLimit, rowLimit } from '#model/sheet/sheet.ts'

/** A cell holds no more in any program. */
const cellLimit = 32_767
const limits = {
  /** rows of all sheets, those that are not read among them */
  rows: 5 * rowLimit,
  cells: 1_200_000,
  /** characters, each cell counted as often as it stands there */
  text: 12_000_000,
}

const grouped = (number: number) => number.toLocaleString('en')

const tooMuch = () =>
  refuse('upload.too_many_cells', {
    detail: fileFaults.muchText(grouped(limits.cells), grouped(limits.text)),
  })

/** What a workbook may take of the memory. @throws Problem upload.too_many_rows, upload.too_many_cells */
export function boundsOfBook() {
  const used = { rows: 0, cells: 0, text: 0 }
  return {
    addRow: () => {
      if ((used.rows += 1) > limits.rows) refuse('upload.too_many_rows')
    },
    /** @param column from 0 */
    addCell: (column: number, length: number) => {
      if (column >= columnLimit)
        refuse('upload.too_many_cells', { detail: fileFaults.farCell(column + 1, columnLimit) })
      used.text += length
      if ((used.cells += 1) > limits.cells || used.text > limits.text) tooMuch()
    },
    /** before it is put together */
    checkLength: (length: number) => {
      if (length > cellLimit)
        refuse('upload.too_many_cells', { detail: fileFaults.longCell(grouped(cellLimit)) })
    },
    checkStrings: (count: number, length: number) => {
      if (count > limits.cells || length > limits.text) tooMuch()
    },
  }
}

export type Bounds = ReturnType<typeof boundsOfBook>

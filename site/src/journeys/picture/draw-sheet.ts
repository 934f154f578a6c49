// A report's sheet as one tall picture for a phone. Drawn by hand: a page turned into a picture by the browser may not be
// read back everywhere, and the QR's modules must fall on whole pixels.
import { groupCode } from '#model/codes/codes.ts'
import { modulesOf, QUIET } from '#model/proof/qr-path.ts'
import { picture } from '#words/graduate/picture.ts'
import type { ReadCopy } from '../../kit/proof/read-copy.ts'

const WIDTH = 1080
const MARGIN = 56
const INNER = WIDTH - 2 * MARGIN
const LABEL = 300
const PAD = 20
const MODULE = 5
const FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif"
const RED = '#b3261e'

type Pen = CanvasRenderingContext2D
/** draws itself from this height down, and says how high it is */
type Piece = { height: number; draw: (y: number) => void }

const lineHeight = (size: number) => Math.round(size * 1.5)
const fontOf = (size: number, bold = false) => `${bold ? '600 ' : ''}${size}px ${FONT}`

/** No line begins with one of these: the letter before it comes along. */
const CLOSING = /^[，。；：、？！）》”’·]$/

function wrap(pen: Pen, text: string, width: number): string[] {
  const lines: string[] = []
  let line: string[] = []
  for (const letter of text) {
    if (line.length > 1 && pen.measureText([...line, letter].join('')).width > width) {
      const along = CLOSING.test(letter) ? line.splice(-1) : []
      lines.push(line.join(''))
      line = along
    }
    line.push(letter)
  }
  return [...lines, line.join('')]
}

interface Style {
  size: number
  bold?: boolean
  colour?: string
  centred?: boolean
}

function paragraph(pen: Pen, text: string, left: number, width: number, style: Style): Piece {
  const { size, bold = false, colour = '#000', centred = false } = style
  pen.font = fontOf(size, bold)
  const lines = wrap(pen, text, width)
  return {
    height: lines.length * lineHeight(size),
    draw: (y) => {
      pen.font = fontOf(size, bold)
      pen.fillStyle = colour
      pen.textBaseline = 'middle'
      pen.textAlign = centred ? 'center' : 'left'
      for (const [at, line] of lines.entries())
        pen.fillText(line, centred ? left + width / 2 : left, y + (at + 0.5) * lineHeight(size))
    },
  }
}

const space = (height: number): Piece => ({ height, draw: () => undefined })

function framed(pen: Pen, pieces: { left: number; width: number; piece: Piece }[], ground = '#fff'): Piece {
  const height = Math.max(...pieces.map(({ piece }) => piece.height)) + 2 * PAD
  return {
    height,
    draw: (y) => {
      for (const { left, width, piece } of pieces) {
        pen.fillStyle = ground
        pen.fillRect(left, y, width, height)
        pen.strokeStyle = '#444'
        pen.lineWidth = 2
        pen.strokeRect(left, y, width, height)
        piece.draw(y + PAD)
      }
    },
  }
}

function drawing(pen: Pen, qr: ReadCopy['qr']): Piece {
  const modules = qr === undefined ? undefined : modulesOf(qr.path, qr.side)
  if (modules === undefined) throw new Error('a sheet without its QR')
  const side = (modules.length + 2 * QUIET) * MODULE
  return {
    height: side,
    draw: (y) => {
      const left = Math.round((WIDTH - side) / 2)
      pen.fillStyle = '#000'
      for (const [row, cells] of modules.entries())
        for (const [column, dark] of cells.entries())
          if (dark) pen.fillRect(left + (column + QUIET) * MODULE, y + (row + QUIET) * MODULE, MODULE, MODULE)
    },
  }
}

function piecesOf(pen: Pen, { printed, qr }: ReadCopy): Piece[] {
  const whole = (text: string, style: Style) => paragraph(pen, text, MARGIN, INNER, style)
  const right = MARGIN + LABEL
  const row = (label: string, value: string) =>
    framed(pen, [
      {
        left: MARGIN,
        width: LABEL,
        piece: paragraph(pen, label, MARGIN + PAD, LABEL - 2 * PAD, { size: 32 }),
      },
      {
        left: right,
        width: INNER - LABEL,
        piece: paragraph(pen, value, right + PAD, INNER - LABEL - 2 * PAD, { size: 34 }),
      },
    ])
  const heading = (text: string) =>
    framed(
      pen,
      [{ left: MARGIN, width: INNER, piece: whole(text, { size: 34, bold: true, centred: true }) }],
      '#f2f4f7',
    )
  return [
    space(MARGIN),
    ...(printed.sandbox ? [whole(picture.sample, { size: 34, bold: true, colour: RED, centred: true })] : []),
    whole(printed.title, { size: 46, bold: true, centred: true }),
    space(PAD),
    ...(printed.voided === ''
      ? []
      : [whole(printed.voided, { size: 36, bold: true, colour: RED }), space(PAD)]),
    whole(`${printed.codeLabel}：${groupCode(printed.code).join(' ')}`, {
      size: 42,
      bold: true,
      centred: true,
    }),
    drawing(pen, qr),
    ...printed.blocks.flatMap(({ title, fields }) => [
      heading(title),
      ...fields.map(({ label, value }) => row(label, value)),
    ]),
    space(2 * PAD),
    whole(picture.notes, { size: 30, bold: true }),
    ...printed.notes.map((note, at) => whole(`${at + 1}. ${note}`, { size: 30 })),
    space(MARGIN),
  ]
}

/** @throws Error where the browser gives no canvas, or the sheet has no QR */
export function drawSheet(sheet: ReadCopy): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('no canvas')
  const pieces = piecesOf(pen, sheet)
  canvas.width = WIDTH
  canvas.height = pieces.reduce((sum, { height }) => sum + height, 0)
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  let y = 0
  for (const piece of pieces) {
    piece.draw(y)
    y += piece.height
  }
  return canvas
}

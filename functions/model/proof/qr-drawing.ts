// Draws a QR code, at the edge and where a saved one is held to its token, with one mask for all: a mask is to break up
// patterns, and a signed token has none. Every reader takes any of the eight (ISO/IEC 18004). The library is handed in,
// because it does not belong to the model.
import { type Modules, pathOf } from './qr-path.ts'

/** Chosen by measurement: `test/bench/qr-masks.ts`. */
const MASK = 0

/** Bytes that versions 1 to 40 hold at error correction M. */
const capacities = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779,
  857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
]

interface Model {
  typeNumber: number
  dataList: unknown[]
  readonly modules: Modules
  addData: (text: string) => void
  /** @param test leaves format and version bits light */
  makeImpl: (test: boolean, mask: number) => void
}

/** As much of qrcode-svg as is used. Its constructor tries every mask on the whole code, so only a tiny one is made so. */
export type QrLibrary = new (options: { content: string; ecl: 'M' }) => { readonly qrcode: Model }

export type DrawQr = (text: string, mask?: number) => Modules

/** As the library chooses it: with room for a byte-order mark, whether or not it writes one. */
function versionOf(text: string): number {
  const bytes = new TextEncoder().encode(text).length + 3
  const version = capacities.findIndex((capacity) => bytes <= capacity) + 1
  if (version === 0) throw new Error(`${bytes} bytes are too many for a QR code`)
  return version
}

/** Error correction M: a fold or a stamp may hide 15 %. */
export function qrDrawer(QRCode: QrLibrary): DrawQr {
  const { qrcode: tiny } = new QRCode({ content: '-', ecl: 'M' })
  return (text, mask = MASK) => {
    // the library exports no class of its model: what is not set here is the tiny one's
    const model = Object.create(tiny) as Model
    model.typeNumber = versionOf(text)
    model.dataList = []
    model.addData(text)
    model.makeImpl(false, mask)
    return model.modules
  }
}

/** Whether a path draws the text. What was saved before 27 November 2026 has the mask that suited its text best. */
export function isDrawingOf(path: string, text: string, draw: DrawQr): boolean {
  const masks = [MASK, ...[0, 1, 2, 3, 4, 5, 6, 7].filter((mask) => mask !== MASK)]
  return masks.some((mask) => pathOf(draw(text, mask)) === path)
}

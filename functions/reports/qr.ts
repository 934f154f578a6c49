// Draws a QR code as one SVG path. The library's own svg() is ten times the size and needs inline styles, which our
// CSP forbids.
import QRCode from 'qrcode-svg'

/** Light modules around the code that a reader needs (ISO/IEC 18004). */
const QUIET = 4

/** The modules by row, then column; true is dark. Error correction M: a fold or a stamp may hide 15 %. */
export const qrModules = (text: string): readonly (readonly boolean[])[] =>
  new QRCode({ content: text, ecl: 'M' }).qrcode.modules

/** A square SVG, sized by its container. Each run of dark modules is one stroke along the middle of its row. */
export function qrSvg(text: string, label: string): string {
  const modules = qrModules(text)
  const side = modules.length + 2 * QUIET
  let path = ''
  for (const [row, cells] of modules.entries()) {
    let at = 0
    let drawn = ''
    for (let column = 0; column < cells.length;) {
      if (cells[column] !== true) {
        column += 1
        continue
      }
      let end = column
      while (cells[end] === true) end += 1
      drawn += `${drawn === '' ? `M${column + QUIET} ${row + QUIET}.5` : `m${column - at} 0`}h${end - column}`
      at = end
      column = end
    }
    path += drawn
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img" aria-label="${label}" ` +
    `shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/>` +
    `<path stroke="#000" d="${path}"/></svg>`
  )
}

// Draws a QR code as one SVG path. The library's own svg() is ten times the size and needs inline styles, which our
// CSP forbids.
import QRCode from 'qrcode-svg'
import { chooseMasksFast } from './qr-mask.ts'
import { type Modules, pathOf, QUIET } from '#model/proof/qr-path.ts'

chooseMasksFast()

/** Error correction M: a fold or a stamp may hide 15 %. */
export const qrModules = (text: string): Modules => new QRCode({ content: text, ecl: 'M' }).qrcode.modules

/** A square SVG, sized by its container. */
export function qrSvg(text: string, label: string): string {
  const modules = qrModules(text)
  const side = modules.length + 2 * QUIET
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img" aria-label="${label}" ` +
    `shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#fff"/>` +
    `<path stroke="#000" d="${pathOf(modules)}"/></svg>`
  )
}

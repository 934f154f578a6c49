// Draws a QR code as one SVG path. The library's own svg() is ten times the size and needs inline styles, which our
// CSP forbids.
import QRCode from 'qrcode-svg'
import { type DrawQr, qrDrawer } from '#model/proof/qr-drawing.ts'
import { pathOf, QUIET } from '#model/proof/qr-path.ts'

export const qrModules: DrawQr = qrDrawer(QRCode)

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

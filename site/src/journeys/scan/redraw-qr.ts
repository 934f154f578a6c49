// Fetched only when a saved report is checked: draws the QR of its token anew.
import QRCode from 'qrcode-svg'
import { pathOf } from '#model/proof/qr-path.ts'

export const redrawnPath = (text: string): string =>
  pathOf(new QRCode({ content: text, ecl: 'M' }).qrcode.modules)

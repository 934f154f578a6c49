declare module 'qrcode-svg' {
  import type { QrLibrary } from '#model/proof/qr-drawing.ts'
  const QRCode: QrLibrary
  export default QRCode
}

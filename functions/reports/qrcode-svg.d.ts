declare module 'qrcode-svg' {
  export default class QRCode {
    constructor(options: { content: string; ecl: 'L' | 'M' | 'Q' | 'H' })
    /** by row, then column; true is dark */
    readonly qrcode: { readonly modules: readonly (readonly boolean[])[] }
  }
}

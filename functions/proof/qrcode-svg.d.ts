declare module 'qrcode-svg' {
  export interface Model {
    readonly moduleCount: number
    /** by row, then column; true is dark, null is still free */
    readonly modules: readonly (readonly (boolean | null)[])[]
    /** @param test leaves format and version bits light, as the choice of a mask wants it */
    makeImpl: (test: boolean, mask: number) => void
    mapData: (data: number[], mask: number) => void
    getBestMaskPattern: () => number
  }
  export default class QRCode {
    constructor(options: { content: string; ecl: 'L' | 'M' | 'Q' | 'H' })
    readonly qrcode: Model & { readonly modules: readonly (readonly boolean[])[] }
  }
}

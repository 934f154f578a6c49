import type { ReaderOptions } from 'zxing-wasm/reader'

/** One frame of many: the next one is better. */
export const quick: ReaderOptions = { formats: ['QRCode'], tryHarder: false, maxNumberOfSymbols: 4 }

/** The only picture there is. */
export const thorough: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  tryDenoise: true,
  maxNumberOfSymbols: 16,
}

// Every QR in a chosen picture. What the browser cannot open, or what is too big, is said and not tried.
import { thorough } from './reader-options.ts'
import { readVariants } from './variants.ts'

/** The detector that some browsers have of their own (Shape Detection API). */
interface Detector {
  detect: (source: ImageBitmapSource) => Promise<{ rawValue: string }[]>
}
type DetectorClass = (new (options: { formats: string[] }) => Detector) & {
  getSupportedFormats: () => Promise<string[]>
}

const PATIENCE_MS = 3000
export const LARGEST_BYTES = 40 * 1024 * 1024
const LARGEST_PIXELS = 120_000_000

export type Reading =
  { texts: string[] } | { texts?: undefined; failed: 'too_large' | 'no_picture' | 'reader' }

/** A promise of a browser part that may never answer: where the phone lacks the service behind it, it does not. */
const within = <T>(promise: Promise<T>, otherwise: T): Promise<T> =>
  Promise.race([
    promise.catch(() => otherwise),
    new Promise<T>((answer) => {
      setTimeout(() => answer(otherwise), PATIENCE_MS)
    }),
  ])

let detector: Promise<Detector | undefined> | undefined

/** undefined where the browser has none for QR codes */
export function ownDetector(): Promise<Detector | undefined> {
  const known = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  if (known === undefined) return Promise.resolve(undefined)
  detector ??= within(known.getSupportedFormats(), []).then((formats) =>
    formats.includes('qr_code') ? new known({ formats: ['qr_code'] }) : undefined,
  )
  return detector
}

export async function detected(by: Detector, source: ImageBitmapSource): Promise<string[]> {
  const found = await within(by.detect(source), [])
  return found.map(({ rawValue }) => rawValue).filter((text) => text !== '')
}

/** @param enough whether what was found is what we look for; otherwise a closer look follows */
export async function readPicture(file: Blob, enough: (texts: string[]) => boolean): Promise<Reading> {
  if (file.size > LARGEST_BYTES) return { failed: 'too_large' }
  let bitmap: ImageBitmap
  try {
    bitmap = await createImageBitmap(file)
  } catch {
    return { failed: 'no_picture' }
  }
  try {
    if (bitmap.width * bitmap.height > LARGEST_PIXELS) return { failed: 'too_large' }
    return await readBitmap(bitmap, enough)
  } catch {
    return { failed: 'reader' }
  } finally {
    bitmap.close()
  }
}

async function readBitmap(bitmap: ImageBitmap, enough: (texts: string[]) => boolean): Promise<Reading> {
  const seen = new Set<string>()
  const own = await ownDetector()
  if (own !== undefined) for (const text of await detected(own, bitmap)) seen.add(text)
  if (enough([...seen])) return { texts: [...seen] }
  const { readPixels } = await import('./zxing.ts')
  const whole = Math.max(bitmap.width, bitmap.height)
  // a whole page in a phone's photo: small first is quick, large reads the small code
  for (const side of new Set([Math.min(whole, 1600), Math.min(whole, 4096), Math.min(whole, 800)])) {
    const pixels = pixelsOf(bitmap, side / whole)
    const found = await readVariants(pixels, (variant) => readPixels(variant, thorough))
    for (const text of found) seen.add(text)
    if (enough([...seen])) break
  }
  return { texts: [...seen] }
}

export function pixelsOf(
  source: CanvasImageSource & { width: number; height: number },
  scale: number,
): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(source.width * scale))
  canvas.height = Math.max(1, Math.round(source.height * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no canvas')
  // a transparent picture is dark on white, not dark on dark
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

// Every QR in a chosen picture. What the browser cannot open, or what is too big, is said and not tried.
import { thorough } from './reader-options.ts'
import { type Pixels, readVariants } from './variants.ts'

/** The detector that some browsers have of their own (Shape Detection API). */
interface Detector {
  detect: (source: ImageBitmapSource) => Promise<{ rawValue: string }[]>
}
type DetectorClass = (new (options: { formats: string[] }) => Detector) & {
  getSupportedFormats: () => Promise<string[]>
}

const PATIENCE_MS = 3000
const LONGEST_LOOK_MS = 10_000
const LARGEST_BYTES = 40 * 1024 * 1024
const LARGEST_PIXELS = 120_000_000

export type Reading =
  | { texts: string[] }
  | { texts?: undefined; failed: 'too_large' | 'no_picture' | 'reader' }

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
  const [middle, ...others] = [1600, 4096, 800].map((side) => Math.min(whole, side) / whole)
  const began = performance.now()
  const goOn = async () => {
    // lets the page breathe: each look holds it up
    await new Promise((next) => {
      setTimeout(next)
    })
    return performance.now() - began < LONGEST_LOOK_MS
  }
  const look = async (pixels: Pixels) => {
    for (const text of await readPixels(pixels, thorough)) seen.add(text)
    return [...seen]
  }
  // a whole page in a phone's photo: small is quick, large reads the small code
  for (const scale of new Set([middle ?? 1, ...others])) {
    await look(pixelsOf(bitmap, scale))
    if (enough([...seen]) || !(await goOn())) return { texts: [...seen] }
  }
  if (seen.size === 0) await readVariants(pixelsOf(bitmap, middle ?? 1), look, goOn)
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

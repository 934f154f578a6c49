// Reads the QR that is drawn in a saved file: its path, painted as pixels for the same reader that pictures get.
import { modulesOf, QUIET } from '#model/proof/qr-path.ts'
import { bestOf, type Scanned } from './scanned-text.ts'
import type { ReadCopy } from '../../kit/proof/read-copy.ts'
import { thorough } from './reader-options.ts'

const SCALE = 4

export async function readDrawing(
  qr: ReadCopy['qr'],
  origins: readonly string[],
): Promise<Scanned | undefined> {
  const modules = qr === undefined ? undefined : modulesOf(qr.path, qr.side)
  if (modules === undefined) return undefined
  const side = (modules.length + 2 * QUIET) * SCALE
  const data = new Uint8ClampedArray(4 * side * side).fill(255)
  for (let at = 0; at < side * side; at += 1) {
    const row = Math.floor(at / side / SCALE) - QUIET
    const column = Math.floor((at % side) / SCALE) - QUIET
    if (modules[row]?.[column] === true) data.fill(0, 4 * at, 4 * at + 3)
  }
  try {
    const { readPixels } = await import('./zxing.ts')
    return bestOf(await readPixels({ data, width: side, height: side }, thorough), origins)
  } catch {
    return undefined
  }
}

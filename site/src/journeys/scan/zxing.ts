// The WebAssembly reader, for browsers without a detector of their own and for pictures that one cannot read. Fetched
// only when something is scanned; the binary comes from our own site and is given to the library, which otherwise would
// ask a third party for it.
import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader'
import binary from 'zxing-wasm/reader/zxing_reader.wasm?url'
import type { Pixels } from './variants.ts'

let ready: Promise<unknown> | undefined

async function load(): Promise<void> {
  const response = await fetch(binary)
  if (!response.ok) throw new Error(`reader: ${response.status}`)
  const wasmBinary = await response.arrayBuffer()
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
}

/** @throws when the reader cannot be fetched or compiled; the next call tries again */
export const loadReader = (): Promise<unknown> =>
  (ready ??= load().catch((error: unknown) => {
    ready = undefined
    throw error
  }))

export async function readPixels(pixels: Pixels, options: ReaderOptions): Promise<string[]> {
  await loadReader()
  const found = await readBarcodes(pixels as ImageData, options)
  return found.filter(({ isValid }) => isValid).map(({ text }) => text)
}

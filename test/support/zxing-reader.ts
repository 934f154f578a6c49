import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader'
import type { Picture } from './photographed-qr.ts'

const binary = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))

/** The site's own reader in Node, on the same binary. */
export async function startReader() {
  await prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(binary).buffer },
    fireImmediately: true,
  })
  return async (picture: Picture, options: ReaderOptions): Promise<string[]> =>
    (await readBarcodes(picture as unknown as ImageData, options))
      .filter(({ isValid }) => isValid)
      .map(({ text }) => text)
}

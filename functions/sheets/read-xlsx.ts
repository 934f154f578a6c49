// Reads the first sheet of a workbook. A workbook is a ZIP of XML and can be a bomb: everything is inflated here first,
// counted, and only what was counted is handed to the reader, packed again without compression.
import { Buffer } from 'node:buffer'
import { Unzip, UnzipInflate, zipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import { refuse } from '../platform/problem.ts'
import { fileFaults } from '#words/sheets/files.ts'
import { columnLimit, isBlank, type Sheet } from '#model/sheet/sheet.ts'

const inflatedLimit = 64 * 1024 * 1024
const partLimit = 1000
/** rows a sheet may number; the reader makes an array for each, empty ones too */
const numberedRowLimit = 100_000

/** @throws Problem upload.* when the bytes are not a workbook, or hold too much */
export async function readXlsx(bytes: Uint8Array): Promise<Sheet> {
  const parts = inflate(bytes)
  if (!('xl/workbook.xml' in parts)) refuse('upload.not_a_table')
  for (const part of Object.values(parts)) checkPart(new TextDecoder().decode(part))
  const counted = zipSync(parts, { level: 0 })
  let data: unknown[][]
  try {
    data = await readSheet(Buffer.from(counted.buffer), 1, { parseNumber: (written) => written })
  } catch (error) {
    const cell = /row (\d+),? col (\d+)/u.exec(error instanceof Error ? error.message : '')
    if (cell === null) return refuse('upload.not_a_table')
    return refuse('upload.not_a_table', { detail: fileFaults.cell(cell[1] ?? '', cell[2] ?? '') })
  }
  const rows = data
    .map((cells, index) => ({ row: index + 1, cells: cells.map(textOf) }))
    .filter(({ cells }) => !isBlank(cells))
  return { rows, exact: false }
}

/** The XML parts by path. Stops at the first byte too many, so a bomb never unfolds. */
function inflate(bytes: Uint8Array): Record<string, Uint8Array> {
  const parts: Record<string, Uint8Array[]> = {}
  let count = 0
  let inflated = 0
  let open = 0
  const unzip = new Unzip((file) => {
    count += 1
    if (count > partLimit) refuse('upload.inflates')
    if (!/\.(?:xml|rels)$/u.test(file.name) || file.name in parts) return
    const chunks: Uint8Array[] = []
    parts[file.name] = chunks
    open += 1
    file.ondata = (error, chunk, final) => {
      if (error !== null) throw error
      inflated += chunk.length
      if (inflated > inflatedLimit) refuse('upload.inflates')
      chunks.push(chunk)
      if (final) open -= 1
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  const step = 16 * 1024
  try {
    for (let at = 0; at < bytes.length; at += step)
      unzip.push(bytes.subarray(at, at + step), at + step >= bytes.length)
  } catch (error) {
    if (error instanceof Error && 'said' in error) throw error
    refuse('upload.cut_off')
  }
  // the list at the end of the archive is written last: without it the file was cut off
  if (open > 0 || !hasDirectory(bytes)) refuse('upload.cut_off')
  return Object.fromEntries(Object.entries(parts).map(([path, chunks]) => [path, Buffer.concat(chunks)]))
}

function hasDirectory(bytes: Uint8Array): boolean {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 66_000); at -= 1)
    if (bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 5 && bytes[at + 3] === 6)
      return true
  return false
}

/** No document types (entities), and no cell so far out that the reader would fill memory up to it. */
function checkPart(xml: string): void {
  if (xml.includes('<!DOCTYPE') || xml.includes('<!ENTITY')) refuse('upload.not_a_table')
  if (!xml.includes('<sheetData')) return
  for (const [, place = ''] of xml.matchAll(/\sr\s*=\s*["']([^"']*)["']/gu)) {
    const parts = /^([A-Z]{0,3})(\d{0,7})$/u.exec(place)
    if (parts === null) refuse('upload.not_a_table')
    if (Number(parts[2]) > numberedRowLimit || columnNumber(parts[1] ?? '') > columnLimit)
      refuse('upload.too_many_cells')
  }
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 64) - 64, 0)

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : ''
}

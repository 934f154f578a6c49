// Unfolds parts of a workbook's ZIP. It can be a bomb: every byte is counted as it comes, and only the parts that are asked
// for unfold at all.
import { Unzip, UnzipInflate } from 'fflate'
import { refuse } from '../../platform/problem.ts'

const inflatedLimit = 160 * 1024 * 1024
const partLimit = 1000
const step = 64 * 1024

/** Takes a part as it unfolds; `final` with its last piece. */
export type Sink = (chunk: Uint8Array, final: boolean) => void

export interface Archive {
  /** Unfolds these parts, each into its sink, in the archive's order; says which were there. */
  unfold: (wanted: ReadonlyMap<string, Sink>) => ReadonlySet<string>
}

/** A part's path as it is compared: without case, its folders divided by `/` (ECMA-376 part 2, 6.3.5). */
export const pathOf = (name: string): string => name.replaceAll('\\', '/').replace(/^\//u, '').toLowerCase()

/** @throws Problem upload.cut_off, upload.inflates; `unfold` likewise */
export function openArchive(bytes: Uint8Array): Archive {
  // the list at the end of the archive is written last: without it the file was cut off
  if (!hasDirectory(bytes)) refuse('upload.cut_off')
  let inflated = 0
  const unfold: Archive['unfold'] = (wanted) => {
    const begun = new Set<string>()
    const done = new Set<string>()
    let count = 0
    const unzip = new Unzip((file) => {
      count += 1
      if (count > partLimit) refuse('upload.inflates')
      const path = pathOf(file.name)
      const sink = wanted.get(path)
      if (sink === undefined || begun.has(path)) return
      begun.add(path)
      file.ondata = (error, chunk, final) => {
        if (error !== null) throw error
        inflated += chunk.length
        if (inflated > inflatedLimit) refuse('upload.inflates')
        sink(chunk, final)
        if (final) done.add(path)
      }
      file.start()
    })
    unzip.register(UnzipInflate)
    try {
      for (let at = 0; at < bytes.length && (at === 0 || done.size < wanted.size); at += step)
        unzip.push(bytes.subarray(at, at + step), at + step >= bytes.length)
    } catch (error) {
      if (error instanceof Error && 'said' in error) throw error
      refuse('upload.cut_off')
    }
    if (done.size < begun.size) refuse('upload.cut_off')
    return done
  }
  return { unfold }
}

function hasDirectory(bytes: Uint8Array): boolean {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 66_000); at -= 1)
    if (bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 5 && bytes[at + 3] === 6)
      return true
  return false
}

// Text in the encodings that spreadsheets export. The file's own bytes decide which one it is.
import { refuse } from '../platform/problem.ts'

const marks: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** @throws Problem upload.encoding, upload.cut_off, upload.not_a_table */
export function decodeText(bytes: Uint8Array): string {
  const marked = marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))
  if (marked === undefined && bytes.includes(0)) refuse('upload.not_a_table')
  for (const encoding of marked === undefined ? ['utf-8', 'gb18030'] : [marked[0]]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      if (endsInsideCharacter(bytes, encoding)) refuse('upload.cut_off')
    }
  }
  return refuse('upload.encoding')
}

/** All is well up to the last character, whose bytes are not all there. GB18030 would accept nearly any short text. */
function endsInsideCharacter(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return encoding !== 'gb18030' || bytes.length > 64
  } catch {
    return false
  }
}

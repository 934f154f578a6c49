import { showsDate } from '#model/sheet/written.ts'
import { partSink } from './read-part.ts'
import type { Sink } from './unfold.ts'

/** Formats that every workbook has without naming them, and that show a day or a month (ECMA-376 part 1, 18.8.30). */
const builtIn = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])

/** Fills `dates` with the numbers of the cell formats that show a day or a month. */
export function styleSink(dates: Set<number>): Sink {
  const own = new Map<number, boolean>()
  let inFormats = false
  let at = 0
  return partSink({
    open: (name, attributes) => {
      const format = Number(attributes['numFmtId'])
      if (name === 'numFmt') own.set(format, showsDate(attributes['formatCode'] ?? ''))
      if (name === 'cellXfs') inFormats = true
      if (name !== 'xf' || !inFormats) return
      if (own.get(format) ?? builtIn.has(format)) dates.add(at)
      at += 1
    },
    close: (name) => {
      if (name === 'cellXfs') inFormats = false
    },
  })
}

import { unescaped } from '#model/sheet/written.ts'
import type { Bounds } from './bounds.ts'
import { keptText, partSink } from './read-part.ts'
import type { Sink } from './unfold.ts'

/** Fills `strings` with the shared texts: rich text as one, without how it is read aloud. */
export function stringSink(strings: string[], bounds: Bounds): Sink {
  let text = ''
  let total = 0
  let inText = false
  let inPhonetic = false
  return partSink({
    open: (name) => {
      if (name === 'si') text = ''
      else if (name === 'rPh') inPhonetic = true
      else if (name === 't') inText = !inPhonetic
    },
    text: (piece) => {
      if (!inText) return
      text += piece
      bounds.checkLength(text.length)
    },
    close: (name) => {
      if (name === 't') inText = false
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'si') {
        total += text.length
        strings.push(keptText(unescaped(text)))
        bounds.checkStrings(strings.length, total)
      }
    },
  })
}

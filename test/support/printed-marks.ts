import { inflateSync } from 'node:zlib'

/** A dark mark on paper, in millimetres from the upper left corner. */
export interface Mark {
  left: number
  top: number
  right: number
  bottom: number
}

type Matrix = readonly [number, number, number, number, number, number]
interface State {
  matrix: Matrix
  width: number
  dark: boolean
}

const MM = 25.4 / 72

/** What is drawn in the content stream of a PDF with one page: the largest stream that draws. */
function contentOf(pdf: Buffer): string {
  const text = pdf.toString('latin1')
  const streams = [...text.matchAll(/\/FlateDecode[^>]*>>\s*stream\r?\n/g)].map((match) => {
    const start = match.index + match[0].length
    try {
      return inflateSync(pdf.subarray(start, text.indexOf('endstream', start))).toString('latin1')
    } catch {
      return ''
    }
  })
  return (
    streams.filter((stream) => / cm\n/.test(stream)).toSorted((one, other) => other.length - one.length)[0] ??
    ''
  )
}

const times = (inner: Matrix, outer: Matrix): Matrix => {
  const [a, b, c, d, e, f] = inner
  const [A, B, C, D, E, F] = outer
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F]
}

/** The straight level strokes of a printed page, as the paper carries them: what a QR of ours is drawn with. */
export function printedMarks(pdf: Buffer): Mark[] {
  const height = Number(/\/MediaBox\s*\[\s*0 0 [\d.]+ ([\d.]+)/.exec(pdf.toString('latin1'))?.[1])
  const marks: Mark[] = []
  const kept: State[] = []
  let state: State = { matrix: [1, 0, 0, 1, 0, 0], width: 1, dark: true }
  let lines: [number, number, number, number][] = []
  let at: [number, number] = [0, 0]
  let numbers: number[] = []
  const onPaper = (x: number, y: number): [number, number] => {
    const [a, b, c, d, e, f] = state.matrix
    return [(a * x + c * y + e) * MM, (height - (b * x + d * y + f)) * MM]
  }
  const acts: Record<string, (given: number[]) => void> = {
    q: () => void kept.push(state),
    Q: () => void (state = kept.pop() ?? state),
    cm: (given) => void (state = { ...state, matrix: times(given as unknown as Matrix, state.matrix) }),
    w: ([width = 1]) => void (state = { ...state, width }),
    RG: (given) => void (state = { ...state, dark: given.every((part) => part < 0.2) }),
    m: ([x = 0, y = 0]) => void (at = [x, y]),
    l: ([x = 0, y = 0]) => {
      lines.push([...at, x, y])
      at = [x, y]
    },
    S: () => {
      for (const [x1, y1, x2, y2] of lines.filter(([, from, , to]) => state.dark && from === to)) {
        const [left, top] = onPaper(Math.min(x1, x2), y1 - state.width / 2)
        const [right, bottom] = onPaper(Math.max(x1, x2), y2 + state.width / 2)
        marks.push({ left, top: Math.min(top, bottom), right, bottom: Math.max(top, bottom) })
      }
      lines = []
    },
    f: () => void (lines = []),
    n: () => void (lines = []),
  }
  for (const word of contentOf(pdf).split(/\s+/)) {
    if (/^[-+]?[\d.]+$/.test(word)) numbers.push(Number(word))
    else {
      acts[word]?.(numbers)
      numbers = []
    }
  }
  return marks
}

export function boxOf(marks: readonly Mark[]): Mark {
  return {
    left: Math.min(...marks.map(({ left }) => left)),
    top: Math.min(...marks.map(({ top }) => top)),
    right: Math.max(...marks.map(({ right }) => right)),
    bottom: Math.max(...marks.map(({ bottom }) => bottom)),
  }
}

// Chooses the mask that qrcode-svg would choose. Its own search builds the whole symbol eight times and looks at every
// neighbour through a call: nine tenths of what a report costs at the edge.
import QRCode, { type Model } from 'qrcode-svg'

/** ISO/IEC 18004, table 10: true flips the module. */
const masks: ((row: number, column: number) => boolean)[] = [
  (i, j) => (i + j) % 2 === 0,
  (i) => i % 2 === 0,
  (_, j) => j % 3 === 0,
  (i, j) => (i + j) % 3 === 0,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
  (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
  (i, j) => (((i * j) % 3) + ((i + j) % 2)) % 2 === 0,
]

/** For each size, a byte a module whose bit k says that mask k flips it; modules that carry no data have none. */
const flips = new Map<number, Uint8Array>()

function flipsOf(model: Model): Uint8Array {
  const { moduleCount: side } = model
  const known = flips.get(side)
  if (known !== undefined) return known
  const empty = Object.create(model) as Model
  empty.mapData = () => undefined
  empty.makeImpl(true, 0)
  const bits = Uint8Array.from({ length: side * side }, (_, at) => {
    const row = Math.floor(at / side)
    const column = at % side
    if (empty.modules[row]?.[column] !== null) return 0
    return masks.reduce((sum, flipped, mask) => sum | (Number(flipped(row, column)) << mask), 0)
  })
  flips.set(side, bits)
  return bits
}

/** The library's penalty of a symbol, point for point. `grid` has one row and column more than the symbol on each side. */
function penaltyOf(grid: Uint8Array, side: number): number {
  const wide = side + 2
  let points = 0
  let dark = 0
  for (let row = 1; row <= side; row += 1)
    for (let column = 1; column <= side; column += 1) {
      const at = row * wide + column
      const own = grid[at]
      const right = Number(own === grid[at + 1])
      const below = Number(own === grid[at + wide])
      const across = Number(own === grid[at + wide + 1])
      const same =
        right +
        below +
        across +
        Number(own === grid[at - 1]) +
        Number(own === grid[at - wide]) +
        Number(own === grid[at - wide - 1]) +
        Number(own === grid[at - wide + 1]) +
        Number(own === grid[at + wide - 1])
      if (same > 5) points += same - 2
      if (right + below + across === 3) points += 3
      if (own !== 1) continue
      dark += 1
      if (column <= side - 6 && looksLikeAFinder(grid, at, 1)) points += 40
      if (row <= side - 6 && looksLikeAFinder(grid, at, wide)) points += 40
    }
  return points + (Math.abs((100 * dark) / side / side - 50) / 5) * 10
}

/** Dark, light, three dark, light, dark: the line through a finder's middle. */
const looksLikeAFinder = (grid: Uint8Array, at: number, step: number): boolean =>
  grid[at + step] === 0 &&
  grid[at + 2 * step] === 1 &&
  grid[at + 3 * step] === 1 &&
  grid[at + 4 * step] === 1 &&
  grid[at + 5 * step] === 0 &&
  grid[at + 6 * step] === 1

function bestMask(model: Model): number {
  model.makeImpl(true, 0)
  const { moduleCount: side, modules } = model
  const bits = flipsOf(model)
  const wide = side + 2
  const grid = new Uint8Array(wide * wide).fill(2)
  let least = Infinity
  let best = 0
  for (const mask of masks.keys()) {
    for (const [row, cells] of modules.entries())
      for (let column = 0; column < side; column += 1) {
        const flip = bits[row * side + column] ?? 0
        grid[(row + 1) * wide + column + 1] = Number(cells[column]) ^ ((flip ^ (flip >> mask)) & 1)
      }
    const points = penaltyOf(grid, side)
    if (points >= least) continue
    least = points
    best = mask
  }
  return best
}

/** From here on the library chooses by this file; what it draws stays the same to the module. */
export function chooseMasksFast(): void {
  const prototype = Object.getPrototypeOf(new QRCode({ content: '-', ecl: 'M' }).qrcode) as Model
  prototype.getBestMaskPattern = function choose(this: Model) {
    return bestMask(this)
  }
}

// The drawing of a QR code as one path, and back. Shared with the page that holds a saved report's drawing to its token.

/** By row, then column; true is dark. */
export type Modules = readonly (readonly boolean[])[]

/** Light modules around the code that a reader needs (ISO/IEC 18004). */
export const QUIET = 4

/** Version 1 to 40. */
const isSide = (modules: number): boolean => modules >= 21 && modules <= 177 && modules % 4 === 1

/** Each run of dark modules is one stroke along the middle of its row. */
export function pathOf(modules: Modules): string {
  let path = ''
  for (const [row, cells] of modules.entries()) {
    let at = 0
    let drawn = ''
    for (let column = 0; column < cells.length;) {
      if (cells[column] !== true) {
        column += 1
        continue
      }
      let end = column
      while (cells[end] === true) end += 1
      drawn += `${drawn === '' ? `M${column + QUIET} ${row + QUIET}.5` : `m${column - at} 0`}h${end - column}`
      at = end
      column = end
    }
    path += drawn
  }
  return path
}

/**
 * The modules that a path of ours draws, or undefined for any other text.
 * @param side of the drawing's box, with the light modules around the code
 */
export function modulesOf(path: string, side: number): boolean[][] | undefined {
  const count = side - 2 * QUIET
  if (!isSide(count) || path.length > 40_000 || !/^(?:M\d+ \d+\.5h\d+(?:m\d+ 0h\d+)*)+$/.test(path))
    return undefined
  const modules = Array.from({ length: count }, () => Array.from({ length: count }, () => false))
  let row = 0
  let column = 0
  for (const [, letter, first, second] of path.matchAll(/([Mmh])(\d+)(?: (\d+))?/g)) {
    if (letter === 'M') row = Number(second) - QUIET
    if (letter === 'M') column = Number(first) - QUIET
    if (letter === 'm') column += Number(first)
    if (letter !== 'h') continue
    const end = column + Number(first)
    if (column < 0 || end > count) return undefined
    const cells = modules[row]
    if (cells === undefined) return undefined
    cells.fill(true, column, end)
    column = end
  }
  return pathOf(modules) === path ? modules : undefined
}

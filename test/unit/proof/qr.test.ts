import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import jsQR from 'jsqr'
import QRCode from 'qrcode-svg'
import { describe, expect, it, vi } from 'vitest'
import { isDrawingOf } from '#model/proof/qr-drawing.ts'
import { modulesOf, pathOf } from '#model/proof/qr-path.ts'
import { qrModules, qrSvg } from '../../../functions/proof/qr.ts'
import { photograph } from '../../support/photographed-qr.ts'
import { reportAddress } from '../../support/report-address.ts'

/** Drawn by the library alone, with the mask that its search thinks best. */
const drawnByTheLibrary = (text: string) => new QRCode({ content: text, ecl: 'M' }).qrcode.modules

const address = await reportAddress('h'.repeat(30))

/** Of the format beside the upper left finder, with the pattern taken off that is laid over it (ISO/IEC 18004, 7.9). */
const formatBit = (modules: readonly (readonly boolean[])[], column: number) =>
  Number(modules[8]?.[column]) ^ [1, 0, 1, 0, 1][column]!

/** M is 00. */
const correctionLevel = (modules: readonly (readonly boolean[])[]) =>
  [0, 1].map((column) => formatBit(modules, column))

/** The SVG's own modules: what a browser paints, stroke by stroke. */
function drawnIn(svg: string) {
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1])
  const path = /<path stroke="#000" d="([^"]+)"\/>/.exec(svg)?.[1] ?? ''
  return { side, modules: modulesOf(path, side) ?? [] }
}

describe('for a host of 30 characters', () => {
  const svg = qrSvg(address, '核验二维码')

  it('is at most version 15, at error correction M', () => {
    const modules = qrModules(address)
    expect((modules.length - 17) / 4).toBeLessThanOrEqual(15)
    expect(correctionLevel(modules)).toEqual([0, 0])
  })

  it('is one path, at most 12 KB and 3 KB compressed, without style attributes that the CSP would block', () => {
    expect(svg.match(/<path/g)).toHaveLength(1)
    expect(svg.length).toBeGreaterThan(4000)
    expect(svg.length).toBeLessThanOrEqual(12 * 1024)
    expect(gzipSync(svg).length).toBeLessThanOrEqual(3 * 1024)
    expect(svg).not.toContain('style')
  })

  it('is drawn so that a QR reader reads it back, not mirrored, with its quiet zone', () => {
    const { side, modules } = drawnIn(svg)
    expect(side).toBe(modules.length + 8)
    // the one module that is always dark, below left; mirrored it would be above right
    expect(modules[modules.length - 8]?.[8]).toBe(true)
    const { data, width, height } = photograph(modules, {})
    expect(jsQR(data, width, height)?.data).toBe(address)
  })
})

const masks = [0, 1, 2, 3, 4, 5, 6, 7]
/** As long as a text may be before the library takes the next version, with the three bytes that it keeps free. */
const fullest = [11, 23, 39, 59, 81, 103, 119, 149, 177, 210, 248, 284, 328, 359, 409]

it('takes the version that the library takes, on both sides of every step', () => {
  for (const [at, length] of fullest.entries()) {
    expect(qrModules('x'.repeat(length))).toHaveLength(21 + 4 * at)
    expect(drawnByTheLibrary('x'.repeat(length))).toHaveLength(21 + 4 * at)
    expect(qrModules('x'.repeat(length + 1))).toHaveLength(25 + 4 * at)
    expect(drawnByTheLibrary('x'.repeat(length + 1))).toHaveLength(25 + 4 * at)
  }
  expect(qrModules('x'.repeat(2328))).toHaveLength(177)
  expect(() => qrModules('x'.repeat(2329))).toThrow('too many')
})

it('draws what the library draws with the same mask, for every text', () => {
  const texts = fc.sample(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 420 }), {
    numRuns: 60,
    seed: 4,
  })
  for (const text of texts) {
    const its = pathOf(drawnByTheLibrary(text))
    expect(masks.filter((mask) => pathOf(qrModules(text, mask)) === its)).toHaveLength(1)
  }
})

it('is read with each mask at several lengths', () => {
  for (const length of [1, 11, 60, 150, 250, 330, 420]) {
    const text = address.repeat(2).slice(0, length)
    for (const mask of [undefined, ...masks]) {
      const { data, width, height } = photograph(qrModules(text, mask), {})
      expect(jsQR(data, width, height)?.data).toBe(text)
    }
  }
})

it('has one mask whatever the text, and searches for none', () => {
  const search = vi.spyOn(
    Object.getPrototypeOf(new QRCode({ content: '-', ecl: 'M' }).qrcode) as {
      getBestMaskPattern: () => number
    },
    'getBestMaskPattern',
  )
  const maskOf = (modules: readonly (readonly boolean[])[]) =>
    masks.find((mask) =>
      [2, 3, 4].every((column) => formatBit(modules, column) === ((mask >> (4 - column)) & 1)),
    )
  const found = ['x', address, `${address}x`, 'y'.repeat(300)].map((text) => maskOf(qrModules(text)))
  expect(new Set(found).size).toBe(1)
  expect(isDrawingOf(pathOf(qrModules(address, 7)), address, qrModules)).toBe(true)
  expect(search).not.toHaveBeenCalled()
  drawnByTheLibrary('x')
  expect(search).toHaveBeenCalled()
  search.mockRestore()
})

describe('the QR of a saved copy', () => {
  it('is the token’s with whichever mask it was drawn, by the library’s choice too', () => {
    const drawn = [drawnByTheLibrary(address), ...masks.map((mask) => qrModules(address, mask))].map(pathOf)
    expect(new Set(drawn).size).toBe(8)
    expect(drawn.filter((path) => !isDrawingOf(path, address, qrModules))).toEqual([])
  })

  it('is not, with any mask, where it says another address, or a module differs', async () => {
    const other = await reportAddress('h'.repeat(30))
    expect(other).not.toBe(address)
    for (const mask of masks) {
      const modules = qrModules(other, mask)
      expect(isDrawingOf(pathOf(modules), address, qrModules)).toBe(false)
      const changed = qrModules(address, mask).map((cells, row) =>
        cells.map((dark, column) => (row === 30 && column === 30 ? !dark : dark)),
      )
      expect(isDrawingOf(pathOf(changed), address, qrModules)).toBe(false)
    }
  })
})

it('reads its own drawing back, and no other path', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 300 }), (text) => {
      const modules = qrModules(text)
      expect(modulesOf(pathOf(modules), modules.length + 8)).toEqual(modules)
    }),
    { numRuns: 20 },
  )
  const path = pathOf(qrModules('x'))
  for (const [other, side] of [
    [path, 30],
    ['', 29],
    [`${path}h9999999`, 29],
    [`M0 0.5h1${path}`, 29],
    [path.replace('M4 ', 'M1000 '), 29],
    [path.replace('h7', 'h7z'), 29],
    ['M4 4.5h7'.repeat(9000), 29],
  ] as const)
    expect(modulesOf(other, side)).toBeUndefined()
})

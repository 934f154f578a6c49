import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import jsQR from 'jsqr'
import QRCode from 'qrcode-svg'
import { describe, expect, it } from 'vitest'
import { modulesOf, pathOf } from '#model/proof/qr-path.ts'
import { photograph } from '../../support/photographed-qr.ts'
import { reportAddress } from '../../support/report-address.ts'

const drawnByTheLibrary = (text: string) => new QRCode({ content: text, ecl: 'M' }).qrcode.modules
const texts = fc.sample(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 420 }), {
  numRuns: 60,
  seed: 4,
})
// before our own choice of the mask is put in its place
const itsOwn = texts.map((text) => pathOf(drawnByTheLibrary(text)))
const { qrModules, qrSvg } = await import('../../../functions/proof/qr.ts')

const address = await reportAddress('h'.repeat(30))

/** The modules as the format bits beside the upper left finder name their correction level: M is 00 under its mask. */
const correctionLevel = (modules: readonly (readonly boolean[])[]) =>
  [0, 1].map((column) => Number(modules[8]?.[column]) ^ [1, 0][column]!)

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

it('chooses the mask that the library chooses by itself, for every text', () => {
  expect(texts.filter((text, at) => pathOf(qrModules(text)) !== itsOwn[at])).toEqual([])
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

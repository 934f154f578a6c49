import jsQR from 'jsqr'
import { expect, it } from 'vitest'
import type { SigningJwk } from '../../../functions/platform/secrets.ts'
import { qrModules, qrSvg } from '../../../functions/reports/qr.ts'
import { signReport } from '../../../functions/reports/token.ts'
import { makeSecrets } from '../../support/settings.ts'

const SCALE = 4

/** Paints what the SVG says, stroke by stroke, as a browser would. */
function pixelsOf(svg: string) {
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1])
  const width = side * SCALE
  const data = new Uint8ClampedArray(width * width * 4).fill(255)
  const path = /stroke="#000" d="([^"]+)"/.exec(svg)?.[1] ?? ''
  let x = 0
  let y = 0
  for (const [, letter, first, second] of path.matchAll(/([Mmh])(\d+)(?: ([\d.]+))?/g)) {
    if (letter === 'M') {
      x = Number(first)
      y = Math.floor(Number(second))
    } else if (letter === 'm') x += Number(first)
    else {
      for (let py = y * SCALE; py < (y + 1) * SCALE; py += 1)
        for (let px = x * SCALE; px < (x + Number(first)) * SCALE; px += 1)
          data.fill(0, (py * width + px) * 4, (py * width + px) * 4 + 3)
      x += Number(first)
    }
  }
  return { data, width, side }
}

const { SIGNING_KEYS = '' } = await makeSecrets()
const token = await signReport(JSON.parse(SIGNING_KEYS) as SigningJwk[], {
  reportId: 'A'.repeat(21) + 'Q',
  kind: 'archive',
  capSeconds: 1_798_732_800,
  digest: 'z'.repeat(21) + 'w',
  statusIndex: 99_999_999,
})
const address = `https://${'h'.repeat(30)}/v#${token}`

it('fits a host of 30 characters into version 15 or less', () => {
  const version = (qrModules(address).length - 17) / 4
  expect(version).toBeLessThanOrEqual(15)
})

it('draws a square that a QR reader reads back, not mirrored, with its quiet zone', () => {
  const svg = qrSvg(address, '核验二维码')
  const { data, width, side } = pixelsOf(svg)
  expect(jsQR(data, width, width)?.data).toBe(address)
  const dark = (row: number, column: number) => data[(row * SCALE * width + column * SCALE) * 4] === 0
  const modules = side - 8
  // the one module that is always dark, below left; mirrored it would be above right
  expect(dark(4 + modules - 8, 4 + 8)).toBe(true)
  const edges = Array.from({ length: side }, (_, i) => [
    dark(3, i),
    dark(i, 3),
    dark(side - 4, i),
    dark(i, side - 4),
  ])
  expect(edges.flat()).not.toContain(true)
})

it('stays small and without style attributes, so that the CSP lets it through', () => {
  const svg = qrSvg(address, '核验二维码')
  expect(svg.length).toBeLessThanOrEqual(12 * 1024)
  expect(svg).not.toContain('style')
  expect(svg.match(/<path/g)).toHaveLength(2)
})

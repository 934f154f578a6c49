import { describe, expect, it } from 'vitest'
import { qrModules } from '../../../functions/proof/qr.ts'
import { quick, thorough } from '../../../site/src/journeys/scan/reader-options.ts'
import { readVariants } from '../../../site/src/journeys/scan/variants.ts'
import { type Circumstances, photograph, type Picture } from '../../support/photographed-qr.ts'
import { reportAddress } from '../../support/report-address.ts'
import { startReader } from '../../support/zxing-reader.ts'

// the site's reader on pictures that come out the same every time; `test/bench/qr-read-rates.ts` prints all the rates
const read = await startReader()
const address = await reportAddress('h'.repeat(30))
const modules = qrModules(address)
const PICTURES = 3

const frame = (picture: Picture) => read(picture, quick)
const chosen = (picture: Picture) => readVariants(picture, (pixels) => read(pixels, thorough))

/** How many of the pictures are read; whatever is read is the whole address to the letter, or the test ends here. */
async function readOf(how: Circumstances, by = chosen): Promise<number> {
  let count = 0
  for (let seed = 1; seed <= PICTURES; seed += 1) {
    const texts = await by(photograph(modules, how, seed))
    expect(texts.filter((text) => text !== address)).toEqual([])
    count += texts.length
  }
  return count
}

describe('a chosen picture of a report’s QR is read every time', () => {
  it.each<[string, Circumstances]>([
    ['turned a little', { turned: 7 }],
    ['turned by half a right angle', { turned: 45 }],
    ['upside down', { turned: 180 }],
    ['on its side and some', { turned: 293 }],
    ['tilted by 45°', { tilted: 45 }],
    ['tilted by 60°', { tilted: 60 }],
    ['faded to 6 % of its contrast', { contrast: 0.06 }],
    ['blurred over half a module', { blurred: 0.5 }],
    ['noisy', { noise: 60 }],
    ['with a fifth of the light at one end', { shade: 0.8 }],
    ['with a strip over 8 % of it', { covered: 0.08 }],
    ['light on dark', { inverted: true }],
    ['at two pixels a module', { pixelsPerModule: 2 }],
    [
      'with something of everything',
      { turned: 23, tilted: 12, blurred: 0.25, noise: 12, shade: 0.25, contrast: 0.8 },
    ],
  ])('%s', async (_, how) => expect(await readOf(how)).toBe(PICTURES))
})

it('is mostly read with blots on 2 % of it: only one on a finder hides it', async () => {
  expect(await readOf({ blots: 0.02 })).toBeGreaterThanOrEqual(PICTURES - 1)
})

describe('gives nothing rather than something else', () => {
  it.each<[string, Circumstances]>([
    ['more is covered than error correction mends', { covered: 0.3 }],
    ['there are blots all over it', { blots: 0.2 }],
    ['a finder is torn off', { torn: 8 }],
    ['the picture is far out of focus', { blurred: 1.5 }],
    ['there is nothing but noise', { contrast: 0, noise: 60 }],
  ])('when %s', async (_, how) => expect(await readOf(how)).toBe(0))

  it('near the edge of what can be read, in a frame and in a picture', async () => {
    let count = 0
    for (const blots of [0.03, 0.05, 0.07]) {
      const how = { blots, blurred: 0.3, noise: 30 }
      count += (await readOf(how, frame)) + (await readOf(how))
    }
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(2 * 3 * PICTURES)
  })
})

it('reads a camera’s frame without the closer look', async () => {
  for (const how of [{ turned: 30, tilted: 20 }, { noise: 40 }, { contrast: 0.2 }])
    expect(await readOf(how, frame)).toBe(PICTURES)
})

it('tells one report’s QR from another’s', async () => {
  const other = await reportAddress('h'.repeat(30))
  expect(other).not.toBe(address)
  expect(await chosen(photograph(qrModules(other), { tilted: 20 }))).toEqual([other])
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { codeAlphabet } from '#model/codes/codes.ts'
import { randomSymbols } from '../../../functions/proof/make-code.ts'
import { readReceipt, receiptNumber } from '#model/codes/receipt-number.ts'

it('groups twelve symbols by four', () => {
  expect(receiptNumber('7KQ2M9FXR4TA')).toBe('7KQ2-M9FX-R4TA')
})

it.each([
  '7KQ2-M9FX-R4TA',
  '7kq2-m9fx-r4ta',
  '7KQ2M9FXR4TA',
  ' 7KQ2 M9FX R4TA ',
  '7KQ2—M9FX–R4TA',
  '７ＫＱ２－Ｍ９ＦＸ－Ｒ４ＴＡ',
  '7-K-Q-2-M-9-F-X-R-4-T-A',
])('reads %s', (typed) => {
  expect(readReceipt(typed)).toBe('7KQ2-M9FX-R4TA')
})

it.each([
  '',
  '7KQ2-M9FX-R4T',
  '7KQ2-M9FX-R4TAB',
  '7KQ2-M9FX-R4T0',
  '7KQ2-M9FX-R4T1',
  '7KQ2-M9FX-R4TI',
  '7KQ2-M9FX-R4TL',
  '7KQ2-M9FX-R4TO',
  '7KQ2.M9FX.R4TA',
  'disowned:7KQ2-M9FX-R4TA',
  '7KQ2-M9FX-R4TA#',
  '2610001EQ86V47B',
])('reads no number from %j', (typed) => {
  expect(readReceipt(typed)).toBeUndefined()
})

it('reads every number that is given out back as itself, by all symbols of a code', () => {
  const symbols = fc
    .array(fc.constantFrom(...codeAlphabet), { minLength: 12, maxLength: 12 })
    .map((drawn) => drawn.join(''))
  fc.assert(
    fc.property(symbols, (drawn) => {
      const number = receiptNumber(drawn)
      expect(number).toMatch(/^.{4}-.{4}-.{4}$/)
      expect(readReceipt(number)).toBe(number)
      expect(readReceipt(number.toLowerCase().replaceAll('-', ' '))).toBe(number)
    }),
  )
  const drawn = receiptNumber(randomSymbols(12))
  expect(readReceipt(drawn)).toBe(drawn)
})

it('reads from any text either nothing or a number of its own shape', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(0x10ffff)).map((points) => String.fromCodePoint(...points)),
      (typed) => {
        const read = readReceipt(typed)
        expect(read === undefined || /^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$/.test(read)).toBe(true)
      },
    ),
  )
})

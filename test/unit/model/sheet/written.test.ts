import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dayOfSerial, numberAsWritten, showsDate, unescaped } from '#model/sheet/written.ts'

it.each([
  ['202606', '202606'],
  ['202606.0', '202606'],
  ['2.6110108990001E13', '26110108990001'],
  ['1.9900000011E+10', '19900000011'],
  ['007', '7'],
  ['0', '0'],
  ['-0', '0'],
  ['-12.50', '-12.5'],
  ['90.699999999999989', '90.7'],
  ['1E-3', '0.001'],
  ['1.5E0', '1.5'],
  ['1.101002004070800E+17', '1.101002004070800E+17'],
  ['110101200407080000', '110101200407080000'],
  ['', ''],
  ['甲', '甲'],
])('writes the stored number %s as %s', (stored, written) => {
  expect(numberAsWritten(stored)).toBe(written)
})

it('writes every whole number of up to fifteen digits as it is, however it is stored', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (number) => {
      for (const stored of [String(number), `${number}.0`, number.toExponential()])
        expect(numberAsWritten(stored)).toBe(String(number))
    }),
  )
})

it.each([
  [0, false, '1899-12-31'],
  [1, false, '1900-01-01'],
  [59, false, '1900-02-28'],
  [61, false, '1900-03-01'],
  [46_203, false, '2026-06-30'],
  [46_203.99, false, '2026-06-30'],
  [44_741, true, '2026-06-30'],
  [0, true, '1904-01-01'],
  [2_958_465, false, '9999-12-31'],
])('counts day %d from its epoch (1904: %s)', (serial, from1904, day) => {
  expect(dayOfSerial(serial, from1904)).toBe(day)
})

it.each([-1, 2_958_466, Number.NaN, Number.POSITIVE_INFINITY])('knows no day %d', (serial) => {
  expect(dayOfSerial(serial, false)).toBeUndefined()
})

it.each([
  ['yyyymm', true],
  ['yyyy"年"m"月"', true],
  ['[$-804]yyyy/m/d', true],
  ['m/d', true],
  ['h:mm', false],
  ['[h]:mm:ss', false],
  ['mm:ss', false],
  ['[mm]', false],
  ['yyyy-mm-dd hh:mm', true],
  ['General', false],
  ['0.00', false],
  ['"day" 0', false],
  ['[Red]0', false],
  ['0_d', false],
  ['@', false],
])('takes the format %s for one that shows a day: %s', (format, shows) => {
  expect(showsDate(format)).toBe(shows)
})

it('reads what a workbook writes for characters that XML cannot hold', () => {
  expect(unescaped('上_x000D__x000A_下_x005F_x000D_')).toBe('上\r\n下_x000D_')
})

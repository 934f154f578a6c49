import { expect, it } from 'vitest'
import { readIdentityNumber } from '#model/roster/identity-number.ts'

it.each([
  ['11010519491231002X', '19491231', '2'],
  ['11010519491231002x', '19491231', '2'],
  ['440524188001010014', '', ''],
  ['110100200403040013', '20040304', '1'],
])('reads %s', (number, birth, sexCode) => {
  const read = readIdentityNumber(number)
  // a birth in 1880 is well formed and impossible
  if (birth === '') expect(read.ok).toBe(false)
  else expect(read).toMatchObject({ ok: true, value: number.toUpperCase(), birth, sexCode })
})

it.each([
  ['the wrong check digit', '110105194912310021'],
  ['an X in the middle', '1101051949X231002X'],
  ['17 characters', '11010519491231002'],
  ['19 characters', '11010519491231002XX'],
  ['15 digits of before 1999', '110105491231002'],
  ['30 February', '110105200402300012'],
  ['month 13', '110105200413010012'],
  ['a prefix of no province', '990105194912310020'.replace('99', '00')],
  ['scientific notation', '1.10105E+17'],
  ['nothing', ''],
])('refuses %s', (_, number) => {
  expect(readIdentityNumber(number).ok).toBe(false)
})

const withCheck = (seventeen: string) =>
  [...'0123456789X'].map((check) => readIdentityNumber(seventeen + check)).some(({ ok }) => ok)

it('accepts 29 February of a leap year only', () => {
  expect(withCheck('11010520040229001')).toBe(true)
  expect(withCheck('11010520050229001')).toBe(false)
})

it.each([
  ['110105200402300000', 'identity_number.birth'],
  ['110105200402280000', 'identity_number.cut'],
  ['110105200402280001', 'identity_number.check'],
])('says what is seen of %s', (number, because) => {
  expect(readIdentityNumber(number)).toMatchObject({ ok: false, fault: { because } })
})

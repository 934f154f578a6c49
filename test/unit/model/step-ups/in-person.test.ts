import { expect, it } from 'vitest'
import {
  boundNumber,
  foldDigits,
  idNumberEnd,
  isExamNumber,
  isNumber,
  numberFrom,
  officerOf,
} from '#model/in-person.ts'

it.each([
  [0, '000000'],
  [7, '000007'],
  [999_999, '999999'],
  [1_000_000, '000000'],
  [4_293_999_999, '999999'],
  [4_294_000_000, undefined],
  [2 ** 32 - 1, undefined],
])('makes of the word %d the number %s', (word, number) => {
  expect(numberFrom(word)).toBe(number)
})

it.each([
  [null, 'a', 'first'],
  ['a', 'b', 'second'],
  ['a', 'a', undefined],
  ['a', 'added by a', undefined],
  ['added by a', 'a', undefined],
  ['added by a', 'b', 'second'],
  ['a', 'nobody', undefined],
])('takes, after %s, the officer %s as %s', (first, staffId, officer) => {
  const grant = (id: string, addedBy: string | null = null) => ({ id, issuer: 'idp', subject: id, addedBy })
  const grants = [grant('a'), grant('b'), grant('added by a', 'a')]
  expect(officerOf(first, staffId, grants)).toBe(officer)
})

it('binds a number to its request, entry and session', () => {
  const request = { id: 'r', rosterEntryId: 'e', sessionHash: 's' }
  const others = [
    boundNumber({ ...request, id: 'x' }, '123456'),
    boundNumber({ ...request, rosterEntryId: 'x' }, '123456'),
    boundNumber({ ...request, sessionHash: 'x' }, '123456'),
    boundNumber(request, '123457'),
  ]
  expect(new Set([boundNumber(request, '123456'), ...others]).size).toBe(5)
})

it('folds digits as people type them, and takes nothing else for them', () => {
  expect(foldDigits(' １２３ 456\u3000')).toBe('123456')
  expect(foldDigits('2211-0108-1500-01')).toBe('22110108150001')
  expect(['123456', '000000'].every(isNumber)).toBe(true)
  expect(['12345', '1234567', '12345a', '', '١٢٣٤٥٦'].some(isNumber)).toBe(false)
  expect(['22110108150001', '221101081500012'].every(isExamNumber)).toBe(true)
  expect(['2211010815000', '2211010815000123', '2211010815000x'].some(isExamNumber)).toBe(false)
})

it('shows the end of an identity number only', () => {
  expect(idNumberEnd('11010020040202001X')).toBe('001X')
})

import { expect, it } from 'vitest'
import { codeAlphabet, foldCode, groupCode, parseCode } from '#model/codes/codes.ts'
import { makeCode, randomSymbols } from '../../../../functions/proof/make-code.ts'

it.each([
  '2310001eq86v47b',
  ' 23 10001 EQ86 V47B ',
  '23-10001-EQ86-V47B',
  '２３１０００１ＥＱ８６Ｖ４７Ｂ',
  '2310001—EQ86–V47B',
  '核验编号：2310001EQ86V47B',
  '编号 2310001 EQ86 V47B',
  '\u200e2310001\u2060EQ86\u200bV47B\ufeff',
])('folds %s to the code of the guide', (typed) => {
  expect(parseCode(foldCode(typed))).toEqual({
    kind: 'verification',
    cohort: 2023,
    schoolCode: '10001',
    code: '2310001EQ86V47B',
  })
})

it('tells a transfer code by its letter', () => {
  expect(parseCode('Z2610001EQ86V47B')).toMatchObject({ kind: 'transfer', cohort: 2026 })
})

it.each([
  '',
  '2310001',
  '2310001EQ86V47',
  '2310001EQ86V47BB',
  '2310001EQ86V4IB',
  '23100O1EQ86V47B',
  '2310001EQ86V40B',
])('sees no code in "%s"', (text) => {
  expect(parseCode(foldCode(text))).toBeUndefined()
})

it('groups for the eye and loses nothing', () => {
  expect(groupCode('2610001EQ86V47B')).toEqual(['26', '10001', 'EQ86', 'V47B'])
  expect(groupCode('Z2610001EQ86V47B').join('')).toBe('Z2610001EQ86V47B')
})

it('makes codes of its own shape', () => {
  expect(parseCode(makeCode(2026, '10558'))).toMatchObject({
    cohort: 2026,
    schoolCode: '10558',
    kind: 'verification',
  })
})

it('draws every symbol about equally often', () => {
  const counts = new Map<string, number>()
  const drawn = randomSymbols(31_000)
  for (const symbol of drawn) counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
  expect([...counts.keys()].toSorted().join('')).toBe(codeAlphabet)
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(200)
})

import { expect, it } from 'vitest'
import { foldName, hasLostCharacter } from '#model/roster/names.ts'

it.each([
  '阿依古丽·麦麦提',
  '阿依古丽•麦麦提',
  '阿依古丽‧麦麦提',
  '阿依古丽・麦麦提',
  '阿依古丽．麦麦提',
  ' 阿依古丽 · 麦麦提\u3000',
])('compares %s as one name', (written) => {
  expect(foldName(written)).toBe('阿依古丽\u00b7麦麦提')
})

it('keeps rare characters and composes decomposed ones', () => {
  expect(foldName('王𬭚')).toBe('王𬭚')
  expect(foldName('Jose\u0301')).toBe('José')
})

it('tells different names apart', () => {
  expect(foldName('李雷')).not.toBe(foldName('李蕾'))
})

it.each(['王??', '王？', '王\ufffd'])('sees the lost character in %s', (name) => {
  expect(hasLostCharacter(name)).toBe(true)
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { foldName, hasLostCharacter } from '#model/roster/names.ts'

it.each([
  '阿依古丽·麦麦提',
  '阿依古丽•麦麦提',
  '阿依古丽‧麦麦提',
  '阿依古丽・麦麦提',
  '阿依古丽．麦麦提',
  ' 阿依古丽 · 麦麦提\u3000',
  '阿依古丽.麦麦提',
  '阿依古丽\uff65麦麦提',
  '阿依古丽\u200b·\u2060麦麦提\u200e',
  '姓名：阿依古丽·麦麦提',
  '学籍姓名: 阿依古丽·麦麦提',
])('compares %s as one name', (written) => {
  expect(foldName(written)).toBe('阿依古丽\u00b7麦麦提')
})

it('keeps rare characters and composes decomposed ones', () => {
  expect(foldName('王𬭚')).toBe('王𬭚')
  expect(foldName('Jose\u0301')).toBe('José')
})

it.each([
  ['⽅⽂⽯', '方文石'],
  ['⻰飞', '龙飞'],
  ['陈\ue863', '陈䶮'],
  ['陈\ue816', '陈𠂇'],
  ['\ufa1e', '羽'],
  ['ＪＯＨＮ', 'JOHN'],
  ['葛\u{e0100}', '葛'],
  ['黄\ufe00', '黄'],
  ['ᠠ\u180bᠢ', 'ᠠᠢ'],
])('compares %s as %s', (written, name) => {
  expect(foldName(written)).toBe(name)
})

it('gives every private-use code point of GB 18030 a character, and every radical an ideograph or itself', () => {
  for (let code = 0xe815; code <= 0xe864; code += 1)
    expect(foldName(String.fromCodePoint(code))).toMatch(/^\p{Unified_Ideograph}$/u)
  for (let code = 0x2e81; code <= 0x2ef3; code += 1)
    if (code !== 0x2e9a) expect(foldName(String.fromCodePoint(code))).toMatch(/^\p{Script=Han}$/u)
})

it('changes nothing that is folded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldName(foldName(text))).toBe(foldName(text))
    }),
  )
})

it('tells different names apart', () => {
  expect(foldName('李雷')).not.toBe(foldName('李蕾'))
})

it.each(['王??', '王？', '王\ufffd'])('sees the lost character in %s', (name) => {
  expect(hasLostCharacter(name)).toBe(true)
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeAlphabet, groupCode } from '#model/codes/codes.ts'
import { holdsToken, readCode, tokenIn } from '#model/codes/typed-code.ts'

const token = 'eyJhbGciOiJFUzI1NiJ9.eyJyIjoiQSJ9.c2ln-bmF0_dXJl'

/** Any text, with NUL, halves of surrogate pairs and whatever else. */
const someText = fc.array(fc.nat(0x10ffff)).map((points) => String.fromCodePoint(...points))

describe('a token', () => {
  it.each([
    [token, token],
    [`https://example.cn/v#${token}`, token],
    [`https://example.cn/v/?a=b#${token}`, token],
    [`#${token}`, token],
    [`##${token}`, token],
    ['a.b.c', 'a.b.c'],
  ])('is found in %s', (typed, found) => {
    expect(tokenIn(typed)).toBe(found)
    expect(holdsToken(typed)).toBe(true)
  })

  it.each([
    '',
    '2610001EQ86V47B',
    'a.b',
    'a.b.c.d',
    'a..c',
    '.b.c',
    'a.b.',
    `${token}=`,
    `${token} `,
    `${token}\n`,
    ` ${token}`,
    `https://example.cn/v/${token}`,
    `https://example.cn/v#${token}#`,
    `https://example.cn/v#t=${token}`,
    'ａ.ｂ.ｃ',
  ])('is not in %j', (typed) => {
    expect(tokenIn(typed)).toBeUndefined()
    expect(holdsToken(typed)).toBe(false)
  })
})

describe('a code', () => {
  it.each([
    ['2610001EQ86V47B', 'verification', '2610001EQ86V47B'],
    [' 26 10001 eq86 v47b ', 'verification', '2610001EQ86V47B'],
    ['Z2610001EQ86V47B', 'transfer', 'Z2610001EQ86V47B'],
    ['z26-10001-eq86-v47b', 'transfer', 'Z2610001EQ86V47B'],
    ['https://example.cn/verify/archive/#Z2610001EQ86V47B', 'transfer', 'Z2610001EQ86V47B'],
    ['https://example.cn/a#b#2610001EQ86V47B', 'verification', '2610001EQ86V47B'],
    ['#2610001EQ86V47B', 'verification', '2610001EQ86V47B'],
  ])('is read from %s', (typed, kind, code) => {
    expect(readCode(typed)).toEqual({ kind, code, cohort: 2026, schoolCode: '10001' })
  })

  it.each([
    '',
    '#',
    '2610001EQ86V47B#',
    'https://example.cn/2610001EQ86V47B',
    `https://example.cn/v#${token}`,
    token,
  ])('is not read from %j', (typed) => {
    expect(readCode(typed)).toBeUndefined()
  })

  it('is read however it is grouped, and with whatever address stands before it', () => {
    const someCode = fc
      .tuple(
        fc.constantFrom('', 'Z'),
        fc.stringMatching(/^\d{7}$/),
        fc.array(fc.constantFrom(...codeAlphabet), { minLength: 8, maxLength: 8 }),
      )
      .map(([letter, digits, symbols]) => `${letter}${digits}${symbols.join('')}`)
    const someAddress = fc.constantFrom('', 'https://example.cn/v/', 'https://example.cn/a?b=c', 'x#y')
    const gap = fc.constantFrom('', ' ', '-', '—', '　', '\u200b')
    fc.assert(
      fc.property(someCode, gap, someAddress, (code, between, address) => {
        const grouped = groupCode(code).join(between).toLowerCase()
        expect(readCode(grouped)?.code).toBe(code)
        expect(readCode(`${address}#${grouped}`)?.code).toBe(code)
        expect(tokenIn(grouped)).toBeUndefined()
      }),
    )
  })

  it('never throws, and is never both a code and a token', () => {
    fc.assert(
      fc.property(someText, (typed) => {
        expect(readCode(typed) !== undefined && holdsToken(typed)).toBe(false)
      }),
    )
  })
})

import { expect, it } from 'vitest'
import { haveOneKidTwice, kidOf, promoted, removed } from '#model/proof/signing-keys.ts'

const a = `aaaaaaaa${'1'.repeat(35)}`
const b = `bbbbbbbb${'1'.repeat(35)}`
const c = `cccccccc${'1'.repeat(35)}`

it('names a key in tokens by the first 8 letters of its thumbprint', () => {
  expect(kidOf(a)).toBe('aaaaaaaa')
})

it.each<[string, string[], boolean]>([
  ['different keys', [a, b, c], false],
  ['the same key twice', [a, b, a], true],
  ['two keys that begin alike', [a, `aaaaaaaa${'2'.repeat(35)}`], true],
  ['two keys that differ in the 8th letter', [a, `aaaaaaab${'1'.repeat(35)}`], false],
])('tells whether kids could be mixed up: %s', (_, thumbprints, expected) => {
  expect(haveOneKidTwice(thumbprints)).toBe(expected)
})

it.each<[string, string, ReturnType<typeof promoted>]>([
  ['the whole thumbprint', c, [2, 0, 1]],
  ['its first 8 letters', 'bbbbbbbb', [1, 0, 2]],
  ['the key that signs already', a, [0, 1, 2]],
  ['fewer than 8 letters', 'bbbbbbb', 'unknown'],
  ['no letters', '', 'unknown'],
  ['a key that is not there', 'dddddddd', 'unknown'],
  ['a thumbprint with more behind it', `${a}1`, 'unknown'],
])('promotes by %s', (_, kid, expected) => {
  expect(promoted([a, b, c], kid)).toEqual(expected)
})

it('removes any key but the last', () => {
  expect(removed([a, b, c], b)).toEqual([0, 2])
  expect(removed([a, b, c], a)).toEqual([1, 2])
  expect(removed([a, b], 'dddddddd')).toBe('unknown')
  expect(removed([a], a)).toBe('last')
  expect(removed([a], b)).toBe('unknown')
})

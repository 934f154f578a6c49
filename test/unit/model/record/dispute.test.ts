import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countCharacters,
  type DisputeClaims,
  explanationLimit,
  faultsOf,
  isContact,
} from '#model/record/dispute.ts'

it.each([
  ['', 0],
  ['abc', 3],
  ['单位名称', 4],
  ['𠮷野家', 3],
  ['👍🏽', 2],
])('counts %j as %d characters', (text, count) => {
  expect(countCharacters(text)).toBe(count)
})

describe('a contact', () => {
  it.each([
    '13900000000',
    '19900000001',
    ' 13900000000 ',
    '+8613900000000',
    '+86 13900000000',
    '86-13900000000',
    '010-62750000',
    '01062750000',
    '(010)62750000',
    '(0755) 2675000',
    '0755-26750000',
    '0755-26750000-8001',
    '0755-26750000转8001',
    'someone@example.com',
    'a.b+c@学校.中国',
    `${'a'.repeat(88)}@example.com`,
  ])('is %s', (text) => {
    expect(isContact(text)).toBe(true)
  })

  it.each([
    '',
    ' ',
    '12345',
    '12900000000',
    '1390000000',
    '139000000000',
    '+1 13900000000',
    '62750000',
    '010-12345678',
    '010-627500',
    '010-627500001',
    '0101234-62750000',
    '010-62750000转',
    '010-62750000转1234567',
    '(010-62750000',
    'someone@example',
    'someone@example.c',
    'some one@example.com',
    'a@b@example.com',
    '@example.com',
    '13900000000\n13900000001',
    '打我电话 13900000000',
    `${'a'.repeat(89)}@example.com`,
  ])('is not %j', (text) => {
    expect(isContact(text)).toBe(false)
  })

  it('has at most 100 characters, whatever they are, and answers at once to any text', () => {
    expect(`${'a'.repeat(88)}@example.com`).toHaveLength(100)
    fc.assert(
      fc.property(fc.string({ minLength: 101, maxLength: 5000 }), (text) => {
        expect(isContact(text)).toBe(false)
      }),
    )
  })

  it('is any mobile number that could be given out', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 9 }),
        fc.integer({ min: 0, max: 999_999_999 }),
        (second, rest) => {
          expect(isContact(`1${second}${String(rest).padStart(9, '0')}`)).toBe(true)
        },
      ),
    )
  })
})

const said = { explanation: '应为乙公司' }
const claims: DisputeClaims = {
  destination: { kind: 'wrong', ...said },
  archive: null,
  hukou: null,
  contact: '13900000000',
}
const fieldsOf = (given: Partial<DisputeClaims>) =>
  faultsOf({ ...claims, ...given }).map(({ field }) => field)

describe('a dispute', () => {
  it.each<[string, Partial<DisputeClaims>, string[]]>([
    ['with one claim is sound', {}, []],
    ['of the archive alone is sound', { destination: null, archive: said }, []],
    ['of the hukou alone is sound', { destination: null, hukou: said }, []],
    ['of everything is sound', { archive: said, hukou: said }, []],
    ['of nothing is not', { destination: null }, ['kinds']],
    [
      'without an explanation of the destination is not',
      { destination: { kind: 'changed', explanation: '' } },
      ['destination.explanation'],
    ],
    [
      'with white space for an explanation is not',
      { destination: { kind: 'changed', explanation: ' \n\t ' } },
      ['destination.explanation'],
    ],
    [
      'may leave archive and hukou unexplained',
      { archive: { explanation: '' }, hukou: { explanation: ' \n\t ' } },
      [],
    ],
    ['with 500 characters is sound', { archive: { explanation: '字'.repeat(500) } }, []],
    ['with 501 characters is not', { archive: { explanation: '字'.repeat(501) } }, ['archive.explanation']],
    ['with 500 characters of two units each is sound', { hukou: { explanation: '𠮷'.repeat(500) } }, []],
    [
      'with white space around 500 characters is sound',
      { hukou: { explanation: ` ${'字'.repeat(500)}\n` } },
      [],
    ],
    ['without a contact is not', { contact: '' }, ['contact']],
    [
      'names all that is wrong, in the order of the form',
      {
        destination: { kind: 'wrong', explanation: '' },
        archive: { explanation: '' },
        hukou: { explanation: '字'.repeat(501) },
        contact: 'x',
      },
      ['destination.explanation', 'hukou.explanation', 'contact'],
    ],
    [
      'of nothing and without a contact has both faults',
      { destination: null, contact: '' },
      ['kinds', 'contact'],
    ],
  ])('%s', (_, given, fields) => {
    expect(fieldsOf(given)).toEqual(fields)
  })

  it('says another thing of a missing explanation than of a long one', () => {
    const faultOf = (explanation: string) =>
      faultsOf({ ...claims, destination: { kind: 'wrong', explanation } })[0]
    expect(faultOf('')).toMatchObject({ because: 'explanation.missing' })
    expect(faultOf('字'.repeat(501))).toMatchObject({
      because: 'explanation.too_long',
      max: explanationLimit,
    })
  })

  it('never repeats what was typed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{12,20}$/), (typed) => {
        const faults = faultsOf({
          destination: null,
          archive: { explanation: typed.repeat(50) },
          hukou: null,
          contact: typed,
        })
        expect(faults).toHaveLength(2)
        expect(JSON.stringify(faults)).not.toContain(typed)
      }),
    )
  })
})

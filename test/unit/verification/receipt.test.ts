import { expect, it } from 'vitest'
import {
  countingAnswer,
  type GivenAs,
  isReason,
  type Receipt,
  receiptDecision,
} from '#model/transfer/receipt.ts'

it.each(['', '  ', '\n', '退'.repeat(501)])('takes no reason of %j', (text) => {
  expect(isReason(text)).toBe(false)
})

it.each(['单位地址有误', '退'.repeat(500), '𠮷'.repeat(500), ` ${'退'.repeat(500)} `])(
  'takes a reason of up to 500 characters (case %#)',
  (text) => {
    expect(isReason(text)).toBe(true)
  },
)

type Given = Receipt & { givenAs: GivenAs }
const received: Given = { outcome: 'received', reason: '', givenAs: 'claim' }
const returned: Given = { outcome: 'returned', reason: '地址有误', givenAs: 'claim' }
const ofUnit = (given: Given): Given => ({ ...given, givenAs: 'unit' })
const allowed = { allowed: true, repeated: false } as const
const refused = { allowed: false, because: 'receipt.answered' } as const

it.each([
  ['a first answer', undefined, received, { allowed: true, repeated: false }],
  ['the same answer again', received, received, { allowed: true, repeated: true }],
  ['the same reason again', returned, { ...returned }, { allowed: true, repeated: true }],
  ['the other answer', received, returned, { allowed: false, because: 'receipt.answered' }],
  ['the unit’s other answer after a claim', received, ofUnit(returned), allowed],
  ['the unit’s same answer after a claim', received, ofUnit(received), allowed],
  ['the unit’s answer again', ofUnit(received), ofUnit(received), { allowed: true, repeated: true }],
  ['another answer of a unit', ofUnit(received), ofUnit(returned), refused],
  ['a claim after the unit’s answer', ofUnit(received), returned, refused],
  ['a claim of the same after it', ofUnit(received), received, refused],
  [
    'another reason',
    returned,
    { ...returned, reason: '非本单位' },
    { allowed: false, because: 'receipt.answered' },
  ],
] as const)('judges %s', (_, earlier, given, decision) => {
  expect(receiptDecision(earlier, given)).toEqual(decision)
})

it('counts the unit’s answer before a claim, and none that was set aside', () => {
  const claim = { givenAs: 'claim' as const, setAsideAt: null }
  const unit = { givenAs: 'unit' as const, setAsideAt: null }
  const gone = { ...unit, setAsideAt: 5 }
  expect(countingAnswer([])).toBeUndefined()
  expect(countingAnswer([gone, { ...claim, setAsideAt: 5 }])).toBeUndefined()
  expect(countingAnswer([claim])).toBe(claim)
  expect(countingAnswer([gone, claim])).toBe(claim)
  for (const answers of [
    [claim, unit],
    [unit, claim],
    [gone, claim, unit],
  ])
    expect(countingAnswer(answers)).toBe(unit)
})

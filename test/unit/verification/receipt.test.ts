import { expect, it } from 'vitest'
import { isReason, type Receipt, receiptDecision } from '#model/transfer/receipt.ts'

it.each(['', '  ', '\n', '退'.repeat(501)])('takes no reason of %j', (text) => {
  expect(isReason(text)).toBe(false)
})

it.each(['单位地址有误', '退'.repeat(500), '𠮷'.repeat(500), ` ${'退'.repeat(500)} `])(
  'takes a reason of up to 500 characters (case %#)',
  (text) => {
    expect(isReason(text)).toBe(true)
  },
)

const received: Receipt = { outcome: 'received', reason: '' }
const returned: Receipt = { outcome: 'returned', reason: '地址有误' }

it.each([
  ['a first answer', undefined, received, { allowed: true, repeated: false }],
  ['the same answer again', received, received, { allowed: true, repeated: true }],
  ['the same reason again', returned, { ...returned }, { allowed: true, repeated: true }],
  ['the other answer', received, returned, { allowed: false, because: 'receipt.answered' }],
  [
    'another reason',
    returned,
    { ...returned, reason: '非本单位' },
    { allowed: false, because: 'receipt.answered' },
  ],
] as const)('judges %s', (_, earlier, given, decision) => {
  expect(receiptDecision(earlier, given)).toEqual(decision)
})

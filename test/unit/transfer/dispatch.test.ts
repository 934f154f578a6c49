import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DispatchEntry,
  entryFaults,
  foldTrackingNumber,
  sentOnFault,
  trackingNumberFault,
} from '#model/transfer/dispatch-entry.ts'
import {
  type CurrentDispatch,
  dispatchStateOf,
  mayEnter,
  methodOf,
  notSentBecause,
  unsendable,
} from '#model/transfer/dispatch.ts'

import { holdOf } from '#model/roster/completion.ts'

const now = Date.parse('2026-07-08T16:00:00Z') // the first moment of 9 July in Shanghai
const sendable = { archiveTransferType: '托管单位接收', completionCode: '1' }
const current = (given: Partial<CurrentDispatch> = {}): CurrentDispatch => ({
  version: 3,
  method: 'ems',
  trackingNumber: 'EA123456789CN',
  sentOn: '2026-07-01',
  outcome: null,
  ...given,
})

describe('refuses', () => {
  it.each<[DispatchEntry['method'], string]>([
    ['ems', ''],
    ['confidential', ''],
    ['ems', '1234'],
    ['ems', '-12345'],
    ['courier', '1234'],
    ['ems', 'EA123456789中国'],
    ['ems', 'EA_12345'],
    ['ems', "=HYPERLINK('x')"],
    ['ems', 'A'.repeat(31)],
    ['ems', 'ea123456789cn'],
  ])('by %s the number %j', (method, trackingNumber) => {
    expect(trackingNumberFault({ method, trackingNumber })).toBeDefined()
  })

  it.each([
    '',
    '2026-7-8',
    '2026-02-29',
    '2026-06-31',
    '20260708',
    '2026-07-10',
    '2025-08-31',
    '0000-00-00',
    '2026-07-08T00:00:00Z',
  ])('the day %j', (sentOn) => {
    expect(sentOnFault(sentOn, now, 2026)).toBeDefined()
  })

  it.each<[string, string, 'no_archive' | 'not_needed' | 'on_hold']>([
    ['', '1', 'no_archive'],
    ['保留原校', '1', 'not_needed'],
    ['无需转递', '', 'not_needed'],
    ['托管单位接收', '3', 'on_hold'],
    ['托管单位接收', '4', 'on_hold'],
    ['', '6', 'on_hold'],
  ])('to send an archive %j of completion %j', (archiveTransferType, completionCode, because) => {
    const facts = { archiveTransferType, completionCode }
    expect(notSentBecause(facts)).toBe(because)
    expect(mayEnter(facts, undefined, null, false)).toEqual({ allowed: false, because })
    const returned = current({ outcome: 'returned' })
    expect(mayEnter(facts, returned, 3, false)).toEqual({ allowed: false, because })
    expect(mayEnter(facts, current({ outcome: 'received' }), 3, true)).toEqual({ allowed: false, because })
    // what has left has left: it can be corrected
    expect(mayEnter(facts, current(), 3, false)).toEqual({ allowed: true, act: 'corrected' })
  })

  it.each([
    [undefined, 1],
    [current(), null],
    [current(), 2],
    [current({ outcome: 'returned' }), 2],
    [current({ outcome: 'received' }), 4],
  ])('what was not seen: %j against version %j', (known, seen) => {
    expect(mayEnter(sendable, known, seen, true)).toEqual({ allowed: false, because: 'changed' })
  })

  it('to send a file again that the unit has, unless that is said', () => {
    const received = current({ outcome: 'received' })
    expect(mayEnter(sendable, received, 3, false)).toEqual({ allowed: false, because: 'received' })
    expect(mayEnter(sendable, received, 3, true)).toEqual({ allowed: true, act: 'reopened' })
  })
})

it.each<[DispatchEntry['method'], string]>([
  ['ems', 'EA123456789CN'],
  ['confidential', '12345'],
  ['confidential', '2026-JY-00017'],
  ['courier', ''],
  ['courier', 'SF1234567890123'],
  ['ems', `A${'1'.repeat(29)}`],
])('takes by %s the number %j', (method, trackingNumber) => {
  expect(trackingNumberFault({ method, trackingNumber })).toBeUndefined()
})

it.each(['2026-07-09', '2026-07-08', '2025-09-01', '2026-02-28'])('takes the day %j', (sentOn) => {
  expect(sentOnFault(sentOn, now, 2026)).toBeUndefined()
})

it('takes 29 February of a leap year, and any past day where the cohort is not known', () => {
  expect(sentOnFault('2028-02-29', Date.parse('2028-03-01T00:00:00Z'), 2028)).toBeUndefined()
  expect(sentOnFault('2019-01-01', now)).toBeUndefined()
})

it.each([
  ['ＥＡ１２３４５６７８９ＣＮ', 'EA123456789CN'],
  [' ea 123 456 789 cn ', 'EA123456789CN'],
  ['2026－JY—17', '2026-JY-17'],
])('reads the number %j as %j', (typed, number) => {
  expect(foldTrackingNumber(typed)).toBe(number)
})

it('says everything that is wrong with an entry', () => {
  expect(
    entryFaults({ method: 'ems', trackingNumber: '', sentOn: 'x' }, now, 2026).map(({ field }) => field),
  ).toEqual(['trackingNumber', 'sentOn'])
})

it.each([
  ['机要', 'confidential'],
  [' 机 要 ', 'confidential'],
  ['ＥＭＳ', 'ems'],
  ['ems', 'ems'],
  ['邮政特快专递', 'ems'],
  ['专人', 'courier'],
  ['顺丰', undefined],
  ['自带', undefined],
])('reads the method %j as %j', (written, method) => {
  expect(methodOf(written)).toBe(method)
})

it.each<[CurrentDispatch | undefined, string]>([
  [undefined, 'sent'],
  [current(), 'corrected'],
  [current({ outcome: 'returned' }), 'sent_again'],
  [current({ outcome: 'received', method: '' }), 'completed'],
  [current({ outcome: 'returned', method: '' }), 'sent_again'],
])('enters over %j as %s', (known, act) => {
  expect(mayEnter(sendable, known, known?.version ?? null, false)).toEqual({ allowed: true, act })
})

it('says 未寄出 only of what can be sent, and of what was sent always what became of it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('', '保留原校', '无需转递', '托管单位接收', '转回生源地'),
      fc.constantFrom('', '1', '2', '3', '4', '5', '6'),
      fc.constantFrom(undefined, null, 'received' as const, 'returned' as const),
      (archiveTransferType, completionCode, outcome) => {
        const facts = { archiveTransferType, completionCode }
        const state = dispatchStateOf(facts, outcome === undefined ? undefined : { outcome })
        if (outcome !== undefined) expect(state).toBe(outcome ?? 'sent')
        else expect(state === 'unsent').toBe(notSentBecause(facts) === undefined)
        const stops = unsendable.includes(archiveTransferType) || holdOf(completionCode) !== undefined
        expect(notSentBecause(facts) !== undefined).toBe(stops)
      },
    ),
  )
})

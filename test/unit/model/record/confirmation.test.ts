import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  confirmationStateOf,
  factsOf,
  mayConfirm,
  mayDispute,
  type StandingFacts,
  wantsArchiveFirst,
} from '#model/record/confirmation.ts'

const good: StandingFacts = {
  basicInfoChecked: true,
  onHold: false,
  record: { version: 3, archiveTransferType: '托管单位接收' },
  confirmed: false,
  disputed: false,
}
const withoutArchive = { ...good, record: { version: 3, archiveTransferType: '' } }
const asksArchive = { archiveBeforeConfirmation: true }
const asksNothing = { archiveBeforeConfirmation: false }

const someFacts: fc.Arbitrary<StandingFacts> = fc.record({
  basicInfoChecked: fc.boolean(),
  onHold: fc.boolean(),
  record: fc.option(
    fc.record({
      version: fc.integer({ min: 1, max: 3 }),
      archiveTransferType: fc.constantFrom('', '托管单位接收'),
    }),
    { nil: undefined },
  ),
  confirmed: fc.boolean(),
  disputed: fc.boolean(),
})
const someProvince = fc.record({ archiveBeforeConfirmation: fc.boolean() })

describe('of what the rows say', () => {
  const rows = {
    entry: { basicInfoCheckedAt: 1, completionCode: '' },
    record: { id: 'current', version: 3, archiveTransferType: '托管单位接收' },
    confirmation: undefined,
    dispute: undefined,
  }

  it.each<[string, Partial<Parameters<typeof factsOf>[0]>, Partial<StandingFacts>]>([
    ['nothing confirmed', {}, { confirmed: false, disputed: false, basicInfoChecked: true, onHold: false }],
    ['the current version confirmed', { confirmation: { recordId: 'current' } }, { confirmed: true }],
    ['an earlier version confirmed', { confirmation: { recordId: 'earlier' } }, { confirmed: false }],
    [
      'a confirmation without a record',
      { record: undefined, confirmation: { recordId: 'gone' } },
      { confirmed: false, record: undefined },
    ],
    ['no record at all', { record: undefined }, { confirmed: false, record: undefined }],
    ['an open dispute', { dispute: {} }, { disputed: true }],
    [
      'basic information nobody checked',
      { entry: { basicInfoCheckedAt: null, completionCode: '' } },
      { basicInfoChecked: false },
    ],
    [
      'basic information checked at the beginning of time',
      { entry: { basicInfoCheckedAt: 0, completionCode: '' } },
      { basicInfoChecked: true },
    ],
  ])('%s', (_, given, facts) => {
    expect(factsOf({ ...rows, ...given })).toMatchObject(facts)
  })

  it.each([
    ['', false],
    ['1', false],
    ['2', false],
    ['3', true],
    ['4', true],
    ['5', true],
    ['6', true],
  ])('毕业结论 %j holds the entry back: %s', (completionCode, onHold) => {
    expect(factsOf({ ...rows, entry: { basicInfoCheckedAt: 1, completionCode } }).onHold).toBe(onHold)
  })

  it('hands on the version and the archive type of the record', () => {
    expect(factsOf(rows).record).toMatchObject({ version: 3, archiveTransferType: '托管单位接收' })
  })
})

it.each<[Partial<StandingFacts>, string]>([
  [{}, 'unconfirmed'],
  [{ confirmed: true }, 'confirmed'],
  [{ disputed: true }, 'disputed'],
  [{ disputed: true, confirmed: true }, 'disputed'],
  [{ record: undefined }, 'unregistered'],
  [{ record: undefined, confirmed: true, disputed: true }, 'unregistered'],
])('shows %o as %s', (given, state) => {
  expect(confirmationStateOf({ ...good, ...given })).toBe(state)
})

it.each([
  [good, asksArchive, false],
  [withoutArchive, asksArchive, true],
  [withoutArchive, asksNothing, false],
  [{ ...good, record: undefined }, asksArchive, false],
] as const)(
  'asks for archive data first where the province does and none is there (case %#)',
  (facts, province, wants) => {
    expect(wantsArchiveFirst(facts, province)).toBe(wants)
  },
)

/** Each reason with the facts that alone bring it, the strongest first. */
const reasons: [string, Partial<StandingFacts>][] = [
  ['entry.on_hold', { onHold: true }],
  ['basic_info.unchecked', { basicInfoChecked: false }],
  ['record.missing', { record: undefined }],
  ['record.changed', { record: { version: 4, archiveTransferType: '' } }],
  ['dispute.open', { disputed: true }],
]

describe('a confirmation', () => {
  it('is allowed of the version that stands', () => {
    expect(mayConfirm(good, asksArchive, 3)).toEqual({ allowed: true })
    expect(mayConfirm(withoutArchive, asksNothing, 3)).toEqual({ allowed: true })
  })

  it.each([
    ...reasons,
    ['confirmation.exists', { confirmed: true }] as const,
    ['record.archive_first', { record: withoutArchive.record }] as const,
  ])('is refused with %s', (because, given) => {
    expect(mayConfirm({ ...good, ...given }, asksArchive, 3)).toEqual({ allowed: false, because })
  })

  it.each([2, 4, 0, -1])('of version %d of a record in version 3 is refused', (version) => {
    expect(mayConfirm(good, asksNothing, version)).toEqual({ allowed: false, because: 'record.changed' })
  })

  it('tells the strongest of several reasons', () => {
    const all = { ...good, onHold: true, basicInfoChecked: false, confirmed: true, disputed: true }
    expect(mayConfirm({ ...all, record: undefined }, asksArchive, 3)).toMatchObject({
      because: 'entry.on_hold',
    })
    expect(mayConfirm({ ...all, onHold: false, record: undefined }, asksArchive, 3)).toMatchObject({
      because: 'basic_info.unchecked',
    })
    const checked = { ...all, onHold: false, basicInfoChecked: true, record: withoutArchive.record }
    expect(mayConfirm(checked, asksArchive, 2)).toMatchObject({ because: 'record.changed' })
    expect(mayConfirm(checked, asksArchive, 3)).toMatchObject({ because: 'dispute.open' })
    expect(mayConfirm({ ...checked, disputed: false }, asksArchive, 3)).toMatchObject({
      because: 'confirmation.exists',
    })
  })

  it('is allowed of exactly what is checked, free, current, undisputed and not confirmed yet', () => {
    fc.assert(
      fc.property(someFacts, someProvince, fc.integer({ min: 1, max: 3 }), (facts, province, version) => {
        const sound =
          facts.basicInfoChecked &&
          !facts.onHold &&
          facts.record?.version === version &&
          !facts.disputed &&
          !facts.confirmed
        const archive = !province.archiveBeforeConfirmation || facts.record?.archiveTransferType !== ''
        expect(mayConfirm(facts, province, version).allowed).toBe(sound && archive)
      }),
    )
  })
})

describe('a dispute', () => {
  it('is allowed before and after confirming, with and without archive data', () => {
    for (const facts of [good, { ...good, confirmed: true }, withoutArchive])
      expect(mayDispute(facts, 3)).toEqual({ allowed: true })
  })

  it.each(reasons)('is refused with %s', (because, given) => {
    expect(mayDispute({ ...good, confirmed: true, ...given }, 3)).toEqual({ allowed: false, because })
  })

  it('is refused for the same first reason as a confirmation, but for having confirmed and for the archive', () => {
    fc.assert(
      fc.property(someFacts, fc.integer({ min: 1, max: 3 }), (facts, version) => {
        const confirming = mayConfirm({ ...facts, confirmed: false }, asksNothing, version)
        expect(mayDispute(facts, version)).toEqual(confirming)
      }),
    )
  })
})

import fc from 'fast-check'
import type { ReportKind } from '#model/report/kinds.ts'
import { describe, expect, it } from 'vitest'
import { type CardCode, cardOf, type SeenFacts } from '../../../functions/authorizations/decide-card.ts'
import { type CardFacts, closedBecause } from '#model/authorization/closed.ts'
import { RESUME_FOR } from '#model/authorization/resume.ts'
import { serviceEndsAt } from '#model/calendar/caps.ts'

const DAY = 86_400_000
const graduationMonth = '202606'
const end = serviceEndsAt(graduationMonth)
const now = end - 30 * DAY
const both: ReportKind[] = ['archive', 'hukou']

const good: SeenFacts = {
  sessionHash: 'session',
  confirmationId: 'confirmation',
  onHold: false,
  graduationMonth,
  hukouMovedIn: true,
  hukouReported: true,
  record: { archiveTransferType: '托管单位接收', hukouMigrationType: '迁回原籍' },
  confirmed: true,
}
const noHukou = { ...good, record: { archiveTransferType: '托管单位接收', hukouMigrationType: '' } }

const someFacts: fc.Arbitrary<CardFacts> = fc.record({
  onHold: fc.boolean(),
  graduationMonth: fc
    .tuple(fc.integer({ min: 2000, max: 2090 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, month]) => `${year}${String(month).padStart(2, '0')}`),
  hukouMovedIn: fc.constantFrom(true, false, null),
  hukouReported: fc.boolean(),
  record: fc.option(
    fc.record({
      archiveTransferType: fc.constantFrom('', '托管单位接收'),
      hukouMigrationType: fc.constantFrom('', '迁回原籍'),
    }),
    { nil: undefined },
  ),
  confirmed: fc.boolean(),
})

describe('a card is closed', () => {
  it.each<[string, ReportKind, CardFacts, number, string | null]>([
    ['not, with everything in order', 'archive', good, now, null],
    ['not, with a hukou block', 'hukou', good, now, null],
    ['not, in the last millisecond of the service', 'archive', good, end - 1, null],
    ['when the service ends', 'archive', good, end, 'service_ended'],
    ['when the service ends', 'hukou', good, end, 'service_ended'],
    ['while the school holds the entry', 'archive', { ...good, onHold: true }, now, 'on_hold'],
    ['without a record', 'archive', { ...good, record: undefined }, now, 'not_registered'],
    ['without a record', 'hukou', { ...good, record: undefined }, now, 'not_registered'],
    ['without a confirmation', 'archive', { ...good, confirmed: false }, now, 'unconfirmed'],
    ['without a confirmation', 'hukou', { ...good, confirmed: false }, now, 'unconfirmed'],
    ['not, for the archive without a hukou block', 'archive', noHukou, now, null],
    ['without a hukou block', 'hukou', noHukou, now, 'hukou_not_registered'],
    [
      'without a hukou block, where nobody says whether it moved',
      'hukou',
      { ...noHukou, hukouMovedIn: null },
      now,
      'hukou_not_registered',
    ],
    [
      'where the hukou never moved in',
      'hukou',
      { ...noHukou, hukouMovedIn: false },
      now,
      'hukou_never_moved_in',
    ],
    [
      'where the province reports none',
      'hukou',
      { ...noHukou, hukouReported: false },
      now,
      'hukou_not_reported_by_province',
    ],
    [
      'for the province first, then for what never moved',
      'hukou',
      { ...noHukou, hukouReported: false, hukouMovedIn: false },
      now,
      'hukou_not_reported_by_province',
    ],
    [
      'not, with a block, whatever the province and the roster say',
      'hukou',
      { ...good, hukouReported: false, hukouMovedIn: false },
      now,
      null,
    ],
    [
      'for what nobody can mend before what confirming would mend',
      'hukou',
      { ...noHukou, confirmed: false },
      now,
      'hukou_not_registered',
    ],
    [
      'for a hold before a missing record',
      'archive',
      { ...good, onHold: true, record: undefined },
      now,
      'on_hold',
    ],
    [
      'for the end of the service before everything',
      'hukou',
      { ...noHukou, onHold: true, record: undefined, confirmed: false },
      end,
      'service_ended',
    ],
  ])('%s: %s', (_, kind, facts, at, because) => {
    expect(closedBecause(kind, facts, at)).toBe(because)
  })

  it('from the end of the service on for that alone, and before it never for that', () => {
    fc.assert(
      fc.property(
        someFacts,
        fc.constantFrom(...both),
        fc.integer({ min: -400, max: 400 }),
        (facts, kind, days) => {
          const at = serviceEndsAt(facts.graduationMonth) + days * DAY
          expect(closedBecause(kind, facts, at) === 'service_ended').toBe(days >= 0)
        },
      ),
    )
  })

  it('never for the archive because of the hukou', () => {
    fc.assert(
      fc.property(someFacts, someFacts, (facts, other) => {
        const { hukouMovedIn, hukouReported } = other
        const before = serviceEndsAt(facts.graduationMonth) - 1
        const told = closedBecause('archive', facts, before)
        expect(told ?? 'open').not.toMatch(/hukou/)
        expect(closedBecause('archive', { ...facts, hukouMovedIn, hukouReported }, before)).toBe(told)
      }),
    )
  })

  it('for no reason only with a confirmed record that nobody holds back', () => {
    fc.assert(
      fc.property(someFacts, fc.constantFrom(...both), (facts, kind) => {
        const before = serviceEndsAt(facts.graduationMonth) - 1
        const block = kind === 'archive' || facts.record?.hukouMigrationType !== ''
        const open = facts.confirmed && facts.record !== undefined && !facts.onHold && block
        expect(closedBecause(kind, facts, before) === null).toBe(open)
      }),
    )
  })
})

const code: CardCode = {
  authorizationId: 'authorization',
  reportId: 'report',
  confirmationId: 'confirmation',
  code: '2610001EQ86V47B',
  validUntil: now + 10 * DAY,
  endedAt: null,
  endedBecause: null,
  endedBySession: null,
  supersededAt: null,
  supersededBecause: null,
}

describe('a card shows', () => {
  it('nothing to use before there was a code', () => {
    expect(cardOf('archive', good, undefined, 0, now)).toEqual({
      kind: 'archive',
      state: 'unset',
      open: true,
      closedBecause: null,
      code: null,
      validUntil: null,
      lastDay: null,
      authorizationId: null,
      reportPath: null,
      because: null,
      hasArchiveBlock: true,
      lookups: 0,
      endsSoon: false,
      resumableUntil: null,
    })
  })

  it('the newest code, its last day in Shanghai, its report and how often it was looked up', () => {
    // ends with 11 December in Shanghai, at 16:00 UTC of that day
    const validUntil = end - 20 * DAY
    expect(cardOf('hukou', good, { ...code, validUntil }, 7, now)).toEqual({
      kind: 'hukou',
      state: 'active',
      open: true,
      closedBecause: null,
      code: '2610001EQ86V47B',
      validUntil: '2026-12-11T16:00:00.000Z',
      lastDay: '2026-12-11',
      authorizationId: 'authorization',
      reportPath: '/reports/report',
      because: null,
      hasArchiveBlock: true,
      lookups: 7,
      endsSoon: false,
      resumableUntil: null,
    })
  })

  it.each<[string, Partial<CardCode>, string, string | null]>([
    ['a code in its last millisecond', { validUntil: now + 1 }, 'active', null],
    ['a code past its day', { validUntil: now }, 'expired', 'chosen_day'],
    ['a code the graduate ended', { endedAt: now, endedBecause: 'graduate' }, 'ended', 'graduate'],
    ['a frozen code', { endedAt: now, endedBecause: 'frozen' }, 'superseded', 'frozen'],
    [
      'a code of a changed record',
      { supersededAt: now, supersededBecause: 'record' },
      'superseded',
      'record',
    ],
  ])('%s as what it is, and why it is dead', (_, given, state, because) => {
    const card = cardOf('archive', good, { ...code, ...given }, 0, now)
    expect(card).toMatchObject({ state, code: code.code, because })
  })

  it('a changed record that is registered no longer as one that was voided', () => {
    const changed = { ...code, supersededAt: now, supersededBecause: 'record' as const }
    expect(cardOf('archive', { ...good, record: undefined }, changed, 0, now).because).toBe('voided')
  })

  it('the end of the service before every other reason', () => {
    const ended = { ...code, endedAt: now, endedBecause: 'graduate' as const }
    expect(cardOf('archive', good, ended, 0, end).because).toBe('cap')
  })

  it.each<[string, Partial<CardCode>, Partial<SeenFacts>, number, boolean]>([
    ['by its session, at once', {}, {}, 0, true],
    ['in the last millisecond of the ten minutes', {}, {}, RESUME_FOR - 1, true],
    ['not after them', {}, {}, RESUME_FOR, false],
    ['not by another session', { endedBySession: 'other' }, {}, 0, false],
    ['not what was frozen', { endedBecause: 'frozen' }, {}, 0, false],
    ['not past its day', { validUntil: now + 1 }, {}, 1, false],
    ['not without the confirmation it rests on', {}, { confirmed: false }, 0, false],
    ['not under a confirmation given since', {}, { confirmationId: 'another' }, 0, false],
    ['not while the school holds the entry back', {}, { onHold: true }, 0, false],
    ['not past the end of the service', {}, {}, end - now, false],
  ])('whether an ending can be taken back: %s', (_, given, facts, later, can) => {
    const ended = {
      ...code,
      validUntil: end,
      endedAt: now,
      endedBecause: 'graduate' as const,
      endedBySession: 'session',
      ...given,
    }
    const { resumableUntil } = cardOf('archive', { ...good, ...facts }, ended, 0, now + later)
    expect(resumableUntil).toBe(can ? new Date(now + RESUME_FOR).toISOString() : null)
  })

  it.each([
    [3 * DAY + 1, false],
    [3 * DAY, true],
    [1, true],
    [0, false],
  ])('that a live code ends soon in its last three days: %d ms before its end %s', (left, soon) => {
    expect(cardOf('archive', good, { ...code, validUntil: now + left }, 0, now).endsSoon).toBe(soon)
  })

  it('no ended code as one that ends soon', () => {
    const ended = { ...code, validUntil: now + DAY, endedAt: now, endedBecause: 'graduate' as const }
    expect(cardOf('archive', good, ended, 0, now).endsSoon).toBe(false)
  })

  it('what is closed together with a code that stays readable', () => {
    const held = { ...good, onHold: true }
    expect(cardOf('archive', held, code, 0, now)).toMatchObject({
      open: false,
      closedBecause: 'on_hold',
      state: 'active',
      code: code.code,
    })
    expect(cardOf('archive', good, code, 0, end)).toMatchObject({ open: false, state: 'service_ended' })
  })

  it.each([
    [undefined, false],
    [{ archiveTransferType: '', hukouMigrationType: '迁回原籍' }, false],
    [{ archiveTransferType: '转回生源地', hukouMigrationType: '' }, true],
  ])('whether there is an archive block: %o', (record, has) => {
    expect(cardOf('archive', { ...good, record }, undefined, 0, now).hasArchiveBlock).toBe(has)
  })
})

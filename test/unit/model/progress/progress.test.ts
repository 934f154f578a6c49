import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serviceEndsAt } from '#model/calendar/caps.ts'
import { type NextAct, nextActs } from '#model/progress/next-acts.ts'
import { type GraduateFacts, progressOf } from '#model/progress/progress.ts'
import { mayConfirm } from '#model/record/confirmation.ts'
import { openRegistrationStates, registrationKinds } from '#model/record/registration-states.ts'
import { kindNames } from '#model/report/kinds.ts'

const DAY = 86_400_000
const graduationMonth = '202606'
const cap = serviceEndsAt(graduationMonth)
const now = cap - 60 * DAY

const record = { version: 1, archiveTransferType: '托管单位接收', hukouMigrationType: '迁回原籍' }
const checked = { basicInfoChecked: true, onHold: false, record, confirmed: false, disputed: false }
const facts = (standing: Partial<GraduateFacts['standing']> = {}, more: Partial<GraduateFacts> = {}) => ({
  graduationMonth,
  hukouMovedIn: true,
  standing: { ...checked, ...standing },
  province: { archiveBeforeConfirmation: false, hukouReported: true },
  elsewhere: false,
  open: undefined,
  codes: {},
  ...more,
})
const confirmed = { confirmed: true }
const none = { record: undefined }
const open = (
  state: (typeof openRegistrationStates)[number],
  kind: (typeof registrationKinds)[number] = 'registration',
) => ({ open: { kind, state } })

const code = {
  validUntil: now + 10 * DAY,
  endedAt: null,
  endedBecause: null,
  supersededAt: null,
  supersededBecause: null,
}
const live = { codes: { archive: code } }
const expired = { codes: { archive: { ...code, validUntil: now } } }
const ended = { codes: { archive: { ...code, endedAt: now, endedBecause: 'graduate' as const } } }
const frozen = { codes: { hukou: { ...code, endedAt: now, endedBecause: 'frozen' as const } } }
const changed = { codes: { archive: { ...code, supersededAt: now, supersededBecause: 'record' as const } } }

type Case = [said: string, facts: GraduateFacts, act: NextAct, steps: string]
const cases: Case[] = [
  ['nothing checked', facts({ basicInfoChecked: false }), 'check_basic_info', 'next closed closed closed'],
  [
    'nothing checked, and on hold',
    facts({ basicInfoChecked: false, onHold: true }),
    'check_basic_info',
    'next closed closed closed',
  ],
  ['nothing registered', facts(none), 'register', 'done next closed closed'],
  ['a draft', facts(none, open('draft')), 'fill_draft', 'done next closed closed'],
  ['returned', facts(none, open('returned')), 'mend_returned', 'done next closed closed'],
  ['with the college', facts(none, open('college_review')), 'await_review', 'done next closed closed'],
  ['with the school', facts(none, open('school_review')), 'await_review', 'done next closed closed'],
  [
    'to register elsewhere',
    facts(none, { elsewhere: true }),
    'register_elsewhere',
    'done next closed closed',
  ],
  ['to confirm', facts(), 'confirm', 'done next closed closed'],
  [
    'without the archive data that its province asks for first',
    facts(
      { record: { ...record, archiveTransferType: '' } },
      { elsewhere: true, province: { archiveBeforeConfirmation: true, hukouReported: true } },
    ),
    'archive_first',
    'done next closed closed',
  ],
  ['a dispute', facts({ disputed: true }), 'correct', 'done next closed closed'],
  [
    'a dispute after a confirmation',
    facts({ ...confirmed, disputed: true }),
    'correct',
    'done next closed closed',
  ],
  [
    'a dispute whose correction is reviewed',
    facts({ disputed: true }, open('school_review', 'change')),
    'await_review',
    'done next closed closed',
  ],
  ['confirmed', facts(confirmed), 'authorize', 'done done next closed'],
  [
    'confirmed, and a change begun and left',
    facts(confirmed, open('draft', 'change')),
    'authorize',
    'done done next closed',
  ],
  [
    'confirmed, and a change returned',
    facts(confirmed, open('returned', 'change')),
    'mend_returned',
    'done done open closed',
  ],
  ['a live code', facts(confirmed, live), 'show', 'done done done done'],
  [
    'a live code, and a change under review',
    facts(confirmed, { ...live, ...open('school_review', 'change') }),
    'show',
    'done done done done',
  ],
  ['an expired code', facts(confirmed, expired), 'authorize_again', 'done done next closed'],
  ['an ended code', facts(confirmed, ended), 'authorize_again', 'done done next closed'],
  ['a frozen code', facts(confirmed, frozen), 'authorize_again', 'done done next closed'],
  ['a code of an older version', facts({}, changed), 'confirm_again', 'done next closed closed'],
  [
    'a code of an older version, the new one confirmed',
    facts(confirmed, changed),
    'authorize_again',
    'done done next closed',
  ],
  ['on hold', facts({ onHold: true }), 'on_hold', 'done closed closed closed'],
  [
    'on hold after a confirmation',
    facts({ ...confirmed, onHold: true }),
    'on_hold',
    'done done closed closed',
  ],
]

it.each<Case>(cases)('says of somebody with %s what is next and what stands', (_, given, act, steps) => {
  const progress = progressOf(given, now)
  expect(progress.next).toEqual({ act, path: nextActs[act].path })
  expect(progress.steps.map(({ state }) => state).join(' ')).toBe(steps)
})

it.each<Case>(cases.filter(([, { standing }]) => standing.basicInfoChecked && !standing.onHold))(
  'says at the end of the service of somebody with %s that it is over, and urges nobody',
  (_, given) => {
    const { next, codes, steps } = progressOf(given, cap)
    expect(next).toEqual({ act: 'service_over', path: null })
    expect(kindNames.map((kind) => codes[kind].closed)).toEqual(['service_ended', 'service_ended'])
    expect(steps.map(({ state }) => state)).not.toContain('next')
  },
)

it.each([
  [expired, 'chosen_day'],
  [ended, 'graduate'],
  [changed, 'record'],
] as const)('names why a code is dead: %o', (given, because) => {
  expect(progressOf(facts(confirmed, given), now).codes.archive).toMatchObject({ because })
})

it('calls a superseded code voided where nothing is registered any more', () => {
  expect(progressOf(facts(none, changed), now).codes.archive.because).toBe('voided')
})

const codeTimes = fc.record({
  validUntil: fc.constantFrom(now - 1, now, now + 1, now + 9 * DAY),
  endedAt: fc.constantFrom(null, now - 1, now),
  endedBecause: fc.constantFrom(null, 'graduate' as const, 'frozen' as const),
  supersededAt: fc.constantFrom(null, now - 1),
  supersededBecause: fc.constantFrom(null, 'record' as const, 'roster' as const, 'dispute' as const),
})
const anyFacts: fc.Arbitrary<GraduateFacts> = fc.record({
  graduationMonth: fc.constantFrom(graduationMonth, '202501'),
  hukouMovedIn: fc.constantFrom(true, false, null),
  standing: fc.record({
    basicInfoChecked: fc.boolean(),
    onHold: fc.boolean(),
    record: fc.constantFrom(undefined, record, { ...record, archiveTransferType: '' }),
    confirmed: fc.boolean(),
    disputed: fc.boolean(),
  }),
  province: fc.record({ archiveBeforeConfirmation: fc.boolean(), hukouReported: fc.boolean() }),
  elsewhere: fc.boolean(),
  open: fc.option(
    fc.record({
      kind: fc.constantFrom(...registrationKinds),
      state: fc.constantFrom(...openRegistrationStates),
    }),
    { nil: undefined },
  ),
  codes: fc.record({ archive: codeTimes, hukou: codeTimes }, { requiredKeys: [] }),
})

describe('whatever the facts,', () => {
  const holds = (says: (facts: GraduateFacts, progress: ReturnType<typeof progressOf>) => void) =>
    fc.assert(
      fc.property(anyFacts, (given) => says(given, progressOf(given, now))),
      { numRuns: 1000 },
    )

  it('at most one step is next, and a closed one leads nowhere', () =>
    holds((_, { steps }) => {
      expect(steps.filter(({ state }) => state === 'next').length).toBeLessThanOrEqual(1)
      for (const { state, path } of steps) expect(path === null).toBe(state === 'closed')
    }))

  it('nobody is sent to a confirmation or an authorization that is refused there', () =>
    holds(({ standing, province }, { next, codes }) => {
      if (next.act === 'confirm' || next.act === 'confirm_again')
        expect(mayConfirm(standing, province, 1)).toEqual({ allowed: true })
      if (next.act === 'authorize' || next.act === 'authorize_again') expect(codes.archive.closed).toBeNull()
      if (next.act === 'show') expect(kindNames.some((kind) => codes[kind].state === 'active')).toBe(true)
    }))

  it('no code is live and dead at once', () =>
    holds((_, { codes }) => {
      for (const kind of kindNames) {
        const { state, because } = codes[kind]
        if (state === 'active' || state === 'unset') expect(because).toBeNull()
        else if (state !== 'service_ended') expect(because).not.toBeNull()
      }
    }))
})

import type { RegistrationState } from '#model/record/registration-states.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { completions, holdOf } from '#model/roster/completion.ts'
import { changesEndAt } from '#model/calendar/deadlines.ts'
import { remarksOf } from '#model/wording.ts'
import { reasonFaults as words } from '#words/records/reasons.ts'
import {
  firstReview,
  collegeApprover,
  isEditable,
  isElsewhere,
  type Level,
  mayApprove,
  mayRegister,
  type OfferFacts,
  reasonFaults,
  stateAfter,
} from '../../../../functions/records/registrations/decide-registration.ts'

const acts = ['submit', 'withdraw', 'discard', 'approve', 'return'] as const
const levels = ['graduate', 'college', 'school'] as const
type Move = readonly [act: (typeof acts)[number], by: Level]

/** Plays moves from a draft; those that are refused change nothing. */
function play(moves: readonly Move[], reviewLevels: 1 | 2) {
  let state: RegistrationState = 'draft'
  let approvedBy: Level[] = []
  for (const [act, by] of moves) {
    const next: RegistrationState | undefined =
      act === 'submit'
        ? by === 'graduate' && isEditable(state)
          ? firstReview({ reviewLevels, college: '哲学系' })
          : undefined
        : stateAfter(state, act, by)
    if (next === undefined) continue
    state = next
    if (act === 'approve') approvedBy.push(by)
    else approvedBy = []
  }
  return { state, approvedBy }
}

it('reaches effect only by the approval of each level, in order, since the last submission', () => {
  const moves = fc.array(fc.tuple(fc.constantFrom(...acts), fc.constantFrom(...levels)), { maxLength: 40 })
  let reached = 0
  fc.assert(
    fc.property(moves, fc.constantFrom(1 as const, 2 as const), (made, reviewLevels) => {
      const { state, approvedBy } = play(made, reviewLevels)
      if (state !== 'effective') return
      reached += 1
      expect(approvedBy).toEqual(reviewLevels === 2 ? ['college', 'school'] : ['school'])
    }),
    { numRuns: 2000 },
  )
  expect(reached).toBeGreaterThan(20)
})

it('leaves what is closed as it is', () => {
  for (const state of ['effective', 'discarded'] as const)
    for (const by of levels)
      for (const act of ['withdraw', 'discard', 'approve', 'return'] as const)
        expect(stateAfter(state, act, by)).toBeUndefined()
})

it.each<[RegistrationState, Parameters<typeof stateAfter>[1], Level, RegistrationState | undefined]>([
  ['college_review', 'approve', 'college', 'school_review'],
  ['college_review', 'approve', 'school', undefined],
  ['college_review', 'return', 'college', 'returned'],
  ['college_review', 'return', 'school', undefined],
  ['school_review', 'approve', 'college', undefined],
  ['school_review', 'approve', 'school', 'effective'],
  ['school_review', 'return', 'school', 'returned'],
  ['school_review', 'approve', 'graduate', undefined],
  ['college_review', 'withdraw', 'graduate', 'draft'],
  ['school_review', 'withdraw', 'graduate', 'draft'],
  ['school_review', 'withdraw', 'school', undefined],
  ['draft', 'withdraw', 'graduate', undefined],
  ['returned', 'discard', 'graduate', 'discarded'],
  ['school_review', 'discard', 'graduate', undefined],
])('%s, %s by the %s: %s', (state, act, by, next) => {
  expect(stateAfter(state, act, by)).toBe(next)
})

it.each([
  [1, '哲学系', 'school_review'],
  [2, '哲学系', 'college_review'],
  [2, '', 'school_review'],
])('begins review of %s levels and college "%s" at %s', (reviewLevels, college, state) => {
  expect(firstReview({ reviewLevels, college })).toBe(state)
})

const october = Date.parse('2026-10-01T00:00:00+08:00')
const june = Date.parse('2026-06-15T00:00:00+08:00')
const fresh: OfferFacts = {
  basicInfoChecked: true,
  completionCode: '1',
  record: undefined,
  provinceHasEntry: false,
  otherOpen: false,
  changesEndAt: changesEndAt(2026),
}
const recorded: OfferFacts = { ...fresh, record: { sourceSystem: 'national' } }

it.each<[string, Parameters<typeof mayRegister>[0], OfferFacts, number, string]>([
  ['a first registration', 'registration', fresh, june, 'allowed'],
  ['a late first registration', 'registration', fresh, october, 'allowed'],
  [
    'unchecked basic info',
    'registration',
    { ...fresh, basicInfoChecked: false },
    june,
    'basic_info.unchecked',
  ],
  ['a deferred graduation', 'registration', { ...fresh, completionCode: '3' }, june, 'entry.on_hold'],
  ['结业', 'registration', { ...fresh, completionCode: '2' }, june, 'allowed'],
  [
    "a province's own entry",
    'registration',
    { ...fresh, provinceHasEntry: true },
    june,
    'registration.elsewhere',
  ],
  [
    'a provincial record',
    'change',
    { ...recorded, record: { sourceSystem: 'provincial' } },
    june,
    'registration.elsewhere',
  ],
  [
    'a national record beside a provincial entry',
    'change',
    { ...recorded, provinceHasEntry: true },
    june,
    'allowed',
  ],
  ['a registration under way', 'registration', { ...fresh, otherOpen: true }, june, 'registration.open'],
  ['a second registration', 'registration', recorded, june, 'registration.record_exists'],
  ['a change of nothing', 'change', fresh, june, 'registration.no_record'],
  ['a change', 'change', recorded, june, 'allowed'],
  [
    'a change in the last instant',
    'change',
    recorded,
    Date.parse('2026-08-31T23:59:59.999+08:00'),
    'allowed',
  ],
  [
    'a change after August',
    'change',
    recorded,
    Date.parse('2026-09-01T00:00:00+08:00'),
    'registration.too_late',
  ],
  ['an archive change after August', 'archive_change', recorded, october, 'registration.too_late'],
  ['a void after August', 'void', recorded, october, 'registration.too_late'],
])('answers %s', (_, kind, facts, now, expected) => {
  const decision = mayRegister(kind, facts, now)
  expect(decision.allowed ? 'allowed' : decision.because).toBe(expected)
})

it('says that a record is changed where it was reported', () => {
  expect(isElsewhere({ record: undefined, provinceHasEntry: false })).toBe(false)
  expect(isElsewhere({ record: { sourceSystem: 'provincial' }, provinceHasEntry: false })).toBe(true)
})

it('approves nothing of somebody who does not graduate now', () => {
  for (const code of ['', ...completions.codes]) {
    const decision = mayApprove('school_review', 'school', code, true)
    expect(decision.allowed).toBe(holdOf(code) === undefined)
  }
  expect(mayApprove('college_review', 'school', '', true)).toEqual({
    allowed: false,
    because: 'registration.out_of_order',
  })
})

it('approves nothing for the school by whoever is not apart from who approved for the college', () => {
  expect(mayApprove('school_review', 'school', '', false)).toEqual({
    allowed: false,
    because: 'registration.second_person',
  })
})

const step = (act: string, level: string, actorId: string) => ({ act, level, actorId })
it.each([
  ['nobody before a submission', [], undefined],
  ['nobody where the school alone reviews', [step('submitted', 'graduate', 'g')], undefined],
  ['the college’s', [step('submitted', 'graduate', 'g'), step('approved', 'college', 'c')], 'c'],
  [
    'nobody after another submission',
    [
      step('submitted', 'graduate', 'g'),
      step('approved', 'college', 'c'),
      step('returned', 'school', 's'),
      step('submitted', 'graduate', 'g'),
    ],
    undefined,
  ],
  [
    'the last one',
    [
      step('submitted', 'graduate', 'g'),
      step('approved', 'college', 'c'),
      step('withdrawn', 'graduate', 'g'),
      step('submitted', 'graduate', 'g'),
      step('approved', 'college', 'd'),
    ],
    'd',
  ],
])('finds who approved for the college: %s', (_, steps, approver) => {
  expect(collegeApprover(steps)).toBe(approver)
})

it('counts a reason in code points', () => {
  expect(remarksOf(words, reasonFaults('  ', true))).toEqual([{ field: 'reason', reason: '请填写原因' }])
  expect(reasonFaults('  ', false)).toEqual([])
  expect(reasonFaults('𠮷'.repeat(500), true)).toEqual([])
  expect(remarksOf(words, reasonFaults('字'.repeat(501), false))).toEqual([
    { field: 'reason', reason: '最多 500 字' },
  ])
})

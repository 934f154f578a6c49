import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completions, holdOf } from '#model/roster/completion.ts'
import { type ComparedRow, toldChanges } from '#model/roster/roster-changes.ts'
import {
  effectsOf,
  kindsOfChange,
  rosterEffects,
  type RosterChangeKind,
  type RosterEffects,
} from '#model/roster/roster-effects.ts'

const row: ComparedRow = {
  cohort: 2026,
  examNumber: '22110108150001',
  name: '陈诚',
  schoolName: '北京大学',
  idNumberIndex: 'a',
  levelCode: '31',
  sexCode: '1',
  ethnicGroupCode: '01',
  politicalStatusCode: '13',
  trainingModeCode: '1',
  sponsor: '',
  originRegionCode: '110108',
  originRegionName: '北京市海淀区',
  enrolledMonth: '202209',
  graduationMonth: '202606',
  studentNumber: '1',
  college: '哲学系',
  major: '哲学类',
  programmeLength: '4',
  completionCode: '',
  archiveMovedIn: null,
  hukouMovedIn: true,
  emailIndex: 'e',
  phoneIndex: 'p',
}

describe('a change of a roster row', () => {
  it.each<[string, Partial<ComparedRow>, Partial<ComparedRow>, RosterChangeKind[]]>([
    ['nothing', {}, {}, ['nothing']],
    ['the name', {}, { name: '陈成' }, ['name']],
    ['the sex', {}, { sexCode: '2' }, ['other_printed']],
    ['the name of the school', {}, { schoolName: '北京' }, ['other_printed']],
    ['the level', {}, { levelCode: '33' }, ['other_printed']],
    ['the major', {}, { major: '法学' }, ['other_printed']],
    ['the programme length', {}, { programmeLength: '5' }, ['other_printed']],
    ['the region of origin', {}, { originRegionName: '北京市西城区' }, ['other_printed']],
    ['the month', {}, { graduationMonth: '202607' }, ['graduation_month']],
    ['the identity number', {}, { idNumberIndex: 'b' }, ['identity_number']],
    ['the college', {}, { college: '法学院' }, ['unprinted']],
    ['the contact data', {}, { emailIndex: '', phoneIndex: '' }, ['unprinted']],
    ['whether the archive moved in', {}, { archiveMovedIn: true }, ['unprinted']],
    ['毕业', {}, { completionCode: '1' }, ['unprinted']],
    ['结业', { completionCode: '1' }, { completionCode: '2' }, ['concluded']],
    ['延期毕业', {}, { completionCode: '3' }, ['deferred']],
    ['休学', { completionCode: '2' }, { completionCode: '6' }, ['deferred']],
    ['退学', { completionCode: '1' }, { completionCode: '4' }, ['left']],
    ['肄业', {}, { completionCode: '5' }, ['left']],
    ['延期毕业, then 退学', { completionCode: '3' }, { completionCode: '4' }, ['left']],
    ['延期毕业, then 休学', { completionCode: '3' }, { completionCode: '6' }, ['unprinted']],
    ['延期毕业, then 毕业', { completionCode: '3' }, { completionCode: '1' }, ['hold_ended']],
    ['退学, then 结业', { completionCode: '4' }, { completionCode: '2' }, ['hold_ended']],
    ['退学, then nothing said', { completionCode: '4' }, {}, ['hold_ended']],
    [
      'name, month and 延期毕业',
      {},
      { name: '陈成', graduationMonth: '202607', completionCode: '3' },
      ['name', 'graduation_month', 'deferred'],
    ],
  ])('%s is of its kind', (_, before, after, kinds) => {
    expect(kindsOfChange({ ...row, ...before }, { ...row, ...after })).toEqual(kinds)
  })

  const sets = fc.uniqueArray(fc.constantFrom(...(Object.keys(rosterEffects) as RosterChangeKind[])), {
    minLength: 1,
  })

  it('does all that each of several changes does, in any order, and nothing else', () => {
    fc.assert(
      fc.property(sets, (kinds) => {
        const together = effectsOf(kinds)
        for (const effect of Object.keys(together) as (keyof RosterEffects)[]) {
          const apart = kinds.map((kind) => rosterEffects[kind][effect]).filter((each) => each !== 'kept')
          expect([...new Set(apart), 'kept'][0]).toBe(together[effect])
        }
        expect(effectsOf(kinds.toReversed())).toEqual(together)
      }),
    )
  })

  it('ends a confirmation and its codes together', () => {
    for (const effects of Object.values<RosterEffects>(rosterEffects))
      expect(effects.codes === 'superseded').toBe(effects.confirmation === 'ended')
  })

  it('holds back exactly where the 毕业结论 does', () => {
    for (const before of ['', ...completions.codes])
      for (const after of ['', ...completions.codes]) {
        const effects = effectsOf(
          kindsOfChange({ ...row, completionCode: before }, { ...row, completionCode: after }),
        )
        const begins = holdOf(after) !== undefined && holdOf(after) !== holdOf(before)
        expect([before, after, effects.record]).toEqual([before, after, begins ? 'held' : 'kept'])
        expect(effects.basicInfo).toBe('kept')
      }
  })
})

describe('what the graduate is told of a change', () => {
  it('is in shown words, from what to what', () => {
    expect(
      toldChanges(row, { ...row, name: '陈成', levelCode: '33', completionCode: '3', archiveMovedIn: false }),
    ).toEqual([
      { field: 'name', before: '陈诚', after: '陈成' },
      { field: 'level', before: '本科', after: '本科结业' },
      { field: 'completion', before: '', after: '延期毕业' },
      { field: 'archiveMovedIn', before: '', after: '否' },
    ])
  })

  it('has no value of an identity number, an e-mail or a phone, and no codes of regions', () => {
    expect(
      toldChanges(row, {
        ...row,
        idNumberIndex: 'b',
        emailIndex: '',
        phoneIndex: 'q',
        originRegionCode: '110101',
      }),
    ).toEqual([
      { field: 'idNumber', before: null, after: null },
      { field: 'email', before: null, after: null },
      { field: 'phone', before: null, after: null },
    ])
  })
})

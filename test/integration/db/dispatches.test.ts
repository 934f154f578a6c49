import { and, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Statement } from '../../../db/client.ts'
import { commit } from '../../../db/commit.ts'
import { addAnswer, type NewAnswer, setAsideAnswers } from '../../../db/dispatch-answers.ts'
import {
  addDispatches,
  correctDispatches,
  type DispatchRow,
  replaceDispatches,
  withdrawDispatch,
} from '../../../db/dispatches.ts'
import { isAnswered, isCountingAnswer } from '../../../db/fragments.ts'
import { dispatchAnswers, dispatches } from '../../../db/schema/dispatches.ts'
import { records } from '../../../db/schema/records.ts'
import { rosterEntries } from '../../../db/schema/roster.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import { seedAnswer, seedDispatch } from '../../support/dispatch-fixtures.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { countingAnswer } from '#model/transfer/receipt.ts'

const NOW = 1_796_000_000_000
const db = () => workAt().shards.directory
let exam = 26_110_123_150_000
let mine: Graduate
const newcomer = () =>
  seedGraduate(workAt(), { schoolCode: '10001', examNumber: String((exam += 1)), idNumber: inventIdNumber() })

beforeAll(() => seedSchool(workAt(), { code: '10001', provinceCode: '11' }))
beforeEach(async () => {
  mine = await newcomer()
})

const recordId = () => mine.record?.id ?? ''
const entry = (set: Partial<typeof rosterEntries.$inferInsert>) =>
  db().update(rosterEntries).set(set).where(eq(rosterEntries.id, mine.entry.id))
const record = (set: Partial<typeof records.$inferInsert>) =>
  db().update(records).set(set).where(eq(records.id, recordId()))
const seeded = (given: Parameters<typeof seedDispatch>[2] = {}) => seedDispatch(workAt(), mine, given)
const rowOf = async (id: string) => (await db().select().from(dispatches).where(eq(dispatches.id, id)))[0]
const set = (row: DispatchRow, changed: Partial<typeof dispatches.$inferInsert>) =>
  db().update(dispatches).set(changed).where(eq(dispatches.id, row.id))
/** Whether the statements, with the guards they bring along, were written. */
const isWritten = async (statements: Statement[]) =>
  (await commit(workAt(), db(), { audit: { none: 'counter' }, statements: { statements } })).done

const sent = { method: 'ems' as const, trackingNumber: 'EA1', sentOn: '2026-07-08' }

describe('the statement that enters a sending', () => {
  const add = (rosterEntryId = mine.entry.id, schoolCode = '10001') =>
    isWritten(addDispatches(db(), schoolCode, [{ ...sent, id: newId(), rosterEntryId }], ['', '本人'], NOW))

  it('enters it for a record that names somebody to send to', async () => {
    expect(await add()).toBe(true)
    expect(
      await db().select().from(dispatches).where(eq(dispatches.rosterEntryId, mine.entry.id)),
    ).toMatchObject([{ ...sent, schoolCode: '10001', version: 1, replacedAt: null }])
  })

  it.each<[string, () => PromiseLike<unknown>]>([
    ['the record was voided', () => record({ supersededAt: 2 })],
    ['the record names nobody', () => record({ archiveTransferType: '' })],
    ['the record says the file is not sent', () => record({ archiveTransferType: '本人' })],
    ['the school holds the entry back', () => entry({ completionCode: '4' })],
    ["the entry is another school's", () => entry({ schoolCode: '10002' })],
    ['a sending counts already', () => seeded()],
  ])('enters none where %s', async (_, change) => {
    await change()
    expect(await add()).toBe(false)
  })

  it('enters all of many or none', async () => {
    const rows = [
      { ...sent, id: newId(), rosterEntryId: mine.entry.id },
      { ...sent, id: newId(), rosterEntryId: newId() },
    ]
    expect(await isWritten(addDispatches(db(), '10001', rows, [''], NOW))).toBe(false)
    expect(await db().select().from(dispatches).where(eq(dispatches.rosterEntryId, mine.entry.id))).toEqual(
      [],
    )
  })
})

type Meanwhile = Partial<typeof dispatches.$inferInsert> | 'answered' | 'not answered'
const become = async (row: DispatchRow, meanwhile: Meanwhile) => {
  if (meanwhile === 'answered') await seedAnswer(workAt(), row.id)
  else if (meanwhile === 'not answered')
    await db().update(dispatchAnswers).set({ setAsideAt: 2 }).where(eq(dispatchAnswers.dispatchId, row.id))
  else await set(row, meanwhile)
}

/** What a sending that was read can have become meanwhile. */
const movedOn: [string, Partial<typeof dispatches.$inferInsert>][] = [
  ['was changed', { version: 2 }],
  ['was replaced', { replacedAt: 2 }],
  ["is another school's", { schoolCode: '10002' }],
]

describe('the statement that corrects a sending', () => {
  const correct = (row: DispatchRow) =>
    isWritten(
      correctDispatches(
        db(),
        '10001',
        [{ ...sent, trackingNumber: 'EB2', id: row.id, version: row.version }],
        NOW,
      ),
    )

  it('corrects one that nobody answered', async () => {
    const row = await seeded()
    expect(await correct(row)).toBe(true)
    expect(await rowOf(row.id)).toMatchObject({ trackingNumber: 'EB2', version: 2, updatedAt: NOW })
  })

  it.each<[string, Meanwhile]>([...movedOn, ['was answered', 'answered']])(
    'corrects none that %s',
    async (_, meanwhile) => {
      const row = await seeded()
      await become(row, meanwhile)
      expect(await correct(row)).toBe(false)
      expect(await rowOf(row.id)).toMatchObject({ trackingNumber: row.trackingNumber })
    },
  )

  it('adds what was sent to an answer that came before the school entered anything', async () => {
    const row = await seeded({ method: '', trackingNumber: '', sentOn: '', outcome: 'received' })
    expect(await correct(row)).toBe(true)
    expect(await rowOf(row.id)).toMatchObject({ ...sent, trackingNumber: 'EB2', version: 2 })
  })
})

describe('the statement that lets another sending follow', () => {
  const replace = (row: DispatchRow) =>
    isWritten(replaceDispatches(db(), '10001', [{ id: row.id, version: row.version }], NOW))

  it('replaces an answered one', async () => {
    const row = await seeded({ outcome: 'returned' })
    expect(await replace(row)).toBe(true)
    expect(await rowOf(row.id)).toMatchObject({ replacedAt: NOW, version: 2 })
  })

  it.each<[string, Meanwhile]>([...movedOn, ['has no answer that stands', 'not answered']])(
    'replaces none that %s',
    async (_, meanwhile) => {
      const row = await seeded({ outcome: 'returned' })
      await become(row, meanwhile)
      const before = await rowOf(row.id)
      expect(await replace(row)).toBe(false)
      expect(await rowOf(row.id)).toEqual(before)
    },
  )
})

describe('the statement that takes a sending back', () => {
  it('takes one back that nobody answered, and the one before counts again', async () => {
    const before = await seeded({ outcome: 'returned', replacedAt: 50 })
    const earlier = await seeded({ outcome: 'returned', replacedAt: 40 })
    const row = await seeded({ recordedAt: 50 })
    expect(await isWritten(withdrawDispatch(db(), row, false, NOW))).toBe(true)
    expect(await rowOf(row.id)).toBeUndefined()
    expect(await rowOf(before.id)).toMatchObject({ replacedAt: null, version: 2 })
    expect(await rowOf(earlier.id)).toMatchObject({ replacedAt: 40, version: 1 })
  })

  it('keeps one whose answers were set aside, and lets it count no more', async () => {
    const before = await seeded({ outcome: 'returned', replacedAt: 50 })
    const row = await seeded({ recordedAt: 50, outcome: 'received' })
    await become(row, 'not answered')
    expect(await isWritten(withdrawDispatch(db(), row, true, NOW))).toBe(true)
    expect(await rowOf(row.id)).toMatchObject({ replacedAt: NOW, withdrawnAt: NOW })
    expect(await rowOf(before.id)).toMatchObject({ replacedAt: null })
  })

  it.each<[string, Meanwhile]>([...movedOn, ['was answered', 'answered']])(
    'takes none back that %s',
    async (_, meanwhile) => {
      for (const keep of [false, true]) {
        mine = await newcomer()
        const row = await seeded()
        await become(row, meanwhile)
        const before = await rowOf(row.id)
        expect(await isWritten(withdrawDispatch(db(), row, keep, NOW))).toBe(false)
        expect(await rowOf(row.id)).toEqual(before)
      }
    },
  )
})

describe('an answer of a sending', () => {
  const answer = (row: DispatchRow, given: Partial<NewAnswer> = {}): NewAnswer => ({
    id: newId(),
    dispatchId: row.id,
    outcome: 'received',
    reasonCipher: '',
    givenAs: 'claim',
    departmentId: '',
    departmentName: '',
    origin: '',
    at: NOW,
    ...given,
  })
  const add = (row: DispatchRow, given?: Partial<NewAnswer>, record_ = recordId()) =>
    isWritten(addAnswer(db(), record_, answer(row, given)))
  const answers = async (row: DispatchRow) =>
    db().select().from(dispatchAnswers).where(eq(dispatchAnswers.dispatchId, row.id))

  it('stands on the sending that counts, and counts its version up', async () => {
    const row = await seeded()
    expect(await add(row)).toBe(true)
    expect(await rowOf(row.id)).toMatchObject({ version: 2, updatedAt: NOW })
    expect(await answers(row)).toMatchObject([{ outcome: 'received', setAsideAt: null }])
  })

  it.each([
    ['a claim after a claim', 'claim', 'claim', false],
    ['a claim after the unit’s', 'unit', 'claim', false],
    ['the unit’s after a claim', 'claim', 'unit', true],
    ['a second one of the unit', 'unit', 'unit', false],
  ] as const)('is judged by what stands: %s', async (_, first, second, written) => {
    const row = await seeded()
    await seedAnswer(workAt(), row.id, { givenAs: first, outcome: 'returned' })
    expect(await add(row, { givenAs: second })).toBe(written)
    expect(await answers(row)).toHaveLength(written ? 2 : 1)
    expect(await rowOf(row.id)).toMatchObject({ version: written ? 2 : 1 })
  })

  it.each(['claim', 'unit'] as const)(
    'is taken anew where the earlier ones were set aside: a %s',
    async (givenAs) => {
      const row = await seeded()
      for (const each of ['claim', 'unit'] as const)
        await seedAnswer(workAt(), row.id, { givenAs: each, setAsideAt: 3 })
      expect(await add(row, { givenAs })).toBe(true)
      expect(await answers(row)).toHaveLength(3)
    },
  )

  it('stands on none that was replaced, nor about a record that does not stand', async () => {
    const replaced = await seeded({ replacedAt: 2 })
    const row = await seeded()
    expect(await add(replaced)).toBe(false)
    expect(await add(row, {}, newId())).toBe(false)
    await record({ supersededAt: 2 })
    for (const givenAs of ['claim', 'unit'] as const) expect(await add(row, { givenAs })).toBe(false)
    expect([await answers(row), await answers(replaced)]).toEqual([[], []])
  })

  it('counts by the same rule in SQL and in the model, whatever stands', async () => {
    for (const standing of [[], ['claim'], ['unit'], ['claim', 'unit'], ['unit', 'claim']] as const)
      for (const gone of [[], ['claim'], ['unit', 'claim']] as const) {
        mine = await newcomer()
        const row = await seeded()
        for (const [at, givenAs] of gone.entries())
          await seedAnswer(workAt(), row.id, { givenAs, at, setAsideAt: 9 })
        for (const [at, givenAs] of standing.entries())
          await seedAnswer(workAt(), row.id, { givenAs, at: at + 5 })
        const counting = await db()
          .select({ id: dispatchAnswers.id })
          .from(dispatchAnswers)
          .where(and(eq(dispatchAnswers.dispatchId, row.id), isCountingAnswer))
        const own = countingAnswer(await answers(row))
        expect(counting.map(({ id }) => id)).toEqual(own === undefined ? [] : [own.id])
        const [answered] = await db()
          .select({ id: dispatches.id })
          .from(dispatches)
          .where(and(eq(dispatches.id, row.id), isAnswered))
        expect(answered !== undefined).toBe(own !== undefined)
      }
  })

  describe('is set aside', () => {
    const setAside = (row: DispatchRow, ids: readonly string[], given: Partial<DispatchRow> = {}) =>
      isWritten(
        setAsideAnswers(db(), {
          dispatch: { ...row, ...given },
          answers: ids.map((id) => ({ id, reasonCipher: `sealed ${id}` })),
          by: { accountId: 'account', name: '就业老师' },
          at: NOW,
        }),
      )

    it('with who, when and why, each of those that stand', async () => {
      const row = await seeded()
      const claim = await seedAnswer(workAt(), row.id)
      const unit = await seedAnswer(workAt(), row.id, { givenAs: 'unit' })
      expect(await setAside(row, [claim.id, unit.id])).toBe(true)
      for (const each of await answers(row))
        expect(each).toMatchObject({
          setAsideAt: NOW,
          setAsideBy: 'account',
          setAsideByName: '就业老师',
          setAsideReasonCipher: `sealed ${each.id}`,
        })
      expect(await rowOf(row.id)).toMatchObject({ version: 2, replacedAt: null })
    })

    it('not by another school, of another version, of a replaced one, nor one that does not stand', async () => {
      const row = await seeded()
      const { id } = await seedAnswer(workAt(), row.id)
      const gone = await seedAnswer(workAt(), row.id, { setAsideAt: 1 })
      expect(await setAside(row, [id], { schoolCode: '10002' })).toBe(false)
      expect(await setAside(row, [id], { version: 2 })).toBe(false)
      expect(await setAside(row, [id, gone.id])).toBe(false)
      await set(row, { replacedAt: 2 })
      expect(await setAside(row, [id])).toBe(false)
      expect(await answers(row)).toMatchObject([{ setAsideAt: null }, { setAsideAt: 1 }])
    })

    it('together with a sending that nobody had entered', async () => {
      const row = await seeded({ method: '', trackingNumber: '', sentOn: '' })
      const { id } = await seedAnswer(workAt(), row.id)
      expect(await setAside(row, [id])).toBe(true)
      expect(await rowOf(row.id)).toMatchObject({ replacedAt: NOW })
    })
  })
})

import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Statement } from '../../../db/client.ts'
import { commit } from '../../../db/commit.ts'
import { answerDispatch } from '../../../db/dispatch-answers.ts'
import {
  addDispatches,
  correctDispatches,
  type DispatchRow,
  replaceDispatches,
  withdrawDispatch,
} from '../../../db/dispatches.ts'
import { dispatches } from '../../../db/schema/dispatches.ts'
import { records } from '../../../db/schema/records.ts'
import { rosterEntries } from '../../../db/schema/roster.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import { seedDispatch } from '../../support/dispatch-fixtures.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { changedBy } from '../../support/one-statement.ts'

const NOW = 1_796_000_000_000
const db = () => workAt().shards.directory
let exam = 26_110_123_150_000
let mine: Graduate

beforeAll(() => seedSchool(workAt(), { code: '10001', provinceCode: '11' }))
beforeEach(async () => {
  mine = await seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
  })
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
const answer = { outcome: 'received' as const, returnReasonCipher: '', answeredAt: NOW }

describe('the statement that enters a sending', () => {
  const add = (rosterEntryId = mine.entry.id, schoolCode = '10001') =>
    isWritten(addDispatches(db(), schoolCode, [{ ...sent, id: newId(), rosterEntryId }], ['', '本人'], NOW))

  it('enters it for a record that names somebody to send to', async () => {
    expect(await add()).toBe(true)
    expect(
      await db().select().from(dispatches).where(eq(dispatches.rosterEntryId, mine.entry.id)),
    ).toMatchObject([{ ...sent, schoolCode: '10001', outcome: null, version: 1, replacedAt: null }])
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

  it.each<[string, Partial<typeof dispatches.$inferInsert>]>([
    ...movedOn,
    ['was answered', { outcome: 'received', answeredAt: 2 }],
  ])('corrects none that %s', async (_, meanwhile) => {
    const row = await seeded()
    await set(row, meanwhile)
    expect(await correct(row)).toBe(false)
    expect(await rowOf(row.id)).toMatchObject({ trackingNumber: row.trackingNumber })
  })

  it('adds what was sent to an answer that came before the school entered anything', async () => {
    const row = await seeded({ method: '', trackingNumber: '', sentOn: '', outcome: 'received' })
    expect(await correct(row)).toBe(true)
    expect(await rowOf(row.id)).toMatchObject({ ...sent, trackingNumber: 'EB2', outcome: 'received' })
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

  it.each<[string, Partial<typeof dispatches.$inferInsert>]>([
    ...movedOn,
    ['nobody answered', { outcome: null, answeredAt: null }],
  ])('replaces none that %s', async (_, meanwhile) => {
    const row = await seeded({ outcome: 'returned' })
    await set(row, meanwhile)
    const before = await rowOf(row.id)
    expect(await replace(row)).toBe(false)
    expect(await rowOf(row.id)).toEqual(before)
  })
})

describe('the statement that takes a sending back', () => {
  it('takes one back that nobody answered, and the one before counts again', async () => {
    const before = await seeded({ outcome: 'returned', replacedAt: 50 })
    const earlier = await seeded({ outcome: 'returned', replacedAt: 40 })
    const row = await seeded({ recordedAt: 50 })
    expect(await isWritten(withdrawDispatch(db(), row))).toBe(true)
    expect(await rowOf(row.id)).toBeUndefined()
    expect(await rowOf(before.id)).toMatchObject({ replacedAt: null, version: 2 })
    expect(await rowOf(earlier.id)).toMatchObject({ replacedAt: 40, version: 1 })
  })

  it.each<[string, Partial<typeof dispatches.$inferInsert>]>([
    ...movedOn,
    ['was answered', { outcome: 'received', answeredAt: 2 }],
  ])('takes none back that %s', async (_, meanwhile) => {
    const row = await seeded()
    await set(row, meanwhile)
    expect(await isWritten(withdrawDispatch(db(), row))).toBe(false)
    expect(await rowOf(row.id)).toMatchObject(meanwhile)
  })
})

describe('the receiving unit’s answer', () => {
  it('stands on the sending that counts', async () => {
    const row = await seeded()
    expect(await changedBy(answerDispatch(db(), row.id, recordId(), answer))).toBe(1)
    expect(await rowOf(row.id)).toMatchObject({ outcome: 'received', answeredAt: NOW, version: 2 })
  })

  it.each<[string, Partial<typeof dispatches.$inferInsert>]>([
    ['was answered', { outcome: 'returned', answeredAt: 2 }],
    ['was replaced', { replacedAt: 2 }],
  ])('stands on none that %s', async (_, meanwhile) => {
    const row = await seeded(meanwhile)
    const before = await rowOf(row.id)
    expect(await changedBy(answerDispatch(db(), row.id, recordId(), answer))).toBe(0)
    expect(await rowOf(row.id)).toEqual(before)
  })

  it('is not taken about a record that does not stand', async () => {
    const row = await seeded()
    await record({ supersededAt: 2 })
    expect(await changedBy(answerDispatch(db(), row.id, recordId(), answer))).toBe(0)
    expect(await changedBy(answerDispatch(db(), row.id, newId(), answer))).toBe(0)
    expect(await rowOf(row.id)).toMatchObject({ outcome: null })
  })
})

import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { commit } from '../../../db/commit.ts'
import { addDispatches, correctDispatches } from '../../../db/dispatches.ts'
import { audit } from '../../../db/schema/operations.ts'
import { records } from '../../../db/schema/records.ts'
import { unsendable } from '#model/transfer/dispatch.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import {
  type Coded,
  seedAnswer,
  seedCoded,
  seedDispatch,
  sendingsOf,
} from '../../support/dispatch-fixtures.ts'
import { seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'

let cookie = ''
const setup = workAt(new Date().toISOString())
const db = setup.shards.directory
/** sent today: the worker's clock is the machine's */
const today = new Date(setup.machineNow + 8 * 3_600_000).toISOString().slice(0, 10)
const year = Number(today.slice(0, 4))
beforeAll(async () => {
  for (const code of ['10001', '10002']) await seedSchool(setup, { code, provinceCode: '11' })
  cookie = (await seedStaff(setup, '10001')).cookie
})

const graduate = (given: Parameters<typeof seedCoded>[1] = {}) =>
  seedCoded(setup, { graduationMonth: `${year}06`, ...given })
const input = (person: Coded, given: object = {}) => ({
  entryId: person.entry.id,
  method: 'ems',
  trackingNumber: 'EA 123456789 CN',
  sentOn: today,
  version: null,
  ...given,
})
async function enter(json: unknown, headers = {}) {
  const answer = await request('/api/staff/dispatches', { staff: cookie, json, headers })
  return [answer.status, await answer.json()] as [number, { code?: string; act?: string; fields?: unknown[] }]
}
async function rowsOf(person: Coded) {
  return sendingsOf(setup, person)
}
async function auditOf(person: Coded) {
  const [rows] = await read(db, [
    db.select().from(audit).where(eq(audit.subjectId, person.entry.id)).orderBy(audit.seq),
  ])
  return rows.map(({ action }) => action)
}

describe('refuses', () => {
  it.each<[object, number, string]>([
    [{ method: 'sf' }, 400, 'request.malformed'],
    [{ method: '' }, 400, 'request.malformed'],
    [{ entryId: 'x' }, 400, 'request.malformed'],
    [{ version: 0 }, 400, 'request.malformed'],
    [{ version: undefined }, 400, 'request.malformed'],
    [{ schoolCode: '10002' }, 400, 'request.malformed'],
    [{ trackingNumber: '' }, 422, 'dispatch.incomplete'],
    [{ method: 'confidential', trackingNumber: ' ' }, 422, 'dispatch.incomplete'],
    [{ trackingNumber: '=1+1' }, 422, 'dispatch.incomplete'],
    [{ sentOn: '2026-02-30' }, 422, 'dispatch.incomplete'],
    [{ sentOn: `${year + 1}-12-31` }, 422, 'dispatch.incomplete'],
    [{ sentOn: `${year - 1}-08-31` }, 422, 'dispatch.incomplete'],
    [{ version: 1 }, 409, 'dispatch.changed'],
  ])('%j', async (given, status, code) => {
    const person = await graduate()
    const answer = await enter(input(person, given))
    expect(answer).toMatchObject([status, { code }])
    if (status === 422) expect(answer[1].fields).toHaveLength(1)
    expect(await rowsOf(person)).toEqual([])
    expect(await auditOf(person)).toEqual([])
  })

  it.each<[Parameters<typeof seedCoded>[1], string]>([
    [{ record: { archiveTransferType: '' } }, 'dispatch.no_archive'],
    [{ record: { archiveTransferType: '保留原校' } }, 'dispatch.not_needed'],
    [{ record: { archiveTransferType: '无需转递' } }, 'dispatch.not_needed'],
    [{ completionCode: '3' }, 'dispatch.on_hold'],
    [{ completionCode: '4' }, 'dispatch.on_hold'],
  ])('the entry %j', async (given, code) => {
    const person = await graduate(given)
    expect(await enter(input(person))).toMatchObject([409, { code }])
    expect(await rowsOf(person)).toEqual([])
  })

  it("another school's entry like one that is missing, or one whose record has ended", async () => {
    const theirs = await graduate({ schoolCode: '10002' })
    const ended = await graduate({ record: { supersededAt: 1, endedBecause: 'voided' } })
    const missing = input(theirs, { entryId: newId() })
    for (const asked of [input(theirs), input(ended), missing])
      expect(await enter(asked)).toMatchObject([404, { code: 'dispatch.not_found' }])
    for (const person of [theirs, ended]) expect(await rowsOf(person)).toEqual([])
  })

  it('to replace a file that was received, unless that is said', async () => {
    const person = await graduate()
    const { id } = await seedDispatch(setup, person, { outcome: 'received' })
    expect(await enter(input(person, { version: 1 }))).toMatchObject([409, { code: 'dispatch.received' }])
    expect(await enter(input(person, { version: 1, reopen: true }))).toMatchObject([200, { act: 'reopened' }])
    expect((await rowsOf(person)).map((row) => [row.id === id, row.replacedAt === null])).toEqual([
      [true, false],
      [false, true],
    ])
  })

  it('a correction of what the unit has answered meanwhile, inside the statement itself', async () => {
    const person = await graduate()
    const row = await seedDispatch(setup, person)
    await seedAnswer(setup, row.id)
    const statements = correctDispatches(db, '10001', [{ ...row, trackingNumber: 'OTHER1' }], 5)
    const done = await commit(setup, db, { audit: { none: 'counter' }, statements: { seeded: statements } })
    expect(done).toEqual({ done: false, because: 'guard' })
    expect((await rowsOf(person))[0]).toMatchObject({
      trackingNumber: row.trackingNumber,
      outcome: 'received',
    })
  })

  it('a sending whose archive data went, or that another request has entered, inside the statement itself', async () => {
    const cleared = await graduate()
    await db
      .update(records)
      .set({ archiveTransferType: '' })
      .where(eq(records.rosterEntryId, cleared.entry.id))
    const taken = await graduate()
    await seedDispatch(setup, taken)
    const theirs = await graduate({ schoolCode: '10002' })
    for (const person of [cleared, taken, theirs]) {
      const sent = {
        id: newId(),
        rosterEntryId: person.entry.id,
        method: 'ems' as const,
        trackingNumber: 'X1',
        sentOn: today,
      }
      const statements = addDispatches(db, '10001', [sent], unsendable, 5)
      const done = await commit(setup, db, { audit: { none: 'counter' }, statements: { seeded: statements } })
      expect(done).toEqual({ done: false, because: 'guard' })
    }
    expect([await rowsOf(cleared), await rowsOf(theirs)]).toEqual([[], []])
  })
})

it('leaves one sending, folded, with its audit row; the same request again gets the same answer', async () => {
  const person = await graduate()
  const headers = { 'Idempotency-Key': crypto.randomUUID() }
  for (const _ of [1, 2]) expect(await enter(input(person), headers)).toEqual([200, { act: 'sent' }])
  expect(await rowsOf(person)).toMatchObject([
    {
      schoolCode: '10001',
      cohort: year,
      method: 'ems',
      trackingNumber: 'EA123456789CN',
      sentOn: today,
      answers: [],
      version: 1,
      replacedAt: null,
    },
  ])
  expect(await auditOf(person)).toEqual(['dispatch.sent'])
})

it("takes a unit's own courier without a number", async () => {
  const person = await graduate()
  expect(await enter(input(person, { method: 'courier', trackingNumber: '' }))).toMatchObject([200, {}])
  expect(await rowsOf(person)).toMatchObject([{ method: 'courier', trackingNumber: '' }])
})

it('corrects what nobody has answered, once for each version that was seen', async () => {
  const person = await graduate()
  await enter(input(person))
  const corrected = input(person, { method: 'confidential', trackingNumber: 'JY-00017', version: 1 })
  const [first, second] = await Promise.all([
    enter(corrected),
    enter({ ...corrected, trackingNumber: 'JY-00018' }),
  ])
  expect(first[0] + second[0]).toBe(200 + 409)
  expect(await enter(corrected)).toMatchObject([409, { code: 'dispatch.changed' }])
  const [row, ...others] = await rowsOf(person)
  expect([row?.version, row?.method, others.length]).toEqual([2, 'confidential', 0])
  expect(await auditOf(person)).toEqual(['dispatch.sent', 'dispatch.corrected'])
})

it('corrects what was sent although the record has changed since', async () => {
  const person = await graduate()
  await enter(input(person))
  await db.update(records).set({ archiveTransferType: '' }).where(eq(records.rosterEntryId, person.entry.id))
  expect(await enter(input(person, { version: 1, trackingNumber: 'EA000000001CN' }))).toMatchObject([
    200,
    { act: 'corrected' },
  ])
})

it('sends again what came back, and keeps what became of the first one', async () => {
  const person = await graduate()
  const first = await seedDispatch(setup, person, { outcome: 'returned', recordedAt: 1 })
  expect(await enter(input(person, { version: 1 }))).toMatchObject([200, { act: 'sent_again' }])
  const [before, after] = await rowsOf(person)
  expect(before).toMatchObject({ id: first.id, outcome: 'returned', version: 2 })
  expect(before?.replacedAt).toBe(after?.recordedAt)
  expect(after).toMatchObject({ outcome: null, version: 1, replacedAt: null })
})

it('adds how it was sent to an answer that came first', async () => {
  const person = await graduate()
  await seedDispatch(setup, person, { outcome: 'received', method: '', trackingNumber: '', sentOn: '' })
  expect(await enter(input(person, { version: 1 }))).toMatchObject([200, { act: 'completed' }])
  expect(await rowsOf(person)).toMatchObject([
    { method: 'ems', sentOn: today, outcome: 'received', version: 2 },
  ])
})

import { beforeAll, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { commit } from '../../../../db/commit.ts'
import { sessions } from '../../../../db/schema/access.ts'
import { bindings as bindingRows } from '../../../../db/schema/roster.ts'
import { checkBasicInfo } from '../../../../functions/records/basic-info/check-basic-info.ts'
import type { SessionView } from '../../../../functions/records/basic-info/wire.ts'
import { confirmDestination } from '../../../../functions/records/confirm-destination.ts'
import { bind } from '../../../support/bindings.ts'
import { type Graduate, seedGraduate, seedSchool, seedStaff, workAt } from '../../../support/fixtures.ts'
import { inventIdNumber } from '../../../support/invented-people.ts'
import { request } from '../../../support/http.ts'

beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', provinceCode: '11' })
  await seedSchool(workAt(), { code: '10558', provinceCode: '44' })
})

let exam = 22110108152000
const graduate = (more: Partial<Parameters<typeof seedGraduate>[1]> = {}) => {
  exam += 1
  return seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: String(exam),
    idNumber: inventIdNumber(),
    ...more,
  })
}
const sessionOf = async (person: Graduate) =>
  (await (await request('/api/graduate/session', { graduate: person.cookie })).json()) as SessionView

async function forgetChoice(person: Graduate) {
  const work = workAt()
  const db = work.shards.directory
  await commit(work, db, {
    audit: { none: 'counter' },
    statements: {
      seeded: [
        db
          .update(sessions)
          .set({ rosterEntryId: null, schoolCode: null, cohort: null })
          .where(eq(sessions.idHash, person.actor.sessionHash)),
      ],
    },
  })
}

it('leads through choosing, checking and confirming to authorizing', async () => {
  const person = await graduate({ checked: false })
  await bind(workAt(), person)
  await forgetChoice(person)
  expect(await sessionOf(person)).toMatchObject({ progress: null, entry: null })
  const chosen = await request('/api/graduate/entry', {
    graduate: person.cookie,
    json: { entryId: person.entry.id },
  })
  expect(await chosen.json()).toMatchObject({
    progress: { next: { act: 'check_basic_info', path: '/graduate/basic-info/' } },
    entry: { basicInfoChecked: false },
  })
  await checkBasicInfo(workAt(undefined, person.actor), 1)
  expect(await sessionOf(person)).toMatchObject({
    progress: { next: { act: 'confirm' }, confirmation: 'unconfirmed', notConfirmable: null },
    entry: { basicInfoChecked: true },
  })
  await confirmDestination(workAt(undefined, person.actor), 1)
  expect(await sessionOf(person)).toMatchObject({
    progress: { next: { act: 'authorize' }, notConfirmable: 'confirmation.exists' },
    providerName: '学信网（沙箱）',
    person: { name: '陈诚', phone: '19900000001', email: 'graduate@example.com' },
    entry: { id: person.entry.id, schoolName: '北京大学', schoolContact: { phone: '010-11110000' } },
  })
})

it('lists the entries bound to this sign-in and nobody else’s, and switches between them', async () => {
  const first = await graduate()
  const second = await graduate({ schoolCode: '10558', schoolName: '中山大学', levelCode: '11' })
  const foreign = await graduate()
  await bind(workAt(), first)
  await bind(workAt(), second, first.actor)
  await bind(workAt(), foreign)
  expect((await sessionOf(first)).entries).toMatchObject([
    { id: first.entry.id, level: '本科', chosen: true },
    { id: second.entry.id, schoolName: '中山大学', level: '硕士研究生', chosen: false },
  ])
  const switched = await request('/api/graduate/entry', {
    graduate: first.cookie,
    json: { entryId: second.entry.id },
  })
  expect(switched.status).toBe(200)
  expect(await sessionOf(first)).toMatchObject({ entry: { id: second.entry.id } })
  const refused = await request('/api/graduate/entry', {
    graduate: first.cookie,
    json: { entryId: foreign.entry.id },
  })
  const missing = await request('/api/graduate/entry', {
    graduate: first.cookie,
    json: { entryId: 'nothing' },
  })
  expect([refused.status, missing.status]).toEqual([404, 404])
  expect(await sessionOf(first)).toMatchObject({ entry: { id: second.entry.id } })
})

it('tells the four days that count for the entry, as exclusive instants', async () => {
  const person = await graduate()
  await bind(workAt(), person)
  expect((await sessionOf(person)).entry?.deadlines).toEqual({
    registerEndsAt: '2026-06-30T16:00:00.000Z',
    changesEndAt: '2026-08-31T16:00:00.000Z',
    serviceEndsAt: '2026-12-31T16:00:00.000Z',
    transferEndsAt: '2027-03-31T16:00:00.000Z',
  })
})

it('shows no entry that was unbound after the sign-in', async () => {
  const person = await graduate()
  await bind(workAt(), person)
  expect(await sessionOf(person)).toMatchObject({ entry: { id: person.entry.id } })
  const work = workAt()
  const db = work.shards.directory
  await commit(work, db, {
    audit: { none: 'counter' },
    statements: { seeded: [db.delete(bindingRows).where(eq(bindingRows.rosterEntryId, person.entry.id))] },
  })
  expect(await sessionOf(person)).toMatchObject({ progress: null, entry: null, entries: [] })
})

it('tells staff their school, and tells it to nobody else', async () => {
  const officer = await seedStaff(workAt(), '10001')
  const person = await graduate()
  const answer = await request('/api/staff/session', { staff: officer.cookie })
  expect(await answer.json()).toMatchObject({
    name: '就业老师',
    school: { code: '10001', name: '学校10001' },
  })
  expect((await request('/api/staff/session', { graduate: person.cookie })).status).toBe(401)
  expect((await request('/api/staff/session', { staff: person.cookie })).status).toBe(401)
  expect((await request('/api/graduate/session', { graduate: officer.cookie })).status).toBe(401)
})

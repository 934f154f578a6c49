import { and, eq, like } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { read, type Statement } from '../../../../db/client.ts'
import { commit, mustChange } from '../../../../db/commit.ts'
import { stepUps } from '../../../../db/schema/access.ts'
import { audit } from '../../../../db/schema/operations.ts'
import { countWrongTry, findInPerson, markFirstOfficer, passInPerson } from '../../../../db/step-ups.ts'
import { authorizeVerification } from '../../../../functions/authorizations/authorize-verification.ts'
import { consentTextVersion } from '../../../../functions/authorizations/consent.ts'
import { listCards } from '../../../../functions/authorizations/list-cards.ts'
import { confirmDestination } from '../../../../functions/records/confirm-destination.ts'
import { askInPerson } from '../../../../functions/access/step-ups/ask-in-person.ts'
import { confirmInPerson } from '../../../../functions/access/step-ups/confirm-in-person.ts'
import { type Graduate, seedGraduate, seedSchool, seedStaff, workAt } from '../../../support/fixtures.ts'
import { inventIdNumber } from '../../../support/invented-people.ts'
import { request } from '../../../support/http.ts'

type Staff = Awaited<ReturnType<typeof seedStaff>>
let one: Staff
let two: Staff
let three: Staff
let foreign: Staff
beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', provinceCode: '11' })
  await seedSchool(workAt(), { code: '10558', provinceCode: '44' })
  one = await seedStaff(workAt(), '10001')
  two = await seedStaff(workAt(), '10001')
  three = await seedStaff(workAt(), '10001')
  foreign = await seedStaff(workAt(), '10558')
})

let exam = 22110108157000
async function asked(more: Partial<Parameters<typeof seedGraduate>[1]> = {}) {
  exam += 1
  const person = await seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: String(exam),
    idNumber: inventIdNumber(),
    ...more,
  })
  const { number } = await askInPerson(as(person))
  return { person, number, input: { examNumber: person.entry.examNumber, number, compared: true } }
}
const as = (person: Graduate) => workAt(undefined, person.actor)
const by = (staff: Staff, ms = 0) => {
  const work = workAt(undefined, staff.actor)
  return { ...work, machineNow: work.machineNow + ms }
}
const otherThan = (number: string) => (number === '000000' ? '000001' : '000000')
const notFound = { code: 'step_up.not_found' }
const secondsLeft = async (person: Graduate) => (await listCards(as(person))).stepUp.secondsLeft

async function rowOf(person: Graduate) {
  const db = workAt().shards.directory
  const [rows] = await read(db, [db.select().from(stepUps).where(eq(stepUps.rosterEntryId, person.entry.id))])
  return rows[0]
}
async function trailOf(person: Graduate) {
  const db = workAt().shards.directory
  const [rows] = await read(db, [
    db
      .select()
      .from(audit)
      .where(and(eq(audit.subjectId, person.entry.id), like(audit.action, 'step_up.%')))
      .orderBy(audit.seq),
  ])
  return rows
}

it.each([
  ['a number of five digits', { number: '12345' }],
  ['a number with a letter', { number: '12345a' }],
  ['an exam number that is too short', { examNumber: '123' }],
  ['a number for a text', { number: 123456 }],
  ['no word on comparing', { compared: undefined }],
  ['an unknown key', { schoolCode: '10558' }],
])('refuses %s as malformed', async (_, change) => {
  const { input, person } = await asked()
  const answer = await request('/api/staff/step-ups', { staff: one.cookie, json: { ...input, ...change } })
  expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'request.malformed' }])
  expect(await rowOf(person)).toMatchObject({ wrongTries: 0, firstStaffId: null })
})

it('shows name and the end of the identity number before anything is noted', async () => {
  const { input, person } = await asked({ name: '陆当面', idNumber: '11010020040202001X' })
  const shown = await confirmInPerson(by(one), { ...input, compared: false })
  expect(shown).toEqual({ state: 'to_compare', name: '陆当面', idNumberEnd: '001X', officer: 'first' })
  expect(await rowOf(person)).toMatchObject({ firstStaffId: null, passedAt: null })
  expect(await trailOf(person)).toEqual([])
})

it('passes with two officers of the school, for the session that asked, for ten minutes, audited twice', async () => {
  const { input, person } = await asked()
  await confirmDestination(as(person), 1)
  expect(await confirmInPerson(by(one), input)).toMatchObject({ state: 'first_done', officer: 'first' })
  expect(await secondsLeft(person)).toBe(0)
  const second = by(two)
  expect(await confirmInPerson(second, input)).toMatchObject({ state: 'passed', officer: 'second' })
  expect(await rowOf(person)).toMatchObject({
    firstStaffId: one.actor.accountId,
    secondStaffId: two.actor.accountId,
    passedAt: second.machineNow,
    expiresAt: second.machineNow + 600_000,
  })
  const trail = await trailOf(person)
  expect(trail.map((row) => [row.action, row.actorKind, row.actorId, row.schoolCode])).toEqual([
    ['step_up.first_officer', 'staff', one.actor.accountId, '10001'],
    ['step_up.passed', 'staff', two.actor.accountId, '10001'],
  ])
  expect(trail.every((row) => (JSON.parse(row.detail) as { route: string }).route === 'in_person')).toBe(true)
  expect(JSON.stringify(trail)).not.toContain(input.number)

  expect(await secondsLeft(person)).toBeGreaterThan(590)
  const ask = { kind: 'archive' as const, lastDay: '2026-12-01', consentTextVersion }
  const elsewhere = workAt(undefined, { ...person.actor, sessionHash: 'another-session' })
  await expect(authorizeVerification(elsewhere, ask)).rejects.toMatchObject({ code: 'step_up.missing' })
  const late = { ...as(person), machineNow: second.machineNow + 600_000 }
  await expect(authorizeVerification(late, ask)).rejects.toMatchObject({ code: 'step_up.missing' })
  expect((await authorizeVerification(as(person), ask)).card.state).toBe('active')
})

it('refuses the same officer twice, also from another of the officer’s sessions', async () => {
  const { input, person } = await asked()
  await confirmInPerson(by(one), input)
  for (const compared of [false, true])
    await expect(confirmInPerson(by(one), { ...input, compared })).rejects.toMatchObject({
      code: 'step_up.second_officer',
    })
  const again = workAt(undefined, { ...one.actor, sessionHash: 'another-session' })
  await expect(confirmInPerson(again, input)).rejects.toMatchObject({ code: 'step_up.second_officer' })
  expect(await rowOf(person)).toMatchObject({ passedAt: null, secondStaffId: null, wrongTries: 0 })
})

it('answers what is not there, not the school’s, wrong, late or void in the same words', async () => {
  const there = await asked()
  const stranger = await asked({ schoolCode: '10558' })
  const late = await asked()
  const gone = await asked()
  for (let tries = 0; tries < 5; tries += 1)
    await expect(
      confirmInPerson(by(one), { ...gone.input, number: otherThan(gone.number) }),
    ).rejects.toMatchObject(notFound)
  const words = async (staff: Staff, json: object) => {
    const answer = await request('/api/staff/step-ups', { staff: staff.cookie, json })
    const { requestId: _, ...body }: { requestId: string } = await answer.json()
    return { status: answer.status, ...body }
  }
  const unknown = await words(one, { ...there.input, examNumber: '99999999999999' })
  expect(unknown).toMatchObject({ status: 404, ...notFound })
  expect(await words(one, { ...there.input, number: otherThan(there.number) })).toEqual(unknown)
  expect(await words(one, stranger.input)).toEqual(unknown)
  expect(await words(foreign, there.input)).toEqual(unknown)
  expect(await words(one, gone.input)).toEqual(unknown)
  await expect(confirmInPerson(by(one, 1_800_000), late.input)).rejects.toMatchObject(notFound)
  expect(await rowOf(stranger.person)).toMatchObject({ wrongTries: 0, firstStaffId: null })
  expect(await confirmInPerson(by(foreign), stranger.input)).toMatchObject({ state: 'first_done' })
})

it('is void after five wrong numbers, by whomever, also between the two officers; a new number starts again', async () => {
  const { input, number, person } = await asked()
  const wrong = { ...input, number: otherThan(number) }
  await confirmInPerson(by(one), input)
  for (const staff of [one, two, three, one])
    await expect(confirmInPerson(by(staff), wrong)).rejects.toMatchObject(notFound)
  expect(await confirmInPerson(by(two), { ...input, compared: false })).toMatchObject({ officer: 'second' })
  await expect(confirmInPerson(by(two), wrong)).rejects.toMatchObject(notFound)
  await expect(confirmInPerson(by(two), input)).rejects.toMatchObject(notFound)
  await expect(confirmInPerson(by(two), wrong)).rejects.toMatchObject(notFound)
  expect(await rowOf(person)).toMatchObject({ wrongTries: 5, passedAt: null })
  expect((await trailOf(person)).filter((row) => row.action === 'step_up.wrong_number')).toHaveLength(5)
  const next = { ...input, number: (await askInPerson(as(person))).number }
  expect(await confirmInPerson(by(two), next)).toMatchObject({ officer: 'first' })
  expect(await confirmInPerson(by(one), next)).toMatchObject({ state: 'passed' })
})

it('counts no more than five of many wrong numbers at once', async () => {
  const { input, number, person } = await asked()
  const wrong = { ...input, number: otherThan(number) }
  const sent = await Promise.allSettled(Array.from({ length: 12 }, () => confirmInPerson(by(one), wrong)))
  expect(sent.every((each) => each.status === 'rejected')).toBe(true)
  expect(await rowOf(person)).toMatchObject({ wrongTries: 5 })
  await expect(confirmInPerson(by(one), input)).rejects.toMatchObject(notFound)
})

it('takes no number that was replaced, and no number of another graduate', async () => {
  const { input, person } = await asked()
  await confirmInPerson(by(one), input)
  const { number } = await askInPerson(as(person))
  if (number !== input.number) await expect(confirmInPerson(by(two), input)).rejects.toMatchObject(notFound)
  const other = await asked()
  if (other.number !== number)
    await expect(confirmInPerson(by(two), { ...input, number: other.number })).rejects.toMatchObject(notFound)
  expect(await rowOf(person)).toMatchObject({ firstStaffId: null, passedAt: null })
})

it('passes nothing again once passed, and gives a repeat of the same tap its answer', async () => {
  const { input, person } = await asked()
  await confirmInPerson(by(one), input)
  const tap = () =>
    request('/api/staff/step-ups', {
      staff: two.cookie,
      json: input,
      headers: { 'Idempotency-Key': `tap-${input.examNumber}` },
    })
  const first = await tap()
  expect([first.status, await first.json()]).toMatchObject([200, { state: 'passed' }])
  const passed = await rowOf(person)
  expect(await (await tap()).json()).toMatchObject({ state: 'passed' })
  for (const staff of [one, two, three])
    await expect(confirmInPerson(by(staff), input)).rejects.toMatchObject(notFound)
  expect(await rowOf(person)).toEqual(passed)
  expect(await trailOf(person)).toHaveLength(2)
})

it('lets one of two officers at once be the first, and one of two at once the second', async () => {
  const { input, person } = await asked()
  const firsts = await Promise.allSettled([one, two].map((staff) => confirmInPerson(by(staff), input)))
  expect(firsts.filter((each) => each.status === 'fulfilled').length).toBeGreaterThanOrEqual(1)
  for (const each of firsts)
    if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'state.changed' })
  if ((await rowOf(person))?.passedAt === null) {
    const seconds = await Promise.allSettled(
      [one, two, three].map((staff) => confirmInPerson(by(staff), input)),
    )
    expect(seconds.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  }
  const row = await rowOf(person)
  expect(row?.passedAt).not.toBeNull()
  expect(row?.firstStaffId).not.toBe(row?.secondStaffId)
  expect(await trailOf(person)).toHaveLength(2)
})

it('holds every condition in the statement itself, not only in the read before it', async () => {
  const { input, person } = await asked()
  const work = by(one)
  const db = work.shards.directory
  const at = { schoolCode: '10001', machineNow: work.machineNow }
  const find = async () => {
    const [found] = await findInPerson(db, { ...at, examNumber: input.examNumber, mostTries: 5 })
    if (found === undefined) throw new Error('nothing waits')
    return found
  }
  const done = async (statement: Statement) =>
    (
      await commit(work, db, {
        audit: { none: 'step-up asked' },
        statements: { seeded: mustChange(db, statement) },
      })
    ).done
  const first = { ...at, staffId: one.actor.accountId }
  const second = { ...at, staffId: two.actor.accountId }
  const until = work.machineNow + 600_000

  const stale = await find()
  expect(await done(countWrongTry(db, stale.id, 5))).toBe(true)
  expect(await done(markFirstOfficer(db, stale, first))).toBe(false)
  const found = await find()
  expect(await done(markFirstOfficer(db, found, { ...first, schoolCode: '10558' }))).toBe(false)
  expect(await done(markFirstOfficer(db, found, { ...first, machineNow: at.machineNow + 1_800_000 }))).toBe(
    false,
  )
  expect(await done(passInPerson(db, found, second, until))).toBe(false)
  expect(await done(markFirstOfficer(db, found, first))).toBe(true)
  expect(await done(markFirstOfficer(db, found, second))).toBe(false)
  // whoever judged before there was a first officer judged beside nobody
  expect(await done(passInPerson(db, found, second, until))).toBe(false)
  const noted = await find()
  expect(await done(passInPerson(db, noted, first, until))).toBe(false)
  expect(await done(passInPerson(db, noted, { ...second, schoolCode: '10558' }, until))).toBe(false)
  const beside = { ...noted, firstStaffId: three.actor.accountId }
  expect(await done(passInPerson(db, beside, second, until))).toBe(false)
  expect(await done(passInPerson(db, noted, second, until))).toBe(true)
  expect(await done(passInPerson(db, noted, { ...second, staffId: three.actor.accountId }, until))).toBe(
    false,
  )
  expect(await rowOf(person)).toMatchObject({ secondStaffId: two.actor.accountId })
})

import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bindEntry, checkEntry, findPendingStepUp, passStepUp } from '../../../db/people.ts'
import { stepUps } from '../../../db/schema/access.ts'
import { bindings, rosterEntries } from '../../../db/schema/roster.ts'
import {
  countWrongTry,
  dropPendingInPerson,
  findInPerson,
  markFirstOfficer,
  passInPerson,
} from '../../../db/step-ups.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { changedBy } from '../../support/one-statement.ts'

const MACHINE = 1_795_000_000_000
const db = () => workAt().shards.directory
let exam = 26_110_124_150_000
let mine: Graduate

beforeAll(() => seedSchool(workAt(), { code: '10001', provinceCode: '11' }))
beforeEach(async () => {
  mine = await seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
  })
})

type Row = typeof stepUps.$inferSelect
async function asked(given: Partial<typeof stepUps.$inferInsert> = {}): Promise<Row> {
  const id = newId()
  await db()
    .insert(stepUps)
    .values({
      id,
      sessionHash: mine.actor.sessionHash,
      rosterEntryId: mine.entry.id,
      issuer: 'i',
      subject: 's',
      purpose: 'authorize',
      nonceHash: newId(),
      askedAt: MACHINE - 1,
      expiresAt: MACHINE + 1,
      ...given,
    })
  return rowOf(id)
}
async function rowOf(id: string): Promise<Row> {
  const [row] = await db().select().from(stepUps).where(eq(stepUps.id, id))
  if (row === undefined) throw new Error('no such step-up')
  return row
}
const set = (row: Row, changed: Partial<typeof stepUps.$inferInsert>) =>
  db().update(stepUps).set(changed).where(eq(stepUps.id, row.id))

describe('a step-up by the provider', () => {
  const pass = (row: Row) =>
    changedBy(passStepUp(db(), row, { at: MACHINE, expiresAt: MACHINE + 600_000, sessionHash: 'renamed' }))

  it('is passed once, up to its last millisecond, and goes to the session’s new id', async () => {
    const row = await asked()
    expect(await pass(row)).toBe(1)
    expect(await rowOf(row.id)).toMatchObject({
      passedAt: MACHINE,
      expiresAt: MACHINE + 600_000,
      sessionHash: 'renamed',
    })
    expect(await pass(row)).toBe(0)
    expect(await pass(await rowOf(row.id))).toBe(0)
  })

  it.each<[string, Partial<Row>]>([
    ['ran out at this millisecond', { expiresAt: MACHINE }],
    ['was passed', { passedAt: 1 }],
    ['has another nonce', { nonceHash: 'another' }],
    ["is another session's", { sessionHash: 'another' }],
    ['is for another entry', { rosterEntryId: 'another' }],
    ["is another provider's", { issuer: 'another' }],
    ["is another person's", { subject: 'another' }],
  ])('is not passed where it %s', async (_, meanwhile) => {
    const row = await asked()
    await set(row, { ...meanwhile, ...(meanwhile.nonceHash === undefined ? {} : { nonceHash: newId() }) })
    const before = await rowOf(row.id)
    expect(await pass(row)).toBe(0)
    expect(await rowOf(row.id)).toEqual(before)
  })

  it('is pending for its own session, entry and nonce, while its time runs', async () => {
    const row = await asked()
    const { nonceHash, sessionHash, rosterEntryId } = row
    const known = { nonceHash, sessionHash, rosterEntryId, machineNow: MACHINE }
    expect(await findPendingStepUp(db(), known)).toEqual(row)
    for (const other of [
      { nonceHash: 'x' },
      { sessionHash: 'x' },
      { rosterEntryId: 'x' },
      { machineNow: MACHINE + 1 },
    ])
      expect(await findPendingStepUp(db(), { ...known, ...other })).toBeUndefined()
    await set(row, { passedAt: 1 })
    expect(await findPendingStepUp(db(), known)).toBeUndefined()
  })
})

describe('a step-up in person', () => {
  const one = { staffId: 'one', schoolCode: '10001', machineNow: MACHINE }
  const two = { ...one, staffId: 'two' }
  const inPerson = (given: Partial<typeof stepUps.$inferInsert> = {}) =>
    asked({ route: 'in_person', ...given })
  const find = async (machineNow = MACHINE, schoolCode = '10001') =>
    findInPerson(db(), { schoolCode, examNumber: mine.entry.examNumber, machineNow, mostTries: 5 })
  async function found() {
    const [row] = await find()
    if (row === undefined) throw new Error('nothing waits')
    return row
  }
  const first = async (officer = one) => changedBy(markFirstOfficer(db(), await found(), officer))

  it('is noted by a first officer and passed by a second one', async () => {
    const row = await inPerson()
    expect(await first()).toBe(1)
    expect(await changedBy(passInPerson(db(), await found(), two, MACHINE + 600_000))).toBe(1)
    expect(await rowOf(row.id)).toMatchObject({
      firstStaffId: 'one',
      secondStaffId: 'two',
      passedAt: MACHINE,
      expiresAt: MACHINE + 600_000,
    })
  })

  it('is passed by nobody before a first officer, and not by the first one again', async () => {
    const row = await inPerson()
    const pass = async (officer: typeof one) =>
      changedBy(passInPerson(db(), await found(), officer, MACHINE + 2))
    expect(await pass(one)).toBe(0)
    await first()
    expect(await pass(one)).toBe(0)
    expect(await first(two)).toBe(0)
    expect(await rowOf(row.id)).toMatchObject({ firstStaffId: 'one', secondStaffId: null, passedAt: null })
  })

  it.each<[string, Partial<Row>]>([
    ['ran out at this millisecond', { expiresAt: MACHINE }],
    ['was passed', { passedAt: 1 }],
    ['went to another session', { sessionHash: 'another' }],
    ['had a wrong number meanwhile', { wrongTries: 1 }],
    ['is one by the provider', { route: 'face' }],
    ["is for another school's entry", { rosterEntryId: 'another' }],
  ])('is neither noted nor passed where it %s', async (_, meanwhile) => {
    const row = await inPerson()
    const read = await found()
    await set(row, meanwhile)
    expect(await changedBy(markFirstOfficer(db(), read, one))).toBe(0)
    await set(row, { firstStaffId: 'one' })
    expect(await changedBy(passInPerson(db(), read, two, MACHINE + 2))).toBe(0)
    expect(await rowOf(row.id)).toMatchObject({ secondStaffId: null })
  })

  it("is another school's to nobody", async () => {
    await inPerson()
    const foreign = { ...one, schoolCode: '10558' }
    expect(await first(foreign)).toBe(0)
    await first()
    expect(
      await changedBy(passInPerson(db(), await found(), { ...foreign, staffId: 'two' }, MACHINE + 2)),
    ).toBe(0)
    expect(await find(MACHINE, '10558')).toEqual([])
  })

  it('counts wrong numbers up to the last one allowed, and none of what was passed', async () => {
    const row = await inPerson({ wrongTries: 3 })
    const count = () => changedBy(countWrongTry(db(), row.id, 5))
    expect([await count(), await count(), await count()]).toEqual([1, 1, 0])
    expect(await rowOf(row.id)).toMatchObject({ wrongTries: 5 })
    expect(await find()).toEqual([])
    await set(row, { wrongTries: 0, passedAt: 1 })
    expect(await count()).toBe(0)
  })

  it('is taken back by the next number: what this session asked for and nobody passed, and nothing else', async () => {
    const gone = await inPerson()
    const left = [
      await inPerson({ passedAt: 1 }),
      await inPerson({ sessionHash: 'another' }),
      await inPerson({ rosterEntryId: 'another' }),
      await asked(),
    ]
    expect(await changedBy(dropPendingInPerson(db(), mine.actor.sessionHash, mine.entry.id))).toBe(1)
    await expect(rowOf(gone.id)).rejects.toThrow()
    for (const row of left) expect(await rowOf(row.id)).toEqual(row)
  })
})

describe('信息确认无误', () => {
  const check = (version = 1, id = mine.entry.id) => changedBy(checkEntry(db(), id, version, 7))
  const entry = (changed: Partial<typeof rosterEntries.$inferInsert>) =>
    db().update(rosterEntries).set(changed).where(eq(rosterEntries.id, mine.entry.id))

  it('is said once, of the version that was shown', async () => {
    await entry({ basicInfoCheckedAt: null })
    expect([await check(2), await check(0), await check(1, newId())]).toEqual([0, 0, 0])
    expect([await check(), await check()]).toEqual([1, 0])
  })
})

it('binds an entry to the first sign-in that matched, and to no later one', async () => {
  const bind = (subject: string) =>
    changedBy(bindEntry(db(), { rosterEntryId: mine.entry.id, issuer: 'i', subject, boundAt: 1 }))
  expect([await bind('first'), await bind('second'), await bind('first')]).toEqual([1, 0, 0])
  expect(await db().select().from(bindings).where(eq(bindings.rosterEntryId, mine.entry.id))).toMatchObject([
    { subject: 'first' },
  ])
})

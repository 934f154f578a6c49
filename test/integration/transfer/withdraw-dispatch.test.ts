import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { commit } from '../../../db/commit.ts'
import { withdrawDispatch } from '../../../db/dispatches.ts'
import { dispatches } from '../../../db/schema/dispatches.ts'
import { audit } from '../../../db/schema/operations.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import { type Coded, seedCoded, seedDispatch } from '../../support/dispatch-fixtures.ts'
import { seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'

let cookie = ''
const setup = workAt()
const db = setup.shards.directory
beforeAll(async () => {
  for (const code of ['10001', '10002']) await seedSchool(setup, { code, provinceCode: '11' })
  cookie = (await seedStaff(setup, '10001')).cookie
})
async function withdraw(id: string, json: unknown, headers = {}) {
  const answer = await request(`/api/staff/dispatches/${id}/withdrawal`, { staff: cookie, json, headers })
  return [answer.status, await answer.json()]
}
async function rowsOf(person: Coded) {
  const [rows] = await read(db, [
    db.select().from(dispatches).where(eq(dispatches.rosterEntryId, person.entry.id)),
  ])
  return rows
}

describe('refuses', () => {
  it.each([{}, { version: '1' }, { version: 1, more: 1 }, []])('%j', async (json) => {
    const { id } = await seedDispatch(setup, await seedCoded(setup))
    expect(await withdraw(id, json)).toMatchObject([400, { code: 'request.malformed' }])
  })

  it("another school's sending, one that was replaced, and no id at all", async () => {
    const theirs = await seedDispatch(setup, await seedCoded(setup, { schoolCode: '10002' }))
    const replaced = await seedDispatch(setup, await seedCoded(setup), { outcome: 'returned', replacedAt: 5 })
    for (const id of [theirs.id, replaced.id, newId()])
      expect(await withdraw(id, { version: 1 })).toMatchObject([404, { code: 'dispatch.not_found' }])
    expect(await withdraw('x', { version: 1 })).toMatchObject([404, { code: 'page.not_found' }])
  })

  it.each(['received', 'returned'] as const)('one that was answered %s', async (outcome) => {
    const person = await seedCoded(setup)
    const row = await seedDispatch(setup, person, { outcome })
    expect(await withdraw(row.id, { version: 1 })).toMatchObject([409, { code: 'dispatch.answered' }])
    // and inside the statement, where the answer came between reading and writing
    const statements = withdrawDispatch(db, row, false, setup.now)
    expect(
      await commit(setup, db, { audit: { none: 'counter' }, statements: { seeded: statements } }),
    ).toMatchObject({ done: false })
    expect(await rowsOf(person)).toHaveLength(1)
  })

  it('one that was corrected meanwhile', async () => {
    const person = await seedCoded(setup)
    const { id } = await seedDispatch(setup, person, { version: 2 })
    expect(await withdraw(id, { version: 1 })).toMatchObject([409, { code: 'dispatch.changed' }])
    expect(await rowsOf(person)).toHaveLength(1)
  })
})

it('leaves nothing of a mistaken entry but its audit row; the same request again gets the same answer', async () => {
  const person = await seedCoded(setup)
  const { id } = await seedDispatch(setup, person)
  const headers = { 'Idempotency-Key': crypto.randomUUID() }
  for (const _ of [1, 2])
    expect(await withdraw(id, { version: 1 }, headers)).toEqual([200, { withdrawn: true }])
  expect(await rowsOf(person)).toEqual([])
  const [trail] = await read(db, [db.select().from(audit).where(eq(audit.subjectId, person.entry.id))])
  expect(trail).toMatchObject([{ action: 'dispatch.withdrawn', actorKind: 'staff', schoolCode: '10001' }])
})

it('makes the sending before it count again, and only that one', async () => {
  const person = await seedCoded(setup)
  await seedDispatch(setup, person, { outcome: 'returned', recordedAt: 1, replacedAt: 10 })
  const before = await seedDispatch(setup, person, { outcome: 'returned', recordedAt: 10, replacedAt: 20 })
  const { id } = await seedDispatch(setup, person, { recordedAt: 20 })
  expect(await withdraw(id, { version: 1 })).toMatchObject([200, {}])
  const rows = await rowsOf(person)
  expect(rows.filter(({ replacedAt }) => replacedAt === null)).toMatchObject([{ id: before.id, version: 2 }])
  expect(rows).toHaveLength(2)
})

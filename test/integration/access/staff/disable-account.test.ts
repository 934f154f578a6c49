import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { read } from '../../../../db/client.ts'
import { staff } from '../../../../db/schema/access.ts'
import { audit } from '../../../../db/schema/operations.ts'
import { disableAccount } from '../../../../functions/access/staff/disable-account.ts'
import { seedSchool, seedStaff, type SeededStaff, workAt } from '../../../support/fixtures.ts'
import { request } from '../../../support/http.ts'

const db = () => workAt().shards.directory
let last = 10100
async function school() {
  last += 1
  const code = String(last)
  await seedSchool(workAt(), { code, provinceCode: '11' })
  return { code, me: await seedStaff(workAt(), code), other: await seedStaff(workAt(), code) }
}
type Officer = SeededStaff
const disable = async (by: Officer, id: string, disabled = true): Promise<[number, { code?: string }]> => {
  const answer = await request(`/api/staff/accounts/${id}/disabled`, { staff: by.cookie, json: { disabled } })
  return [answer.status, await answer.json()]
}
async function disabledAtOf(officer: Officer) {
  const [rows] = await read(db(), [db().select().from(staff).where(eq(staff.id, officer.actor.accountId))])
  return rows[0]?.disabledAt
}
async function actionsOn(officer: Officer) {
  const [rows] = await read(db(), [
    db().select().from(audit).where(eq(audit.subjectId, officer.actor.accountId)),
  ])
  return rows.map((row) => row.action)
}

it("refuses another school's account as if it were none", async () => {
  const mine = await school()
  const theirs = await school()
  const missing = await disable(mine.me, 'nobody')
  expect(missing).toMatchObject([404, { code: 'staff.not_found' }])
  const foreign = await disable(mine.me, theirs.other.actor.accountId)
  expect({ ...foreign[1], requestId: '' }).toEqual({ ...missing[1], requestId: '' })
  expect(await disabledAtOf(theirs.other)).toBeNull()
})

it("refuses one's own account", async () => {
  const { me } = await school()
  expect(await disable(me, me.actor.accountId)).toMatchObject([409, { code: 'staff.own_account' }])
  expect(await disabledAtOf(me)).toBeNull()
})

it('disables an account, which ends its session at the next request, and enables it again', async () => {
  const { code, me } = await school()
  const college = await seedStaff(workAt(), code, '哲学系')
  expect((await request('/api/staff/session', { staff: college.cookie })).status).toBe(200)
  const id = college.actor.accountId
  expect(await disable(me, id)).toEqual([200, { id, disabled: true }])
  expect((await request('/api/staff/session', { staff: college.cookie })).status).toBe(401)
  expect(await disable(me, id)).toEqual([200, { id, disabled: true }])
  expect(await disable(me, id, false)).toEqual([200, { id, disabled: false }])
  expect(await disabledAtOf(college)).toBeNull()
  expect(await actionsOn(college)).toEqual(['staff.disabled', 'staff.enabled'])
})

it('keeps one account for the whole school, also when two disable each other one after the other', async () => {
  const { me, other, code } = await school()
  await seedStaff(workAt(), code, '哲学系')
  await disableAccount(workAt(undefined, me.actor), other.actor.accountId, true)
  await expect(
    disableAccount(workAt(undefined, other.actor), me.actor.accountId, true),
  ).rejects.toMatchObject({
    code: 'staff.last_one',
  })
  expect(await disabledAtOf(me)).toBeNull()
})

it('keeps one account for the whole school when two disable each other at once', async () => {
  const { me, other } = await school()
  const both = await Promise.allSettled([
    disableAccount(workAt(undefined, me.actor), other.actor.accountId, true),
    disableAccount(workAt(undefined, other.actor), me.actor.accountId, true),
  ])
  expect(both.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  const still = await Promise.all([disabledAtOf(me), disabledAtOf(other)])
  expect(still.filter((at) => at === null)).toHaveLength(1)
})

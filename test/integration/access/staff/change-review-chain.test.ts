import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { read } from '../../../../db/client.ts'
import { audit } from '../../../../db/schema/operations.ts'
import { schools } from '../../../../db/schema/places.ts'
import { registrations, registrationSteps } from '../../../../db/schema/registrations.ts'
import { changeReviewChain } from '../../../../functions/access/staff/change-review-chain.ts'
import { settleOneLevel } from '../../../../functions/access/staff/settle-one-level.ts'
import { inventExamNumber } from '../../../support/files.ts'
import { seedGraduate, seedSchool, seedStaff, workAt } from '../../../support/fixtures.ts'
import { inventIdNumber } from '../../../support/invented-people.ts'
import { request } from '../../../support/http.ts'
import { seedRegistration } from '../../../support/seed-registration.ts'

const db = () => workAt().shards.directory
const path = '/api/staff/settings/review-chain'

let last = 10100
async function school(reviewLevels: number) {
  last += 1
  const code = String(last)
  await seedSchool(workAt(), { code, provinceCode: '11', reviewLevels })
  return { code, ...(await seedStaff(workAt(), code)), second: await seedStaff(workAt(), code) }
}
const ask = (cookie: string, levels: number) => request(path, { staff: cookie, json: { levels } })
const settle = async (cookie: string, accepted: boolean) => {
  const answer = await request('/api/staff/settings/review-chain/confirmation', {
    staff: cookie,
    json: { accepted },
  })
  return [answer.status, await answer.json()]
}

async function registered(schoolCode: string, given: Parameters<typeof seedRegistration>[1] = {}) {
  const person = await seedGraduate(workAt(), {
    schoolCode,
    examNumber: inventExamNumber(),
    idNumber: inventIdNumber(),
  })
  return seedRegistration(person, given)
}

async function stored(id: string) {
  const [rows] = await read(db(), [db().select().from(registrations).where(eq(registrations.id, id))])
  return rows[0]
}
async function levelsOf(code: string) {
  const [rows] = await read(db(), [db().select().from(schools).where(eq(schools.code, code))])
  return rows[0]?.reviewLevels
}
async function trailOf(code: string) {
  const [rows] = await read(db(), [db().select().from(audit).where(eq(audit.schoolCode, code))])
  return rows.map(({ action, actorId, detail }) => [action, actorId, JSON.parse(detail) as unknown])
}

it.each([[{ levels: 3 }], [{ levels: '2' }], [{}], [{ levels: 2, college: '哲学系' }]])(
  'refuses %j and changes nothing',
  async (json) => {
    const { code, cookie } = await school(1)
    const answer = await request(path, { staff: cookie, json })
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'request.malformed' }])
    expect(await levelsOf(code)).toBe(1)
  },
)

it('changes nothing for one person alone: one level instead of two waits', async () => {
  const { code, actor, cookie } = await school(2)
  const waiting = await registered(code)
  for (const _ of [1, 2]) {
    const answer = await ask(cookie, 1)
    expect([answer.status, await answer.json()]).toEqual([200, { reviewLevels: 2, waits: true }])
  }
  expect(await settle(cookie, true)).toMatchObject([409, { code: 'staff.second_person' }])
  const puppet = await seedStaff(workAt(), code, '', { addedBy: actor.accountId })
  expect(await settle(puppet.cookie, true)).toMatchObject([409, { code: 'staff.second_person' }])
  expect(await levelsOf(code)).toBe(2)
  expect(await stored(waiting)).toMatchObject({ state: 'college_review', version: 1 })
  expect(await trailOf(code)).toEqual([['school.one_level_asked', actor.accountId, {}]])
  const view = await request('/api/staff/settings', { staff: cookie })
  expect(await view.json()).toMatchObject({
    reviewLevels: 2,
    oneLevel: { by: '就业老师', own: true, mayConfirm: false, confirmers: 1 },
  })
})

it('keeps two levels where the other declines or whoever asked takes it back, and can be asked again', async () => {
  const { code, actor, cookie, second } = await school(2)
  await ask(cookie, 1)
  expect((await ask(second.cookie, 1)).status).toBe(409)
  expect(await settle(second.cookie, false)).toEqual([200, { reviewLevels: 2, waits: false }])
  expect(await settle(second.cookie, true)).toMatchObject([409, { code: 'state.changed' }])
  await ask(second.cookie, 1)
  expect(await settle(second.cookie, false)).toEqual([200, { reviewLevels: 2, waits: false }])
  expect(await levelsOf(code)).toBe(2)
  expect((await trailOf(code)).map(([action, by]) => [action, by])).toEqual([
    ['school.one_level_asked', actor.accountId],
    ['school.one_level_declined', second.actor.accountId],
    ['school.one_level_asked', second.actor.accountId],
    ['school.one_level_withdrawn', second.actor.accountId],
  ])
})

it('agrees to what was asked once, whatever is said at once', async () => {
  const { code, actor, second } = await school(2)
  const third = await seedStaff(workAt(), code)
  await changeReviewChain(workAt(undefined, actor), 1)
  const all = await Promise.allSettled([
    settleOneLevel(workAt(undefined, second.actor), true),
    settleOneLevel(workAt(undefined, third.actor), false),
    settleOneLevel(workAt(undefined, actor), false),
  ])
  expect(all.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  expect(await levelsOf(code)).toBe(all[0].status === 'fulfilled' ? 1 : 2)
  expect(await trailOf(code)).toHaveLength(2)
})

it("moves what waits for colleges to the school when a second person agrees to one level, and not another school's", async () => {
  const { code, actor, cookie, second } = await school(2)
  const other = await school(2)
  const waiting = await registered(code)
  const draft = await registered(code, { state: 'draft', submittedAt: null })
  const closed = await registered(code, { closedAt: 1 })
  const foreign = await registered(other.code)

  await ask(cookie, 1)
  expect(await settle(second.cookie, true)).toEqual([200, { reviewLevels: 1, waits: false }])
  expect(await levelsOf(code)).toBe(1)
  // whoever had it open decides about a version that is gone
  expect(await stored(waiting)).toMatchObject({ state: 'school_review', version: 2 })
  expect(await stored(draft)).toMatchObject({ state: 'draft', version: 1 })
  expect(await stored(closed)).toMatchObject({ state: 'college_review', version: 1 })
  expect(await stored(foreign)).toMatchObject({ state: 'college_review', version: 1 })
  const [steps] = await read(db(), [
    db().select().from(registrationSteps).where(eq(registrationSteps.registrationId, waiting)),
  ])
  expect(steps).toEqual([])
  expect(await levelsOf(other.code)).toBe(2)
  expect(await trailOf(code)).toEqual([
    ['school.one_level_asked', actor.accountId, {}],
    ['school.review_chain_changed', second.actor.accountId, { from: 2, to: 1, askedBy: actor.accountId }],
  ])
})

it('leaves what waits for the school where it is when two levels are chosen', async () => {
  const { code, cookie } = await school(1)
  const waiting = await registered(code, { state: 'school_review' })
  expect((await request(path, { staff: cookie, json: { levels: 2 } })).status).toBe(200)
  expect(await levelsOf(code)).toBe(2)
  expect(await stored(waiting)).toMatchObject({ state: 'school_review', version: 1 })
})

it('moves what was submitted while the levels changed, when one level is chosen again', async () => {
  const { code, cookie } = await school(1)
  const late = await registered(code)
  expect((await request(path, { staff: cookie, json: { levels: 1 } })).status).toBe(200)
  expect(await stored(late)).toMatchObject({ state: 'school_review', version: 2 })
  expect(await trailOf(code)).toHaveLength(1)
})

it.each([1, 2])('writes nothing where the chain of %i is chosen already', async (levels) => {
  const { code, cookie } = await school(levels)
  await registered(code, { state: 'school_review' })
  const answer = await request(path, { staff: cookie, json: { levels } })
  expect(await answer.json()).toEqual({ reviewLevels: levels, waits: false })
  expect(await trailOf(code)).toEqual([])
})

it('takes one of two requests made at once, and refuses the other: two who ask agree to nothing', async () => {
  const { code, actor, second } = await school(2)
  const waiting = await registered(code)
  const both = await Promise.allSettled(
    [actor, second.actor].map((each) => changeReviewChain(workAt(undefined, each), 1)),
  )
  for (const each of both)
    if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'state.changed' })
  expect(both.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  expect(await levelsOf(code)).toBe(2)
  expect(await stored(waiting)).toMatchObject({ state: 'college_review', version: 1 })
  expect(await trailOf(code)).toHaveLength(1)
})

import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { read } from '../../../../db/client.ts'
import { audit } from '../../../../db/schema/operations.ts'
import { schools } from '../../../../db/schema/places.ts'
import { registrations, registrationSteps } from '../../../../db/schema/registrations.ts'
import { changeReviewChain } from '../../../../functions/access/staff/change-review-chain.ts'
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
  return { code, ...(await seedStaff(workAt(), code)) }
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

it("moves what waits for colleges to the school when one level is chosen, and not another school's", async () => {
  const { code, actor, cookie } = await school(2)
  const other = await school(2)
  const waiting = await registered(code)
  const draft = await registered(code, { state: 'draft', submittedAt: null })
  const closed = await registered(code, { closedAt: 1 })
  const foreign = await registered(other.code)

  const answer = await request(path, { staff: cookie, json: { levels: 1 } })
  expect([answer.status, await answer.json()]).toEqual([200, { reviewLevels: 1 }])
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
  expect(await trailOf(code)).toEqual([['school.review_chain_changed', actor.accountId, { from: 2, to: 1 }]])
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
  expect(await answer.json()).toEqual({ reviewLevels: levels })
  expect(await trailOf(code)).toEqual([])
})

it('takes one of two changes made at once, and refuses or repeats the other', async () => {
  const { code, actor } = await school(2)
  const second = await seedStaff(workAt(), code)
  const waiting = await registered(code)
  const both = await Promise.allSettled(
    [actor, second.actor].map((each) => changeReviewChain(workAt(undefined, each), 1)),
  )
  for (const each of both)
    if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'state.changed' })
  expect(both.map((each) => each.status)).toContain('fulfilled')
  expect(await levelsOf(code)).toBe(1)
  expect(await stored(waiting)).toMatchObject({ state: 'school_review', version: 2 })
  expect(await trailOf(code)).toHaveLength(1)
})

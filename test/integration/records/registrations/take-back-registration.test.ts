import { beforeAll, expect, it } from 'vitest'
import { seedSchool, seedStaff, workAt } from '../../../support/fixtures.ts'
import { request } from '../../../support/http.ts'
import { review, rowsOf, seedRegistrant, send, submit } from '../../../support/registration-fixtures.ts'

const work = workAt()
let officer: Awaited<ReturnType<typeof seedStaff>>
beforeAll(async () => {
  await seedSchool(work, { code: '10001', provinceCode: '11' })
  officer = await seedStaff(work, '10001')
})

const takenBack = {
  withdrawal: '/api/graduate/registration/withdrawal',
  discard: '/api/graduate/registration/discard',
}
const takeBack = async (
  graduate: string,
  act: keyof typeof takenBack,
  open: { id: string; version: number },
) => {
  const answer = await request(takenBack[act], {
    graduate,
    json: { id: open.id, version: open.version },
  })
  const body: { code?: string; version: number; state: string; id: string } = await answer.json()
  return { ...body, status: answer.status }
}

it('withdraws what is under review, edits it and submits it again', async () => {
  const { cookie, entry } = await seedRegistrant(work)
  const submitted = await submit(cookie)
  const drawn = await takeBack(cookie, 'withdrawal', submitted)
  expect(drawn).toMatchObject({ id: submitted.id, version: 2, state: 'draft' })
  const gone = await review(officer.cookie, submitted.id, 'approval', { version: 1 })
  expect(gone.status).toBe(404)
  const again = await takeBack(cookie, 'withdrawal', drawn)
  expect(again).toMatchObject({ status: 409, code: 'registration.not_submitted' })
  expect(await submit(cookie, { open: drawn })).toMatchObject({ version: 3, state: 'school_review' })
  const { registrations, steps } = await rowsOf(work, entry.id)
  expect(registrations).toHaveLength(1)
  expect(steps.map(({ act }) => act)).toEqual(['submitted', 'withdrawn', 'submitted'])
})

it('discards a draft, after which another can begin', async () => {
  const { cookie, entry } = await seedRegistrant(work)
  const draft: { id: string; version: number } = await (await send(cookie, 'draft')).json()
  expect(await takeBack(cookie, 'discard', draft)).toMatchObject({ state: 'discarded' })
  expect(await takeBack(cookie, 'discard', draft)).toMatchObject({
    status: 404,
    code: 'registration.not_found',
  })
  await submit(cookie)
  const { registrations } = await rowsOf(work, entry.id)
  expect(registrations.map(({ state, closedAt }) => [state, closedAt !== null])).toEqual([
    ['discarded', true],
    ['school_review', false],
  ])
})

it('discards nothing that is under review, and nothing of another version', async () => {
  const { cookie } = await seedRegistrant(work)
  const submitted = await submit(cookie)
  expect(await takeBack(cookie, 'discard', submitted)).toMatchObject({ code: 'registration.under_review' })
  expect(await takeBack(cookie, 'withdrawal', { ...submitted, version: 9 })).toMatchObject({
    status: 409,
    code: 'registration.changed',
  })
})

it('lets either the withdrawal or the approval win', async () => {
  const { cookie, entry } = await seedRegistrant(work)
  const submitted = await submit(cookie)
  const [drawn, approved] = await Promise.all([
    takeBack(cookie, 'withdrawal', submitted),
    review(officer.cookie, submitted.id, 'approval', { version: submitted.version }),
  ])
  expect([drawn.status, approved.status].filter((status) => status === 200)).toHaveLength(1)
  const { registrations, records } = await rowsOf(work, entry.id)
  expect(records).toHaveLength(registrations[0]?.state === 'effective' ? 1 : 0)
})

it("takes back nothing of another graduate's", async () => {
  const { cookie } = await seedRegistrant(work)
  const submitted = await submit(cookie)
  const stranger = await seedRegistrant(work)
  expect(await takeBack(stranger.cookie, 'withdrawal', submitted)).toMatchObject({ status: 404 })
})

import { beforeAll, expect, it } from 'vitest'
import type { RegistrationPage, ReviewView } from '../../../../functions/records/registrations/wire.ts'
import { seedSchool, seedStaff, type SeededStaff, workAt } from '../../../support/fixtures.ts'
import { request } from '../../../support/http.ts'
import { review, rowsOf, seedRegistrant, submit } from '../../../support/registration-fixtures.ts'

const work = workAt()
let officer: Awaited<ReturnType<typeof seedStaff>>
let college: SeededStaff
beforeAll(async () => {
  await seedSchool(work, { code: '10001', provinceCode: '11', reviewLevels: 2 })
  officer = await seedStaff(work, '10001')
  college = await seedStaff(work, '10001', '哲学系')
})

const back = async (staff: string, open: { id: string; version: number }, reason: string) => {
  const answer = await review(staff, open.id, 'return', { version: open.version, reason })
  const body: { code?: string; version: number; state: string } = await answer.json()
  return { ...body, id: open.id, status: answer.status }
}

it('sends it back with a reason that only the graduate and the reviewers read', async () => {
  const { cookie, entry } = await seedRegistrant(work)
  const open = await submit(cookie)
  const returned = await back(college.cookie, open, ' 单位名称请写全称 ')
  expect(returned).toMatchObject({ status: 200, version: 2, state: 'returned' })
  const page: RegistrationPage = await (
    await request('/api/graduate/registration', { graduate: cookie })
  ).json()
  expect(page.open).toMatchObject({ state: 'returned', version: 2 })
  expect(page.open?.steps).toMatchObject([
    { act: 'submitted', level: 'graduate', reason: '' },
    { act: 'returned', level: 'college', reason: '单位名称请写全称' },
  ])
  const seen: ReviewView = await (
    await request(`/api/staff/registrations/${open.id}`, { staff: officer.cookie })
  ).json()
  expect(seen.steps.at(-1)?.reason).toBe('单位名称请写全称')
  const { steps } = await rowsOf(work, entry.id)
  expect(JSON.stringify(steps)).not.toContain('全称')
  // the same row goes into review again, from the first level
  expect(
    await submit(cookie, { open: returned, content: { unitName: '云帆咨询服务有限公司' } }),
  ).toMatchObject({
    id: open.id,
    version: 3,
    state: 'college_review',
  })
})

it.each([
  ['none', ''],
  ['white space', ' 　\n'],
  ['501 characters', '字'.repeat(501)],
])('asks for a reason: %s is not one', async (_, reason) => {
  const { cookie, entry } = await seedRegistrant(work)
  const open = await submit(cookie)
  expect(await back(college.cookie, open, reason)).toMatchObject({
    status: 422,
    code: 'registration.reason_missing',
  })
  expect((await rowsOf(work, entry.id)).registrations).toMatchObject([
    { state: 'college_review', version: 1 },
  ])
})

it('is no act of another level, of another version, or of what is closed', async () => {
  const { cookie } = await seedRegistrant(work)
  const open = await submit(cookie)
  expect(await back(officer.cookie, open, '不对')).toMatchObject({
    status: 409,
    code: 'registration.out_of_order',
  })
  expect(await back(college.cookie, { ...open, version: 2 }, '不对')).toMatchObject({
    code: 'registration.changed',
  })
  const once = await back(college.cookie, open, '不对')
  expect(await back(college.cookie, once, '不对')).toMatchObject({ code: 'registration.out_of_order' })
})

it('lets either the return or the approval win', async () => {
  const { cookie } = await seedRegistrant(work)
  const open = await submit(cookie)
  const answers = await Promise.all([
    back(college.cookie, open, '请联系学院'),
    review(college.cookie, open.id, 'approval', { version: 1 }),
  ])
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

import { expect, it } from 'vitest'
import { inventExamNumber } from '../../../support/files.ts'
import { seedGraduate, seedSchool, seedStaff, workAt } from '../../../support/fixtures.ts'
import { inventIdNumber } from '../../../support/invented-people.ts'
import { request } from '../../../support/http.ts'
import { seedRegistration } from '../../../support/seed-registration.ts'
import type { SettingsView } from '../../../../functions/access/staff/wire.ts'

const graduate = (schoolCode: string, college: string) =>
  seedGraduate(workAt(), {
    schoolCode,
    examNumber: inventExamNumber(),
    idNumber: inventIdNumber(),
    college,
  })

it("shows the school's own chain, colleges, waiting registrations and accounts, and nobody else's", async () => {
  await seedSchool(workAt(), { code: '10001', provinceCode: '11', reviewLevels: 2 })
  await seedSchool(workAt(), { code: '10558', provinceCode: '44' })
  const me = await seedStaff(workAt(), '10001')
  const college = await seedStaff(workAt(), '10001', '哲学系')
  await seedStaff(workAt(), '10558', '哲学系')
  const first = await graduate('10001', '哲学系')
  const second = await graduate('10001', '哲学系')
  const third = await graduate('10001', '法学院')
  const foreign = await graduate('10558', '医学院')
  await seedRegistration(first)
  await seedRegistration(second, { state: 'school_review' })
  await seedRegistration(third, { closedAt: 1 })
  await seedRegistration(foreign)

  const answer = await request('/api/staff/settings', { staff: me.cookie })
  expect(answer.status).toBe(200)
  const view: SettingsView = await answer.json()
  expect(view.reviewLevels).toBe(2)
  expect(view.waitingForColleges).toBe(1)
  expect(view.colleges).toEqual([
    { name: '哲学系', entries: 2, accounts: 1 },
    { name: '法学院', entries: 1, accounts: 0 },
  ])
  expect(view.accounts).toEqual([
    expect.objectContaining({ id: me.actor.accountId, college: '', disabled: false, self: true }),
    expect.objectContaining({ id: college.actor.accountId, college: '哲学系', disabled: false, self: false }),
  ])
})

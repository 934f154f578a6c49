import { beforeAll, describe, expect, it } from 'vitest'
import { seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { rowsOf, send, submit } from '../../support/registration-fixtures.ts'

const work = workAt()
let serial = 0
const graduate = (more: Partial<Parameters<typeof seedGraduate>[1]> = {}) =>
  seedGraduate(work, {
    schoolCode: '10001',
    examNumber: `221101081${String((serial += 1)).padStart(5, '0')}`,
    idNumber: inventIdNumber(),
    // the request's clock is the machine's: a cohort whose changes are still open
    graduationMonth: '203006',
    record: null,
    ...more,
  })

beforeAll(async () => {
  await seedSchool(work, { code: '10001', provinceCode: '11' })
  await seedSchool(work, { code: '10002', provinceCode: '11', reviewLevels: 2 })
  await seedSchool(
    work,
    { code: '10558', provinceCode: '44' },
    { entryName: '某省就业小程序', entryUrl: 'https://entry.example' },
  )
})

it('hands a registration to the school, with a step', async () => {
  const { cookie, entry } = await graduate()
  const answer = await submit(cookie)
  expect(answer).toMatchObject({ version: 1, state: 'school_review', warnings: [] })
  const { registrations, steps } = await rowsOf(work, entry.id)
  expect(registrations).toMatchObject([
    { id: answer.id, state: 'school_review', kind: 'registration', college: '哲学系', basedOnRecordId: null },
  ])
  expect(steps).toMatchObject([{ act: 'submitted', level: 'graduate', actorId: entry.id }])
})

it('names each field and rule that is broken', async () => {
  const { cookie } = await graduate()
  const answer = await send(cookie, 'submission', {
    content: { destinationCode: '70', archivePhone: '请打总机' },
  })
  expect(answer.status).toBe(422)
  const body = await answer.json()
  expect(body).toMatchObject({ code: 'registration.incomplete' })
})

import { beforeAll, expect, it } from 'vitest'
import type { ReviewView } from '../../../../functions/records/registrations/wire.ts'
import { seedSchool, seedStaff, type SeededStaff, workAt } from '../../../support/fixtures.ts'
import { filled } from '../../../support/filled-content.ts'
import { request } from '../../../support/http.ts'
import { review, seedRegistrant, send, submit } from '../../../support/registration-fixtures.ts'

const work = workAt()
let officer: Awaited<ReturnType<typeof seedStaff>>
let college: SeededStaff
beforeAll(async () => {
  await seedSchool(work, { code: '10001', provinceCode: '11', reviewLevels: 2 })
  officer = await seedStaff(work, '10001')
  college = await seedStaff(work, '10001', '哲学系')
})

const look = async (staff: string, id: string) => {
  const answer = await request(`/api/staff/registrations/${id}`, { staff })
  const body: ReviewView = await answer.json()
  return { ...body, status: answer.status }
}

it('shows a first registration with its graduate, and no identity number', async () => {
  const { cookie, entry } = await seedRegistrant(work)
  const open = await submit(cookie, { reason: '请审核', content: { archiveUnitAddress: '海淀区' } })
  const seen = await look(college.cookie, open.id)
  expect(seen).toMatchObject({
    status: 200,
    kind: 'registration',
    state: 'college_review',
    reason: '请审核',
    content: { ...filled, archiveUnitAddress: '海淀区', unitRegionName: '北京市西城区' },
    graduate: {
      name: '陈诚',
      examNumber: entry.examNumber,
      level: '本科',
      trainingMode: '非定向',
      graduationMonth: entry.graduationMonth,
    },
    before: null,
    changed: [],
    mayDecide: { allowed: true, because: null, detail: null },
  })
  expect(seen.warnings.map(({ field }) => field)).toEqual(['archiveUnitAddress'])
  const raw = await (await request(`/api/staff/registrations/${open.id}`, { staff: college.cookie })).text()
  expect(raw).not.toMatch(/idNumber|phone"|email/)
})

it('shows a change beside the record it changes, also after it took effect', async () => {
  const { cookie, record } = await seedRegistrant(work, { record: {} })
  const open = await submit(cookie, { kind: 'archive_change', content: { archiveContact: '人事处' } })
  const before = await look(officer.cookie, open.id)
  expect(before).toMatchObject({
    before: { archiveContact: record?.archiveContact },
    changed: ['archiveContact'],
    mayDecide: { allowed: false, because: 'registration.out_of_order' },
  })
  await review(college.cookie, open.id, 'approval', { version: 1 })
  await review(officer.cookie, open.id, 'approval', { version: 2 })
  expect(await look(college.cookie, open.id)).toMatchObject({
    state: 'effective',
    before: { archiveContact: record?.archiveContact },
    changed: ['archiveContact'],
    mayDecide: { allowed: false },
  })
})

it('shows what a void would end', async () => {
  const { cookie, record } = await seedRegistrant(work, { record: {} })
  const open = await submit(cookie, { kind: 'void', reason: '已解约' })
  expect(await look(college.cookie, open.id)).toMatchObject({
    kind: 'void',
    reason: '已解约',
    before: { unitName: record?.unitName },
    changed: [],
    warnings: [],
  })
})

it('knows no draft, and nothing that is not there', async () => {
  const { cookie } = await seedRegistrant(work)
  const draft: { id: string } = await (await send(cookie, 'draft')).json()
  for (const id of [draft.id, 'AAAAAAAAAAAAAAAAAAAAAA', '%27--'])
    expect((await look(officer.cookie, id)).status).toBe(404)
})

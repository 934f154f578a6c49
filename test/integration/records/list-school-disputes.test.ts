import { beforeAll, expect, it } from 'vitest'
import { insertRows } from '../../../db/bulk.ts'
import { disputes } from '../../../db/schema/records.ts'
import { rosterEntries } from '../../../db/schema/roster.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import { disputeRecord } from '../../../functions/records/dispute-record.ts'
import { getRecord } from '../../../functions/records/get-record.ts'
import { listSchoolDisputes } from '../../../functions/records/list-school-disputes.ts'
import { withdrawDispute } from '../../../functions/records/withdraw-dispute.ts'
import { checkUpload } from '../../../functions/intake/check-upload.ts'
import { importUpload } from '../../../functions/intake/import-upload.ts'
import { csvOf, destinationLine, inventExamNumber } from '../../support/files.ts'
import { type Graduate, seedGraduate, seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'

type Staff = Awaited<ReturnType<typeof seedStaff>>
let own: Staff
let other: Staff
beforeAll(async () => {
  const contact = { contactDepartment: '学生就业中心', contactPhone: '010-62750000' }
  const entry = { entryName: '大学生就业创业小程序', entryUrl: 'https://job.example.gov.cn' }
  await seedSchool(workAt(), { code: '10001', provinceCode: '11', ...contact }, entry)
  await seedSchool(workAt(), { code: '10002', provinceCode: '11' })
  await seedSchool(workAt(), { code: '10003', provinceCode: '11' })
  own = await seedStaff(workAt(), '10001')
  other = await seedStaff(workAt(), '10002')
})

const claims = {
  destination: { kind: 'wrong' as const, explanation: '单位名称少了“分公司”' },
  archive: { explanation: '档案应转回生源地' },
  hukou: null,
  contact: '13900000000',
}
async function disputed(
  schoolCode: string,
  more: Partial<Parameters<typeof seedGraduate>[1]> = {},
  at = '2026-11-23T02:00:00Z',
): Promise<Graduate> {
  const person = await seedGraduate(workAt(), {
    schoolCode,
    examNumber: inventExamNumber(),
    idNumber: inventIdNumber(),
    ...more,
  })
  await disputeRecord(workAt(at, person.actor), 1, claims)
  return person
}
const namesOf = async (staff: Staff, query = '') => {
  const answer = await request(`/api/staff/disputes${query}`, { staff: staff.cookie })
  expect(answer.status).toBe(200)
  const body: Awaited<ReturnType<typeof listSchoolDisputes>> = await answer.json()
  return body.disputes.map(({ entry }) => entry.name)
}

it.each(['?after=1', '?after=x.y', "?after=1.' or 1=1 --aaaaaaaaaa", '?source=other', '?school=10002'])(
  'refuses %s',
  async (query) => {
    const answer = await request(`/api/staff/disputes${query}`, { staff: own.cookie })
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'request.malformed' }])
  },
)

it("shows a school's own open disputes, oldest first, with who mends them", async () => {
  const second = await disputed('10001', { name: '乙' }, '2026-11-22T02:00:00Z')
  const first = await disputed(
    '10001',
    { name: '甲', record: { sourceSystem: 'provincial' } },
    '2026-11-21T02:00:00Z',
  )
  await disputed('10002', { name: '外校' })
  const withdrawn = await disputed('10001', { name: '已撤销' })
  await withdrawDispute(workAt(undefined, withdrawn.actor))
  expect(await namesOf(own)).toEqual(['甲', '乙'])
  expect(await namesOf(own, '?source=national')).toEqual(['乙'])
  expect(await namesOf(own, '?source=provincial')).toEqual(['甲'])
  expect(await namesOf(other)).toEqual(['外校'])
  const { disputes: shown } = await listSchoolDisputes(workAt(undefined, own.actor), {})
  expect(shown[0]).toMatchObject({
    openedAt: '2026-11-21T02:00:00.000Z',
    handler: {
      kind: 'province',
      name: '大学生就业创业小程序',
      url: 'https://job.example.gov.cn',
      contact: '',
    },
  })
  expect(shown[1]).toEqual({
    id: expect.any(String),
    openedAt: '2026-11-22T02:00:00.000Z',
    entry: {
      id: second.entry.id,
      name: '乙',
      examNumber: second.entry.examNumber,
      college: '哲学系',
      major: '哲学类',
    },
    ...claims,
    record: expect.objectContaining({
      version: 1,
      sourceSystem: 'national',
      destination: expect.objectContaining({ unitName: '北京云帆咨询服务有限公司' }),
    }),
    handler: { kind: 'school', name: '学生就业中心', url: '', contact: '010-62750000' },
  })
  // the graduate reads the same of who must act, and since when
  for (const [person, at] of [
    [first, 0],
    [second, 1],
  ] as const) {
    const { dispute } = await getRecord(workAt(undefined, person.actor))
    expect(dispute).toMatchObject({ openedAt: shown[at]?.openedAt, handler: shown[at]?.handler })
  }
})

it('leaves the list when a corrected version arrives, and not before', async () => {
  const person = await disputed('10002', { name: '待更正' })
  const line = (unitName: string) =>
    csvOf([destinationLine(person.entry.examNumber, { 姓名: '待更正', 单位名称: unitName })])
  expect(await namesOf(other)).toContain('待更正')
  const bytes = line('北京云帆咨询服务有限公司海淀分公司')
  const { id } = await checkUpload(workAt(undefined, other.actor), {
    kind: 'destinations',
    fileName: 'd.csv',
    bytes,
  })
  expect(await namesOf(other)).toContain('待更正')
  await importUpload(workAt(undefined, other.actor), id, bytes)
  expect(await namesOf(other)).not.toContain('待更正')
})

it('pages without gaps or repeats, and costs the same far in as at the beginning', async () => {
  const staff = await seedStaff(workAt(), '10003')
  const work = workAt(undefined, staff.actor)
  const db = work.shards.directory
  const person = await disputed('10003')
  const [template] = await db.select().from(disputes)
  if (template === undefined) throw new Error('no dispute')
  const detail = JSON.stringify(claims)
  const rows = await Promise.all(
    Array.from({ length: 160 }, async (_, at) => {
      const id = newId()
      return {
        ...template,
        id,
        rosterEntryId: `of-nobody-${at}`,
        recordId: person.record?.id ?? '',
        // several at the same instant: the id decides among them
        openedAt: Date.parse('2026-11-01T00:00:00Z') + Math.floor(at / 7),
        schoolCode: '10003',
        detailCipher: await work.secrets.seal('disputes.detail', id, detail),
      }
    }),
  )
  // one entry has one open dispute at most, so the others stand for entries of their own
  for (const { statement } of insertRows(
    db,
    rosterEntries,
    rows.map((row) => ({ ...person.entry, id: row.rosterEntryId, examNumber: inventExamNumber() })),
  ))
    await statement
  for (const { statement } of insertRows(db, disputes, rows)) await statement
  const seen: string[] = []
  const costs: number[] = []
  for (let after: string | undefined; ;) {
    const page = workAt(undefined, staff.actor)
    const answer = await listSchoolDisputes(page, { after })
    seen.push(...answer.disputes.map(({ id }) => id))
    costs.push(page.meter.rows)
    if (answer.next === null) break
    after = answer.next
  }
  expect(seen).toHaveLength(161)
  expect(new Set(seen).size).toBe(161)
  expect(costs).toHaveLength(4)
  expect(Math.max(...costs)).toBeLessThanOrEqual((costs[0] ?? 0) + 5)
  expect(costs[0]).toBeLessThanOrEqual(51 * 3 + 5)
})

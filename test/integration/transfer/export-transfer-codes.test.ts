import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { audit } from '../../../db/schema/operations.ts'
import { exportTransferCodes } from '../../../functions/transfer/export-transfer-codes.ts'
import { readCsv } from '../../../functions/sheets/read-csv.ts'
import { seedCoded, seedCohort, seedDispatch } from '../../support/dispatch-fixtures.ts'
import { seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'

const setup = workAt()
const db = setup.shards.directory
const people: Awaited<ReturnType<typeof seedCoded>>[] = []
let cookie = ''
beforeAll(async () => {
  for (const code of ['10001', '10002', '10003']) await seedSchool(setup, { code, provinceCode: '11' })
  cookie = (await seedStaff(setup, '10001')).cookie
  people.push(
    await seedCoded(setup, {
      examNumber: '26110108990010',
      name: '=HYPERLINK("http://x","y")',
      college: '+哲学系',
      major: '@专业',
      record: {
        archiveUnitName: '-1+1',
        archiveUnitAddress: '人民路17号,"东"楼\n201',
        archiveContact: '\t=1',
        archivePhone: '+86 10 80000001',
      },
    }),
    await seedCoded(setup, { examNumber: '26110108990011', name: '王𬭚' }),
    await seedCoded(setup, { examNumber: '26110108990012', record: { archiveTransferType: '' } }),
  )
  await seedDispatch(setup, people[1] ?? expect.unreachable(), {
    outcome: 'returned',
    returnReason: '=查无此人',
    method: 'confidential',
    trackingNumber: 'JY-0001',
  })
  await seedCoded(setup, { schoolCode: '10002', name: '别校' })
})

const get = (search: string) => request(`/api/staff/transfer-codes.csv${search}`, { staff: cookie })
const tableOf = async (answer: Response) => {
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const [header = [], ...lines] = readCsv(bytes).rows.map(({ cells }) => cells)
  return lines.map((cells) => Object.fromEntries(header.map((title, at) => [title, cells[at] ?? ''])))
}

describe('refuses', () => {
  it.each(['?after=AAAAAAAAAAAAAAAAAAAAAA', '?cohort=x', '?status=lost'])(
    '%s, and notes no export',
    async (search) => {
      expect((await get(search)).status).toBe(400)
      const [trail] = await read(db, [
        db.select().from(audit).where(eq(audit.action, 'transfer_codes.exported')),
      ])
      expect(trail).toEqual([])
    },
  )
})

it('writes every column under its label, and no cell that a spreadsheet takes for a formula', async () => {
  const answer = await get('?cohort=2026')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain('转递编号-2026届.csv')
  const [first, second, third, ...more] = await tableOf(answer)
  expect(more).toEqual([])
  expect(first).toEqual({
    考生号: '26110108990010',
    姓名: '\'=HYPERLINK("http://x","y")',
    院系: "'+哲学系",
    专业: "'@专业",
    档案转递类型: '托管单位接收',
    档案转递单位名称: "'-1+1",
    档案转递单位所在地: '北京市海淀区',
    档案转递单位地址: '人民路17号,"东"楼\n201',
    档案转递单位邮编: '100195',
    '联系人/联系部门': "'\t=1",
    联系电话: "'+86 10 80000001",
    转递编号: people[0]?.code,
    转递编号有效期至: '2027-03-31 23:59:59',
    转递方式: '',
    邮寄单号: '',
    寄出日期: '',
    寄送状态: '未寄出',
    回执时间: '',
    回执方式: '',
    退回原因: '',
  })
  expect(second).toMatchObject({
    姓名: '王𬭚',
    转递方式: '机要',
    邮寄单号: 'JY-0001',
    寄出日期: '2026-07-08',
    寄送状态: '已退回',
    回执时间: '2026-11-23 10:00:00',
    回执方式: '经转递编号反馈（未登录）',
    退回原因: "'=查无此人",
  })
  expect(third).toMatchObject({ 档案转递类型: '', 寄送状态: '无档案转递信息' })
  const [trail] = await read(db, [db.select().from(audit).where(eq(audit.action, 'transfer_codes.exported'))])
  expect(trail).toMatchObject([{ actorKind: 'staff', subjectId: '10001', schoolCode: '10001' }])
  expect(JSON.parse(trail[0]?.detail ?? '')).toEqual({
    count: 3,
    cohort: 2026,
  })
})

it('filters as the list does, and gives a school without codes the header alone', async () => {
  expect((await tableOf(await get('?cohort=2026&status=returned'))).map((row) => row['姓名'])).toEqual([
    '王𬭚',
  ])
  const { cookie: theirs } = await seedStaff(setup, '10003')
  const empty = await request('/api/staff/transfer-codes.csv', { staff: theirs })
  expect(await tableOf(empty)).toEqual([])
})

it('writes 3,000 rows in pieces, page by page, each once and in order', async () => {
  await seedCohort(setup, '10003', 3000)
  const work = workAt(undefined, (await seedStaff(setup, '10003')).actor)
  const { csv } = await exportTransferCodes(work, { cohort: 2026, college: '' })
  const calls = work.meter.calls
  const reader = csv.getReader()
  const chunks: Uint8Array[] = []
  for (let piece = await reader.read(); piece.value !== undefined; piece = await reader.read())
    chunks.push(piece.value)
  expect(work.meter.calls - calls).toBe(7)
  expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThan(300_000)
  const rows = await tableOf(new Response(new Blob(chunks as BlobPart[])))
  const numbers = rows.map((row) => row['考生号'] ?? '')
  expect(numbers).toHaveLength(3000)
  expect(numbers).toEqual([...new Set(numbers)].toSorted())
})

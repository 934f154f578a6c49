import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { audit } from '../../../db/schema/operations.ts'
import { qrSvg } from '../../../functions/proof/qr.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import { type Coded, seedCoded, seedDispatch } from '../../support/dispatch-fixtures.ts'
import { seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { testApp } from '../../support/test-app.ts'

const setup = workAt(new Date().toISOString())
const app = testApp()
const staff = { cookie: '', college: '' }
beforeAll(async () => {
  await seedSchool(setup, {
    code: '10001',
    name: '北京大学',
    provinceCode: '11',
    contactDepartment: '就业指导中心',
    contactPhone: '010-11110000',
    contactEmail: 'career@example.com',
  })
  await seedSchool(setup, { code: '10002', provinceCode: '11' })
  staff.cookie = (await seedStaff(setup, '10001')).cookie
  staff.college = (await seedStaff(setup, '10001', '哲学系')).cookie
})

const open = (ids: string, cookie = staff.cookie, accept = 'application/json') =>
  app(`/staff/transfer-slips?entries=${ids}`, {
    headers: { accept, ...(cookie === '' ? {} : { cookie: `__Host-staff=${cookie}` }) },
    redirect: 'manual',
  })
const idsOf = (people: Coded[]) => people.map(({ entry }) => entry.id).join(',')
const textOf = (html: string) =>
  html
    .replaceAll(/<style>.*?<\/style>|<script>.*?<\/script>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

describe('refuses', () => {
  it("another school's entry like one that is missing, also among the school's own", async () => {
    const [own, theirs] = [await seedCoded(setup), await seedCoded(setup, { schoolCode: '10002' })]
    for (const ids of [theirs.entry.id, newId(), idsOf([own, theirs])]) {
      const answer = await open(ids)
      expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'page.not_found' }])
    }
  })

  it.each(['', 'x', `${'A'.repeat(22)},`, `${'A'.repeat(22)}&x=1`])('the entries %j', async (ids) => {
    expect((await open(ids)).status).toBe(400)
  })

  it('more than 100 at once', async () => {
    expect((await open(Array.from({ length: 101 }, () => newId()).join(','))).status).toBe(400)
  })

  it.each<[Parameters<typeof seedCoded>[1], string]>([
    [{ record: { archiveTransferType: '' } }, 'dispatch.no_archive'],
    [{ record: { archiveTransferType: '保留原校' } }, 'dispatch.not_needed'],
    [{ completionCode: '4' }, 'dispatch.on_hold'],
  ])('the entry %j', async (given, code) => {
    const answer = await open(idsOf([await seedCoded(setup, given)]))
    expect([answer.status, await answer.json()]).toMatchObject([409, { code }])
  })

  it("a college's staff, and leads whoever is not signed in to the sign-in and back", async () => {
    const { id } = (await seedCoded(setup)).entry
    expect(await (await open(id, staff.college)).json()).toMatchObject({ code: 'staff.school_only' })
    const answer = await open(id, '')
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      `/sign-in/staff?return=${encodeURIComponent(`/staff/transfer-slips?entries=${id}`)}`,
    ])
  })
})

it('prints the notice, the code with its end, and the receipt with where it goes', async () => {
  const person = await seedCoded(setup, { name: '<b>王𬭚</b>', graduationMonth: '202606' })
  const answer = await open(idsOf([person]))
  expect(answer.status).toBe(200)
  const body = await answer.text()
  const text = textOf(body)
  const order = [
    '样张',
    '高校毕业生档案转递通知单',
    '北京市海淀区人力资源公共服务中心',
    '现将北京大学毕业生',
    '转递编号：',
    '姓名',
    '性别',
    '哲学系',
    '哲学类',
    '本科',
    '202606',
    '托管单位接收',
    '北京市海淀区人民路17号201室',
    '100195',
    '档案科',
    '转递方式',
    '核验方式',
    '127.0.0.1:8787',
    '档案转递信息在线核验',
    '2027-03-31 23:59:59',
    '沿此线撕下',
    '档案转递回执',
    '已收到',
    '退回，原因',
    '盖章',
    '就业指导中心 010-11110000 career@example.com',
  ]
  expect(body).toContain('<a href="tel:+861011110000">010-11110000</a>')
  expect(body).toContain('<a href="mailto:career@example.com">career@example.com</a>')
  let at = 0
  for (const piece of order) {
    const found = text.indexOf(piece, at)
    expect(found, `${piece} after …${text.slice(Math.max(0, at - 20), at)}`).toBeGreaterThanOrEqual(at)
    at = found + piece.length
  }
  expect(body).toContain(qrSvg(`http://127.0.0.1:8787/v#${person.code}`, '转递编号二维码'))
  expect(text.replaceAll(' ', '')).toContain(`转递编号：${person.code}`)
  expect(body).toContain('&lt;b&gt;王𬭚')
  expect(body).not.toContain('<b>王𬭚')
  expect(body).not.toContain(person.entry.examNumber)
  expect(body).not.toMatch(/ style=| on[a-z]+=|<link|src=/)
  expect(answer.headers.get('content-security-policy')).not.toContain('unsafe')
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

it('prints many in the order asked for, each once, with how the file was sent where that is known', async () => {
  const [one, two] = [await seedCoded(setup, { name: '甲' }), await seedCoded(setup, { name: '乙' })]
  await seedDispatch(setup, one, { method: 'confidential', trackingNumber: 'JY-77', sentOn: '2026-07-01' })
  await seedDispatch(setup, two, { outcome: 'returned', trackingNumber: 'JY-OLD' })
  const body = await (await open(idsOf([two, one, two]))).text()
  expect([...body.matchAll(/class="sheet slip"/g)]).toHaveLength(2)
  const text = textOf(body)
  expect(text.indexOf('毕业生 乙')).toBeLessThan(text.indexOf('毕业生 甲'))
  expect(text).toMatch(/转递方式 邮寄单号 寄出日期 核验方式/)
  expect(text).not.toContain('JY-OLD')
  expect(text).toMatch(/转递方式 机要 邮寄单号 JY-77 寄出日期 2026-07-01/)
  const [trail] = await read(setup.shards.directory, [
    setup.shards.directory.select().from(audit).where(eq(audit.action, 'transfer_slips.printed')),
  ])
  expect(trail.map(({ detail }) => JSON.parse(detail) as object)).toContainEqual({ count: 2 })
})

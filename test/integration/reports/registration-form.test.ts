import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { commit } from '../../../db/commit.ts'
import { voidVersion } from '../../../db/record-versions.ts'
import { sessions } from '../../../db/schema/access.ts'
import { foldCode } from '#model/codes/codes.ts'
import { qrSvg } from '../../../functions/proof/qr.ts'
import { type Graduate, seedGraduate, seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { testApp } from '../../support/test-app.ts'
import { seedTransferCode } from '../../support/transfer-fixtures.ts'

const setup = workAt(new Date().toISOString())
const app = testApp()
let exam = 26_110_107_150_000
type Coded = Graduate & { code: string }

async function newGraduate(given: Partial<Parameters<typeof seedGraduate>[1]> = {}): Promise<Coded> {
  const graduate = await seedGraduate(setup, {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
    graduationMonth: '209806',
    cohort: 2098,
    ...given,
  })
  return { ...graduate, code: await seedTransferCode(setup, graduate) }
}

const own = '/graduate/registration-form'
const page = (path: string, who: { graduate?: string; staff?: string } = {}) =>
  app(path, {
    headers: {
      accept: 'application/json',
      ...(who.graduate === undefined ? {} : { cookie: `__Host-graduate=${who.graduate}` }),
      ...(who.staff === undefined ? {} : { cookie: `__Host-staff=${who.staff}` }),
    },
    redirect: 'manual',
  })
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code]

/** What is read on the page: the labels and values in order, tags and style away. */
const textOf = (html: string) =>
  html
    .replaceAll(/<style>.*?<\/style>|<script>.*?<\/script>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

let owner: Coded
let officer: Awaited<ReturnType<typeof seedStaff>>
beforeAll(async () => {
  await seedSchool(setup, { code: '10001', provinceCode: '11' })
  await seedSchool(setup, { code: '10002', provinceCode: '11' })
  owner = await newGraduate({ name: '<b>陈诚</b>', studentNumber: '2200012345', ethnicGroupCode: '53' })
  officer = await seedStaff(setup, '10001')
})

describe('refuses', () => {
  it('whoever is not signed in, and leads to the sign-in and back', async () => {
    const graduate = await page(`${own}?download=1`, { staff: officer.cookie })
    expect([graduate.status, graduate.headers.get('location')]).toEqual([
      302,
      '/sign-in/graduate?return=%2Fgraduate%2Fregistration-form',
    ])
    const staff = await page(`/staff/registration-forms/${owner.entry.id}`, { graduate: owner.cookie })
    expect([staff.status, staff.headers.get('location')]).toEqual([
      302,
      `/sign-in/staff?return=%2Fstaff%2Fregistration-forms%2F${owner.entry.id}`,
    ])
  })

  it("another school's staff like an entry that is missing or no id at all", async () => {
    const stranger = await seedStaff(setup, '10002')
    for (const id of [owner.entry.id, 'A'.repeat(22), 'x', owner.code])
      expect(await codeOf(await page(`/staff/registration-forms/${id}`, { staff: stranger.cookie }))).toEqual(
        [404, 'page.not_found'],
      )
  })

  it("a college's staff", async () => {
    const college = await seedStaff(setup, '10001', '哲学系')
    expect(
      await codeOf(await page(`/staff/registration-forms/${owner.entry.id}`, { staff: college.cookie })),
    ).toEqual([403, 'staff.school_only'])
  })

  it.each(['?download=2', '?download=1&download=1', '?id=x'])('%s', async (search) => {
    expect((await page(own + search, { graduate: owner.cookie })).status).toBe(400)
  })

  it('a graduate who has not chosen among several entries', async () => {
    const person = await newGraduate()
    const db = setup.shards.directory
    await db
      .update(sessions)
      .set({ rosterEntryId: null })
      .where(eq(sessions.idHash, person.actor.sessionHash))
    expect(await codeOf(await page(own, { graduate: person.cookie }))).toEqual([409, 'entry.not_chosen'])
  })
})

it('prints the four blocks in order, the code, its date, how to verify and until when, and nothing else', async () => {
  const answer = await page(own, { graduate: owner.cookie })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const body = await answer.text()
  const text = textOf(body)
  const order =
    `样张 全国普通高等学校毕业生去向登记信息表 转递编号： 登记信息日期： 基本信息 姓名 性别 男 毕业院校 北京大学 毕业时间
    209806 学制 4 专业 哲学类 学历 本科 生源所在地 毕业去向信息 毕业去向 签就业协议形式就业 单位名称 北京云帆 单位所在地
    北京市西城区 档案转递信息 档案转递类型 托管单位接收 单位名称 人力资源公共服务中心 单位所在地 单位邮编 100195
    联系人/联系部门 档案科 联系电话 010-80000001 户口迁移信息 户口迁移类型 迁往人才服务机构集体户 户口迁移所在地
    北京市海淀区 注意事项： 去向沙箱运营单位提供 127.0.0.1:8787 档案转递信息在线核验 姓名和转递编号 查询当时的登记信息
    2099-03-31 23:59:59`.split(/\s+/)
  let at = 0
  for (const piece of order) {
    const found = text.indexOf(piece, at)
    expect(found, `${piece} after …${text.slice(Math.max(0, at - 20), at)}`).toBeGreaterThanOrEqual(at)
    at = found + piece.length
  }
  expect(foldCode(text.slice(text.indexOf('转递编号：') + 5, text.indexOf('登记信息日期')))).toBe(owner.code)
  expect(body).toContain('&lt;b&gt;陈诚')
  expect(body).not.toContain('<b>陈诚')
  expect(body).not.toContain(owner.entry.examNumber)
  expect(body).not.toMatch(/1101002004\d{8}|2200012345|19900000001|graduate@example\.com|民族|身份证/)
})

it('holds the address of the QR page and the code in its QR, and no name', async () => {
  const body = await (await page(own, { graduate: owner.cookie })).text()
  expect(body).toContain(qrSvg(`http://127.0.0.1:8787/v#${owner.code}`, '转递编号二维码'))
})

it('is the same sheet for the school, and a saved copy has no script', async () => {
  const path = `/staff/registration-forms/${owner.entry.id}`
  const sheetOf = (body: string) => body.slice(body.indexOf('<main'), body.indexOf('</main>'))
  const forGraduate = await (await page(own, { graduate: owner.cookie })).text()
  const forSchool = await (await page(path, { staff: officer.cookie })).text()
  expect(sheetOf(forSchool)).toBe(sheetOf(forGraduate))
  const copy = await page(`${path}?download=1`, { staff: officer.cookie })
  expect(copy.headers.get('content-disposition')).toContain('registration-form.html')
  expect(await copy.text()).not.toContain('<script>')
})

it('prints an empty block with -- where nothing is registered', async () => {
  const person = await newGraduate({ record: { archiveTransferType: '', hukouMigrationType: '' } })
  const text = textOf(await (await page(own, { graduate: person.cookie })).text())
  expect(text).toContain('档案转递信息 档案转递类型 -- 单位名称 --')
  expect(text).toContain('户口迁移信息 户口迁移类型 -- 户口迁移所在地 --')
})

it.each([
  ['has run out', { graduationMonth: '202306', cohort: 2023 }, '转递编号已过期'],
  ['is held', { completionCode: '3' }, '转递编号暂停使用'],
])('says on the sheet itself that the code %s', async (_, given, title) => {
  const person = await newGraduate(given)
  const body = await (await page(`${own}?download=1`, { graduate: person.cookie })).text()
  expect(body.slice(body.indexOf('class="sheet"'))).toContain(title)
})

describe('says what is missing', () => {
  const detailOf = async (person: Graduate) =>
    (await (await page(own, { graduate: person.cookie })).json()) as { code: string; detail: string }

  it('where no destination is registered', async () => {
    const person = await seedGraduate(setup, {
      schoolCode: '10001',
      examNumber: String((exam += 1)),
      idNumber: inventIdNumber(),
      record: null,
    })
    expect(await detailOf(person)).toMatchObject({
      code: 'registration_form.missing',
      detail: expect.stringContaining('尚未登记毕业去向'),
    })
    const headers = { accept: 'text/html', cookie: `__Host-graduate=${person.cookie}` }
    const shown = await app(own, { headers })
    expect(await shown.text()).toMatch(/尚未登记毕业去向.*href="\/graduate\/confirm\/"/s)
  })

  it('where the record was voided', async () => {
    const person = await newGraduate()
    const db = setup.shards.directory
    await commit(setup, db, {
      audit: { none: 'counter' },
      statements: {
        versions: voidVersion(db, {
          recordId: person.record?.id ?? '',
          rosterEntryId: person.entry.id,
          provinceCode: '11',
          now: setup.now,
        }),
      },
    })
    expect(await detailOf(person)).toMatchObject({
      code: 'registration_form.missing',
      detail: expect.stringContaining('已作废'),
    })
    const staffed = await page(`/staff/registration-forms/${person.entry.id}`, { staff: officer.cookie })
    expect(await codeOf(staffed)).toEqual([409, 'registration_form.missing'])
  })
})

import { exportJWK, generateKeyPair } from 'jose'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { registerClient } from '../../functions/access/machines/register-client.ts'
import { provinceSystem } from '../sandbox/province-system.ts'
import { monthBefore } from '../sandbox/redate.ts'
import { closePages, openBrowser } from './shared-browser.ts'
import { destinationLine } from '../support/files.ts'
import { invent, type Invented, rosterFile } from '../support/school-files.ts'
import { addOwnSchool, onSandbox } from './on-sandbox.ts'
import { sandbox } from './own-sandbox.ts'
import { checkBasicInfo, confirmRight, disputeUnit, enter, uploadFile, verifyTyped } from './steps.ts'

const origin = sandbox.origin
const school = { code: '10004', name: '北京交通大学' }
const college = '哲学系'
let browser: Browser
beforeAll(async () => {
  await addOwnSchool(school)
  browser = await openBrowser()
})
afterAll(closePages)

async function onPhone(person: Invented): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  await enter(page, `${origin}/graduate/basic-info/`, 'graduate', person.idNumber)
  await checkBasicInfo(page)
  return { context, page }
}

async function atDesk(login: string, path: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  await enter(page, origin + path, 'staff', login)
  return page
}

/** Two levels of review, and an account for the college, by whoever does not review for the school. */
async function staffCollege(): Promise<string> {
  const login = `staff-${school.code}-c1`
  const office = await atDesk(`staff-${school.code}-2`, '/staff/settings/')
  await office.getByText('学院审核，再由学校审核').click()
  await office.getByRole('button', { name: '保存审核方式' }).click()
  await office.getByText('审核方式已保存').waitFor()
  await office.getByLabel('登录名').fill(login)
  await office.getByLabel('姓名').fill('方老师')
  await office.getByLabel('范围').selectOption(college)
  await office.getByRole('button', { name: '添加', exact: true }).click()
  await office.getByText(/已添加“方老师”/).waitFor()
  await office.context().close()
  return login
}

const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click()
const step = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor()

async function chooseRegion(page: Page, field: string, province: string, city: string, county: string) {
  for (const [part, code] of [
    ['省', province],
    ['市', city],
    ['县', county],
  ] as const)
    await page.getByLabel(`${field} ${part}`).selectOption(code)
}

/** The form from the menu to 提交; the receiving unit's address stays vague. */
async function register(page: Page): Promise<void> {
  await page.goto(`${origin}/graduate/`)
  await page.getByRole('link', { name: /毕业去向登记/ }).click()
  await page.getByRole('link', { name: '开始登记' }).click()
  await step(page, '毕业去向')
  await page.getByLabel('毕业去向类别').selectOption('10')
  await page.getByLabel('单位名称').fill('北京晨光数据有限公司')
  await page.getByLabel('统一社会信用代码').fill('91350100M000100Y43')
  await page.getByLabel('单位性质').selectOption('39')
  await page.getByLabel('单位行业').selectOption('34')
  await page.getByLabel('工作职位类别').selectOption('13')
  await chooseRegion(page, '单位所在地', '440000', '440300', '440305')
  await next(page)
  await step(page, '档案转递')
  await page.getByLabel('托管单位接收').check()
  await page.getByLabel('档案转递单位名称').fill('深圳市人才服务中心')
  await chooseRegion(page, '档案转递单位所在地', '440000', '440300', '440305')
  await page.getByLabel('档案转递单位地址').fill('深圳市南山区')
  await page.getByLabel('单位邮编').fill('518000')
  await page.getByLabel('联系人/联系部门').fill('档案科')
  await page.getByLabel('联系电话').fill('0755-80000001')
  await next(page)
  await step(page, '户口迁移')
  await page.getByLabel('迁回生源地').check()
  await next(page)
  await submit(page, /地址不够详细/)
}

async function submit(page: Page, told?: RegExp): Promise<void> {
  await step(page, '核对提交')
  if (told !== undefined) await page.getByText(told).first().waitFor()
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('heading', { name: '已提交，等待审核' }).waitFor()
  await page.getByRole('link', { name: '查看审核进度' }).click()
  await page.getByRole('heading', { name: '已提交，待学院审核' }).waitFor()
}

async function review(desk: Page, person: Invented, done: string): Promise<void> {
  await desk.goto(`${origin}/staff/registrations/`)
  await desk.getByRole('button', { name: person.name }).click()
  await desk.getByRole('button', { name: '审核通过' }).click()
  await desk.getByText(`“${person.name}”${done}`).waitFor()
}

it('registers a destination: returned, resubmitted, reviewed by college and school, confirmed; the file is sent by its transfer code and acknowledged', async () => {
  const [person] = invent(1, monthBefore(inject('now'), 0), 800)
  if (person === undefined) throw new Error('nobody invented')
  const office = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await enter(office, `${origin}/staff/uploads/`, 'staff', `staff-${school.code}`)
  await uploadFile(office, '毕业生基本信息', '名单.csv', rosterFile(school, [person]))
  const dean = await atDesk(await staffCollege(), '/staff/registrations/')

  const { context, page } = await onPhone(person)
  await register(page)
  await dean.reload()
  await dean.getByRole('button', { name: person.name }).click()
  await dean.getByRole('button', { name: '退回', exact: true }).click()
  await dean.getByLabel('退回原因').fill('接收单位地址请写到门牌号')
  await dean.getByRole('button', { name: '确认退回' }).click()
  await dean.getByText(`“${person.name}”已退回`).waitFor()

  await page.reload()
  await page.getByText('学院已退回，请修改').waitFor()
  await page.getByText('接收单位地址请写到门牌号').first().waitFor()
  await page.getByRole('link', { name: '修改后重新提交' }).click()
  await step(page, '毕业去向')
  await next(page)
  await page.getByLabel('档案转递单位地址').fill('深圳市南山区人民路17号201室')
  await next(page)
  await next(page)
  await submit(page)

  // the school cannot go before the college
  await office.goto(`${origin}/staff/registrations/`)
  await office.getByText('没有等待学校审核的登记').waitFor()
  await review(dean, person, '已通过')
  await review(office, person, '已通过，登记已生效')
  await confirmRight(page, origin)

  await office.goto(`${origin}/staff/transfer-codes/`)
  const row = office.locator('table.codes tbody tr').filter({ hasText: person.name })
  await row.waitFor()
  const code = (
    (await row.innerText()).replaceAll(/[^\S\n]/g, '').match(/Z\d{7}[2-9A-HJKMNP-Z]{8}/) ?? ['']
  )[0]
  expect(code).toMatch(/^Z\d{2}10004/)
  await row.getByRole('button', { name: '录入寄送' }).click()
  await office.getByLabel('邮寄单号').fill('EA123456789CN')
  await office.getByLabel('邮寄单号').press('Enter')
  await office.getByText(`已登记 ${person.name} 的档案寄送`).waitFor()

  const desk = await browser.newPage()
  const shown = await verifyTyped(desk, origin, 'archive', person.name, code)
  for (const part of ['转递编号有效', '深圳市人才服务中心', '518000', 'EA123456789CN'])
    expect(shown).toContain(part)
  expect(shown).not.toContain(person.idNumber)
  await desk.getByRole('button', { name: /已收到/ }).click()
  await desk.getByText('已登记：档案已收到').waitFor()

  await page.goto(`${origin}/graduate/dispatch/`)
  await page.getByText('已收到').first().waitFor()
  await office.reload()
  await row.getByText('已收到').waitFor()
  await row.getByText('经转递编号反馈（未登录）').waitFor()
  await row.getByRole('button', { name: '回执作废' }).click()
  await office.getByLabel('作废原因').fill('接收单位并未收到')
  await office.getByRole('button', { name: '确认作废' }).click()
  await office.getByText(`已将 ${person.name} 的回执作废`).waitFor()
  await row.getByText('接收单位并未收到').waitFor()
  for (const each of [page, office, dean, desk]) await each.close()
  await context.close()
})

async function guangdong() {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const [id, kid] = ['records-that-live', 'first']
  const keys = [{ ...(await exportJWK(publicKey)), kid }]
  await onSandbox((work) => registerClient(work, { id, provinceCode: '44', name: '广东省省级系统', keys }))
  return provinceSystem({ origin, id, key: privateKey, kid })
}

it('takes a report of a province, a dispute that only the province can mend, its correction and the confirmation', async () => {
  const [person] = invent(1, monthBefore(inject('now'), 0), 801)
  if (person === undefined) throw new Error('nobody invented')
  const office = await browser.newPage()
  await enter(office, `${origin}/staff/uploads/`, 'staff', 'staff-10558')
  await uploadFile(
    office,
    '毕业生基本信息',
    '名单.csv',
    rosterFile({ code: '10558', name: '中山大学' }, [person]),
  )
  const province = await guangdong()
  const report = async (unitName: string) => {
    for await (const { counts } of province.push({
      上报系统: '省级系统',
      省份代码: '44',
      上报时间: new Date(inject('now')).toISOString(),
      记录: [destinationLine(person.examNumber, { 姓名: person.name, 单位名称: unitName })],
    } as { 记录: unknown[] }))
      expect(counts).toMatchObject({ refused: 0, unchanged: 0 })
  }
  await report('广州南风数据有限公司')

  const { context, page } = await onPhone(person)
  await page.goto(`${origin}/graduate/register/`)
  await page.getByRole('heading', { name: '请在“广东省大学生就业创业小程序”办理' }).waitFor()
  await page.goto(`${origin}/graduate/confirm/`)
  await page.getByText('广州南风数据有限公司').waitFor()
  await disputeUnit(page, origin, '单位名称少了“科技”二字。')
  await page.getByText(/^由广东省大学生就业创业小程序处理，自 .*起。$/).waitFor()

  const kinds: string[] = []
  for await (const { events } of province.follow({ after: 0, stopped: true }))
    kinds.push(...events.filter((each) => each.examNumber === person.examNumber).map((each) => each.kind))
  expect(kinds).toEqual(['record.reported', 'dispute.opened'])

  await report('广州南风数据科技有限公司')
  await page.reload()
  await page.getByText('广州南风数据科技有限公司').first().waitFor()
  await page.getByLabel('信息无误，确认登记去向').waitFor()
  expect(await page.locator('main').innerText()).not.toContain('有误待更新')
  await confirmRight(page, origin)
  await context.close()
  await office.close()
})

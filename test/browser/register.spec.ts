import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { changesEndAt } from '#model/calendar/deadlines.ts'
import { cohortOf } from '#model/calendar/months.ts'
import { demoPeople } from '../sandbox/demo-people.ts'
import { monthBefore } from '../sandbox/redate.ts'
import { closePages, openBrowser } from './shared-browser.ts'
import { sandbox } from './own-sandbox.ts'
import { enter } from './steps.ts'

const origin = sandbox.origin
const phone = { viewport: { width: 360, height: 740 } }
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(closePages)

async function open(name: string): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  const person = sandbox.demo.find((each) => each.name === name)
  if (person === undefined) throw new Error(`no demo account ${name}`)
  const context = await browser.newContext(phone)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('ERR_INTERNET_DISCONNECTED'))
      faults.push(message.text())
  })
  await enter(page, `${origin}/graduate/`, 'graduate', person.login)
  return { context, page, faults }
}

const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click()
const step = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor()

it('registers on the phone: errors beside their fields, nothing typed lost, submitted and taken back', async () => {
  const first = await open('叶清和')
  let { page } = first
  await page.getByText('下一步：毕业去向登记').waitFor()
  await page.getByRole('link', { name: '去登记' }).click()
  await page.getByRole('link', { name: '开始登记' }).click()
  await step(page, '毕业去向')

  await next(page)
  await page.locator('.faults:focus').waitFor()
  expect(await page.title()).toMatch(/^错误：/)
  await page.locator('.faults').getByRole('link').first().click()
  await page.locator('#destinationCode:focus').waitFor()
  await page.getByLabel('毕业去向类别').selectOption('10')
  await next(page)
  await page.locator('.faults:focus').waitFor()
  await page.locator('.faults').getByRole('link', { name: '单位名称' }).click()
  await page.locator('#unitName:focus').waitFor()
  await page.getByLabel('单位名称').fill('北京云帆咨询服务有限公司')
  await page.getByLabel('统一社会信用代码').fill('91350100M000100Y44')
  await page.getByLabel('单位性质').selectOption('39')
  await page.getByText('不是有效的 18 位代码').first().waitFor()
  await page.getByLabel('统一社会信用代码').fill('91350100m000100y43')
  await page.getByText('代码校验通过').waitFor()

  // what is typed is there after a reload, before anything was sent
  await page.reload()
  await step(page, '毕业去向')
  await expect.poll(() => page.getByLabel('单位名称').inputValue()).toBe('北京云帆咨询服务有限公司')

  // a university asks for other fields, and does not get the employer's name
  await page.getByLabel('毕业去向类别').selectOption('801')
  await expect.poll(() => page.getByLabel('升学院校名称').inputValue()).toBe('')
  await page.getByLabel('单位行业').waitFor({ state: 'detached' })
  await page.getByLabel('毕业去向类别').selectOption('11')
  await expect.poll(() => page.getByLabel('单位名称').inputValue()).toBe('北京云帆咨询服务有限公司')

  await page.getByLabel('单位行业').selectOption('37')
  await page.getByLabel('工作职位类别').selectOption('29')
  await page.getByLabel('单位所在地 省').selectOption('440000')
  await page.getByLabel('单位所在地 市').selectOption('440300')
  await page.getByLabel('单位所在地 县').selectOption('440305')

  // without a connection the form goes on, and sends later
  await first.context.setOffline(true)
  await next(page)
  await step(page, '档案转递')
  await page.getByText('已保存在这台设备上').waitFor()
  await first.context.setOffline(false)
  await page.getByLabel('托管单位接收').check()
  await page.getByLabel('档案转递单位名称').fill('深圳市人才服务中心')
  await page.getByRole('button', { name: '保存草稿' }).click()
  await page.getByText('已保存', { exact: true }).waitFor()
  expect(first.faults).toEqual([])
  await first.context.close()

  // another device goes on where this one stopped
  const second = await open('叶清和')
  page = second.page
  await page.getByText('下一步：填完毕业去向登记并提交').waitFor()
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /毕业去向登记/ })
    .click()
  await page.getByRole('link', { name: '继续填写' }).click()
  await step(page, '毕业去向')
  await expect.poll(() => page.getByLabel('统一社会信用代码').inputValue()).toBe('91350100M000100Y43')
  await next(page)
  await step(page, '档案转递')
  await expect.poll(() => page.getByLabel('档案转递单位名称').inputValue()).toBe('深圳市人才服务中心')
  await page.getByLabel('档案转递单位地址').fill('深圳市南山区')
  await page.getByText('地址不够详细').waitFor()
  await page.getByLabel('档案转递单位地址').fill('深圳市南山区人民路17号201室')
  await page.getByLabel('单位邮编').fill('518000')
  await page.getByLabel('联系人/联系部门').fill('档案科')
  await page.getByLabel('联系电话').fill('0755-80000001')
  await next(page)
  await step(page, '户口迁移')
  await page.getByLabel('迁回生源地').check()
  await expect.poll(() => page.getByLabel('户口迁移所在地 省').inputValue()).not.toBe('')
  await next(page)
  await step(page, '核对提交')
  for (const said of ['签劳动合同形式就业', '广东省深圳市南山区', '深圳市人才服务中心', '迁回生源地'])
    await page.locator('main', { hasText: said }).waitFor()

  // the phone's way back leads through the steps
  await page.goBack()
  await step(page, '户口迁移')
  await page.goForward()
  await step(page, '核对提交')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('heading', { name: '已提交，等待审核' }).waitFor()
  expect(
    await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes('registration:'))),
  ).toEqual([])

  await page.getByRole('link', { name: '查看审核进度' }).click()
  await page.getByRole('heading', { name: /^已提交，待学[院校]审核$/ }).waitFor()
  await page.getByRole('button', { name: '撤回修改' }).click()
  await page.getByText('草稿，还没有提交').waitFor()
  await page.locator('.said:focus', { hasText: '已撤回' }).waitFor()
  await page.getByRole('button', { name: '删除草稿' }).click()
  await page.getByText('删除后不能恢复').waitFor()
  await page.getByRole('button', { name: '确定删除' }).click()
  await page.getByText('还没有登记毕业去向').waitFor()
  await page.locator('.said:focus', { hasText: '草稿已删除' }).waitFor()
  expect(second.faults).toEqual([])
  await second.context.close()
})

/** Who graduated so many months ago may change until 31 August of the cohort's year. */
const isLate = (name: string): boolean => {
  const ago = demoPeople.find((each) => each.name === name)?.graduatedMonthsAgo ?? Number.NaN
  return changesEndAt(cohortOf(monthBefore(inject('now'), ago))) <= inject('now')
}

it.each(['陆知远', '冯启明'])(
  'offers %s a change, or closes it after 31 August with the school’s contact',
  async (name) => {
    const { context, page } = await open(name)
    if (isLate(name)) {
      await page.goto(`${origin}/graduate/register/?kind=change`)
      const closed = await page.locator('main:has(.verdict)').innerText()
      expect(closed).toContain('现在不能办理“变更去向登记”')
      expect(closed).toMatch(/请联系.+010-/)
      expect(await page.getByRole('link', { name: '更改档案去向' }).count()).toBe(0)
    } else {
      await page.goto(`${origin}/graduate/register/?kind=archive_change`)
      await step(page, '档案转递')
      expect(await page.getByLabel('毕业去向类别').count()).toBe(0)
    }
    await context.close()
  },
)

it('leads elsewhere for provincial records', async () => {
  const elsewhere = await open('梁佩珊')
  await elsewhere.page.goto(`${origin}/graduate/register/?kind=change#destination`)
  await elsewhere.page.getByRole('heading', { name: /^请在“.+”办理$/ }).waitFor()
  expect(await elsewhere.page.locator('form.stack').count()).toBe(0)
  await elsewhere.context.close()
})

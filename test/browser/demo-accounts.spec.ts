import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { barriersOn } from '../support/axe.ts'
import { cutOffEnlarged } from '../support/enlarged.ts'
import { shiftOn, watchShifts } from '../support/layout-shift.ts'
import { closePages, openBrowser } from './shared-browser.ts'
import { sandbox } from './own-sandbox.ts'
import { enter, signInAtProvider } from './steps.ts'

const origin = sandbox.origin
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(closePages)

/** One phone, on which one after the other signs in. */
let phone: Page | undefined
let holder = ''
async function openOnPhone(name: string, path: string): Promise<Page> {
  const account = sandbox.demo.find((each) => each.name === name)
  if (account === undefined) throw new Error(`no demo account ${name}`)
  if (phone === undefined) {
    phone = await browser.newPage({ viewport: { width: 360, height: 740 } })
    await watchShifts(phone)
  }
  if (holder === name) await phone.goto(origin + path)
  else {
    await phone.context().clearCookies()
    await enter(phone, origin + path, 'graduate', account.login)
  }
  holder = name
  return phone
}

/** Whom to call or write to, on the page itself and not in its foot alone. */
const reachable = (page: Page) => page.locator('main a[href^="tel:"], main a[href^="mailto:"]')

// before 沈嘉禾 signs in: an entry that is bound to somebody counts as none for 沈佳禾
it.each([
  ['石未绑', /学籍/],
  ['白无名', /没有找到|没有上传|基本信息/],
  ['沈佳禾', /学校上传的姓名与您登录的姓名不一致/],
])('tells %s why the sign-in failed', async (name, sentence) => {
  const account = sandbox.demo.find((each) => each.name === name)
  const page = await browser.newPage()
  await page.goto(`${origin}/sign-in/graduate`)
  await signInAtProvider(page, account?.login ?? '')
  await page.getByText(sentence).first().waitFor()
  expect(new URL(page.url()).origin).toBe(origin)
  expect(await reachable(page).count()).toBeGreaterThan(0)
  await page.close()
})

/** The page a state is seen on, a sentence of it, and the next step offered there; where none is left, whom to call. */
const states: [name: string, path: string, sentence: RegExp, next: RegExp, end?: 'dead end'][] = [
  ['沈嘉禾', '/graduate/basic-info/', /请核对您的毕业生基本信息是否正确/, /信息确认无误，进入系统/],
  ['叶清和', '/graduate/confirm/', /下一步：毕业去向登记/, /去登记/],
  ['方予安', '/graduate/confirm/', /请确认您的去向登记信息/, /提交/],
  ['陆知远', '/graduate/confirm/', /已确认/, /核验授权/],
  ['陆知远', '/graduate/', /下一步：核验授权/, /去授权/],
  ['彭宇航', '/graduate/', /登记信息有更新，原核验编号已失效/, /下一步：重新确认去向登记/],
  ['许安然', '/graduate/confirm/', /有误待更新/, /实际信息无误，撤销确认/],
  ['梁佩珊', '/graduate/confirm/', /通过省级系统上报/, /提交/],
  ['邓凯文', '/graduate/confirm/', /初始档案信息上报/, /广东省大学生就业创业小程序/, 'dead end'],
  ['韩一鸣', '/graduate/authorize/', /将不展示档案转递信息/, /设置有效期/],
  ['唐若溪', '/graduate/authorize/', /户口未迁入学校/, /无需办理/, 'dead end'],
  ['冯启明', '/graduate/authorize/', /服务已截止/, /联系学校就业部门/, 'dead end'],
  ['陈思齐', '/graduate/authorize/', /生效中/, /查看下载报告/],
  ['陈思齐', '/graduate/show/', /请窗口工作人员扫描二维码/, /查看下载报告/],
  ['罗子涵', '/graduate/authorize/', /已过期/, /重新设置有效期/],
  ['曹书宁', '/graduate/authorize/', /已停止/, /重新设置有效期/],
  ['彭宇航', '/graduate/authorize/', /已失效/, /去确认/],
  ['谢承泽', '/graduate/', /学校登记的毕业结论：延期毕业/, /联系学校就业部门/, 'dead end'],
  ['谢承泽', '/graduate/confirm/', /学校登记的毕业结论：延期毕业/, /联系学校就业部门/, 'dead end'],
  ['谢承泽', '/graduate/authorize/', /学校登记的毕业结论：延期毕业/, /联系学校就业部门/, 'dead end'],
  ['谢承泽', '/graduate/register/', /现在不能在这里更改/, /联系学校就业部门/, 'dead end'],
  ['谢承泽', '/graduate/history/', /延期毕业/, /原来的确认已结束/],
  ['顾念慈', '/graduate/confirm/', /上次确认之后有变化/, /改为 北京远景教育咨询有限公司[^]*提交/],
  ['顾念慈', '/graduate/history/', /更新了毕业生基本信息/, /由 顾念兹\s+改为 顾念慈/],
  ['温书言', '/graduate/register/', /已提交，待学院审核/, /撤回修改/],
  ['江月明', '/graduate/register/', /学院已退回，请修改/, /修改后重新提交/],
  ['沈嘉禾', '/graduate/history/', /登记了去向登记信息（第 1 版）/, /学校上传/],
]

it.each(states)('shows %s on %s its sentence and next step', async (name, path, sentence, next, end) => {
  const page = await openOnPhone(name, path)
  await page.locator('main').getByText(sentence).first().waitFor()
  await expect.poll(() => page.locator('main').innerText()).toMatch(next)
  if (end === 'dead end') await expect.poll(() => reachable(page).count()).toBeGreaterThan(0)
  expect(await barriersOn(page)).toEqual([])
  expect(await shiftOn(page)).toBeLessThan(0.02)
  expect(await cutOffEnlarged(page)).toBe(0)
})

it.each(['', 'authorize/', 'confirm/', 'basic-info/', 'register/', 'show/', 'dispatch/'])(
  'asks once for what /graduate/%s begins with, before its script is there',
  async (path) => {
    const page = await openOnPhone('陆知远', '/graduate/')
    const asked: string[] = []
    const note = (request: { url: () => string }) => asked.push(new URL(request.url()).pathname)
    page.on('request', note)
    await page.goto(`${origin}/graduate/${path}`, { waitUntil: 'networkidle' })
    page.off('request', note)
    const begins = await page
      .locator('link[rel=preload]')
      .evaluateAll((links) => links.map((link) => new URL((link as HTMLLinkElement).href).pathname))
    expect(begins.length).toBeGreaterThan(1)
    expect(asked.filter((each) => each.startsWith('/api/')).toSorted()).toEqual(begins.toSorted())
  },
)

it('asks its question right below when and how the record was reported', async () => {
  const page = await openOnPhone('方予安', '/graduate/confirm/')
  await page.getByText('请确认您的去向登记信息').first().waitFor()
  const between = await page.locator('main').evaluate((main) => {
    const all = [...main.querySelectorAll<HTMLElement>('p, a, button, h2, legend')]
    const at = (text: string) => all.findLastIndex((each) => each.textContent.includes(text))
    return at('请确认您的去向登记信息') - at('以上毕业去向信息于')
  })
  expect(between).toBe(1)
})

it.each([
  [
    'staff',
    'staff-10001',
    ['', 'uploads/', 'transfer-codes/', 'registrations/', 'disputes/', 'step-ups/', 'settings/'],
  ],
  ['department', 'dept-archive', ['', 'bulk/', 'lookups/']],
] as const)('has nothing in anybody’s way at the desk of %s', async (desk, login, paths) => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 657 } })
  const page = await context.newPage()
  await enter(page, `${origin}/${desk}/`, desk, login)
  for (const path of paths) {
    await page.goto(`${origin}/${desk}/${path}`)
    await page.locator('.who').waitFor()
    await page.locator('.waiting').waitFor({ state: 'detached' })
    expect({ path, barriers: await barriersOn(page) }).toEqual({ path, barriers: [] })
    expect({ path, beyond: await cutOffEnlarged(page) }).toEqual({ path, beyond: 0 })
  }
  await context.close()
})

it('shows the college what waits for its review', async () => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  await enter(page, `${origin}/staff/registrations/`, 'staff', 'staff-10001-c1')
  await page.getByRole('button', { name: '温书言' }).waitFor()
  await page.context().close()
})

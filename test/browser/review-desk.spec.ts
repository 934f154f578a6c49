import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { monthBefore } from '../sandbox/redate.ts'
import { closePages, openBrowser } from './shared-browser.ts'
import { barriersOn } from '../support/axe.ts'
import { filled } from '../support/filled-content.ts'
import { invent, rosterFile } from '../support/school-files.ts'
import { addOwnSchool } from './on-sandbox.ts'
import { sandbox } from './own-sandbox.ts'
import { checkBasicInfo, enter, uploadFile } from './steps.ts'

const origin = sandbox.origin
const school = { code: '10003', name: '清华大学' }
const college = '哲学系'
const people = invent(3, monthBefore(inject('now'), 2), 700)
let browser: Browser
beforeAll(async () => {
  await addOwnSchool(school)
  browser = await openBrowser()
})
afterAll(closePages)

/** As the graduate's page would send it. */
async function submit(idNumber: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  await enter(page, `${origin}/graduate/basic-info/`, 'graduate', idNumber)
  await checkBasicInfo(page)
  const answer = await page.evaluate(
    async (body) => {
      const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }
      const sent = await fetch('/api/graduate/registration/submission', {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      return sent.text()
    },
    { open: null, kind: 'registration', content: filled, reason: '' },
  )
  expect(JSON.parse(answer)).toMatchObject({ state: 'college_review' })
  await context.close()
}

async function desk(login: string, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await enter(page, origin + path, 'staff', login)
  await page.locator('.who').waitFor()
  return page
}

const open = (page: Page) => page.locator('.review h2').first()
const approve = (page: Page) => page.getByRole('button', { name: '审核通过' })
/** A key is taken once what it decides about was there to be seen for 0.7 s: time that must pass, and nothing shows its end. */
async function press(page: Page, key: string): Promise<void> {
  await approve(page).waitFor()
  await page.waitForTimeout(800)
  await page.keyboard.press(key)
}

it('reviews at two levels by keys: chosen and staffed in the settings, approved, returned, overtaken', async () => {
  const [first, returned, third] = people
  if (first === undefined || returned === undefined || third === undefined) throw new Error('nobody invented')
  const office = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await enter(office, `${origin}/staff/uploads/`, 'staff', `staff-${school.code}`)
  const csv = new TextDecoder().decode(rosterFile(school, people)).replace('手机号码', '备注')
  const { dryRun } = await uploadFile(office, '毕业生基本信息', '名单.csv', new TextEncoder().encode(csv))
  expect(dryRun).toContain('没有读取这些列：备注。')
  expect(dryRun).toContain('文件里没有这些列：手机号码。')
  expect(dryRun).toContain('有内容没有读取，请看过后勾选。')

  await office.goto(`${origin}/staff/settings/`)
  await office.getByText('学院审核，再由学校审核').click()
  await office.getByText(/没有可用的账号/).waitFor()
  await office.locator('.warn', { hasText: college }).waitFor()
  await office.getByRole('button', { name: '保存审核方式' }).click()
  await office.getByText('审核方式已保存').waitFor()
  await office.getByLabel('姓名').fill('方老师')
  await office.getByLabel('范围').selectOption(college)
  await office.getByRole('button', { name: '添加', exact: true }).click()
  await office.locator('#login-says', { hasText: '登录名应与' }).waitFor()
  await office.getByLabel('登录名').fill(`staff-${school.code}-c1`)
  await office.getByRole('button', { name: '添加', exact: true }).click()
  await office.getByText(/已添加“方老师”/).waitFor()

  for (const person of [first, returned, third]) await submit(person.idNumber)

  const reviewer = await desk(`staff-${school.code}-c1`, '/staff/registrations/')
  await expect
    .poll(() => reviewer.locator('tbody tr').allInnerTexts())
    .toEqual(people.map((person) => expect.stringContaining(person.examNumber) as string))
  await reviewer.keyboard.press('j')
  await reviewer.keyboard.press('Enter')
  await press(reviewer, 'a')
  await reviewer.getByText(`“${first.name}”已通过`).waitFor()
  await open(reviewer).filter({ hasText: returned.name }).waitFor()

  // a colleague's window returns the same one first
  const colleague = await desk(`staff-${school.code}-c1`, '/staff/registrations/')
  await colleague.getByRole('button', { name: returned.name }).click()
  await colleague.getByRole('button', { name: '退回', exact: true }).click()
  await colleague.getByRole('button', { name: '确认退回' }).click()
  await colleague.locator('#reason-says', { hasText: '请写明退回的原因' }).waitFor()
  await colleague.getByRole('button', { name: '地址不够详细' }).click()
  await colleague.keyboard.press('Escape')
  await press(colleague, 'r')
  await expect.poll(() => colleague.getByLabel('退回原因').inputValue()).toContain('门牌号')
  await colleague.getByRole('button', { name: '确认退回' }).click()
  await colleague.getByText(`“${returned.name}”已退回`).waitFor()
  await press(reviewer, 'a')
  await reviewer.getByText('这件登记刚刚被处理').waitFor()
  await reviewer.locator('.state', { hasText: '已退回' }).waitFor()
  await reviewer.keyboard.press('j')
  await reviewer.locator('.review h2', { hasText: third.name }).waitFor()
  await press(reviewer, 'a')
  await reviewer.getByText('没有等待学院审核的登记').waitFor()

  await reviewer.goto(`${origin}/staff/settings/`)
  await reviewer.getByRole('heading', { name: '这项工作由学校就业部门办理' }).waitFor()
  await reviewer.getByRole('link', { name: '去登记审核' }).click()
  await reviewer.waitForURL(`${origin}/staff/registrations/`)

  await office.goto(`${origin}/staff/`)
  await office.getByText('2 件等您审核').waitFor()
  await office.goto(`${origin}/staff/registrations/?state=college_review`)
  await office.getByText('没有等待学院审核的登记').waitFor()
  await office.getByRole('link', { name: /^查看待学校审核/ }).click()
  // whoever added the college's reviewer is no second person to the same registration
  await office.getByRole('button', { name: first.name }).click()
  await office.getByText(/学院审核人本人、由其添加的人.*都不能再以学校审核通过/).waitFor()
  expect(await approve(office).count()).toBe(0)
  expect(await office.getByRole('button', { name: '退回', exact: true }).count()).toBe(1)

  await office.goto(`${origin}/staff/settings/`)
  await office.getByLabel('登录名').fill(`staff-${school.code}-c1`)
  await office.getByLabel('姓名').fill('方老师')
  await office.getByRole('button', { name: '添加', exact: true }).click()
  await office.getByText(/已添加“方老师”（全校），正在等待另一人确认/).waitFor()
  await office.getByText(/^由 .* 于 \d{4}-\d\d-\d\d .* 提出$/).waitFor()
  expect(await office.getByRole('button', { name: /^确认/ }).count()).toBe(0)
  expect(await barriersOn(office)).toEqual([])

  const second = await desk(`staff-${school.code}-2`, '/staff/settings/')
  await second.getByRole('button', { name: /^确认/ }).click()
  await second.getByText('已确认“方老师”，可以登录了。').waitFor()
  await second.goto(`${origin}/staff/registrations/`)
  await second.getByRole('button', { name: first.name }).click()
  await approve(second).click()
  await second.getByText(`“${first.name}”已通过，登记已生效`).waitFor()
  await open(second).filter({ hasText: third.name }).waitFor()
  await second.goBack()
  await expect.poll(() => second.locator('tbody tr').count()).toBe(1)

  // one person, two grants: chosen after signing in, and changed without signing in anew
  const both = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  await enter(both, `${origin}/staff/`, 'staff', `staff-${school.code}-c1`)
  await both.getByRole('heading', { name: '请选择以哪个身份办理' }).waitFor()
  expect(await barriersOn(both)).toEqual([])
  await both.getByRole('button', { name: new RegExp(college) }).click()
  await both.locator('.who', { hasText: college }).waitFor()
  await both.getByRole('button', { name: '换一个身份' }).click()
  await both.getByRole('button', { name: /全校/ }).click()
  await both.getByRole('link', { name: /学校设置/ }).waitFor()
})

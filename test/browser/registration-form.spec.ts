import { eq } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dispatches } from '../../db/schema/dispatches.ts'
import { rosterEntries } from '../../db/schema/roster.ts'
import { seedDispatch } from '../support/transfer-fixtures.ts'
import { closePages, openBrowser } from './shared-browser.ts'
import { readQr } from '../support/read-qr.ts'
import { onSandbox } from './on-sandbox.ts'
import { sandbox } from './own-sandbox.ts'
import { enter } from './steps.ts'

const origin = sandbox.origin
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
  // only of a file that was sent can somebody say that it came
  for (const name of ['陈思齐', '陆知远']) await enterAsSent(name)
})
afterAll(closePages)

const demo = (name: string) => {
  const found = sandbox.demo.find((each) => each.name === name)
  if (found === undefined) throw new Error(`no demo account ${name}`)
  return found
}

const enterAsSent = (name: string) =>
  onSandbox(async (work) => {
    const db = work.shards.directory
    const [entry] = await db.select().from(rosterEntries).where(eq(rosterEntries.name, name))
    if (entry === undefined) throw new Error(`no entry of ${name}`)
    const sent = await db.select().from(dispatches).where(eq(dispatches.rosterEntryId, entry.id))
    if (sent.length === 0) await seedDispatch(work, { entry })
  })

async function openForm(page: Page, name: string): Promise<string> {
  await enter(page, `${origin}/graduate/confirm/`, 'graduate', demo(name).login)
  await page.getByRole('link', { name: /去向登记信息表/ }).click()
  await page.waitForURL(`${origin}/graduate/registration-form`)
  return (await page.locator('.code').innerText()).replaceAll(/\s/g, '')
}

async function lookUp(page: Page, name: string): Promise<string> {
  await page.getByLabel('学籍姓名').fill(name)
  await page.getByRole('button', { name: '查询' }).click()
  await page.locator('.verdict').waitFor()
  await page.waitForLoadState()
  return page.locator('main').innerText()
}

it('goes from the printed form by its QR to the facts and the answer, and back to the graduate', async () => {
  const phone = await browser.newContext({ viewport: { width: 900, height: 1300 } })
  const page = await phone.newPage()
  const faults: string[] = []
  const watch = (of: Page) =>
    of.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text())
    })
  watch(page)
  const code = await openForm(page, '陈思齐')
  expect(code).toMatch(/^Z\d{2}10001[2-9A-HJKMNP-Z]{8}$/)
  const scanned = await readQr(page, await page.screenshot({ fullPage: true }))
  expect(scanned).toBe(`${origin}/v#${code}`)
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1)

  const office = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const desk = await office.newPage()
  watch(desk)
  await desk.goto(scanned ?? '')
  await expect.poll(() => desk.getByLabel(/核验编号/).inputValue()).toBe(code)
  expect(await lookUp(desk, '别的姓名')).toContain('未查到')
  await desk.goto('about:blank')
  await desk.goto(scanned ?? '')
  const shown = await lookUp(desk, '陈思齐')
  for (const part of ['转递编号有效', '登记信息日期', '陈思齐', '档案转递类型', '档案寄送情况'])
    expect(shown).toContain(part)
  expect(shown).not.toContain(demo('陈思齐').login)
  await desk.locator('summary', { hasText: '档案需要退回' }).click()
  await desk.getByRole('button', { name: '登记退回' }).click()
  // the reason is needed: nothing was sent
  expect(
    await desk.getByLabel('退回原因').evaluate((box: HTMLTextAreaElement) => box.validity.valueMissing),
  ).toBe(true)
  await desk.getByLabel('退回原因').fill('单位地址不详')
  await desk.getByRole('button', { name: '登记退回' }).click()
  await desk.getByText('已登记：档案退回').waitFor()

  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(`${origin}/graduate/`)
  await page.getByRole('link', { name: '档案寄送情况' }).click()
  await page.getByText('单位地址不详').waitFor()
  await page.goto(`${origin}/graduate/lookups/`)
  await page.getByText('转递编号').nth(1).waitFor()
  expect(faults).toEqual([])
  await office.close()
  await phone.close()
})

it('takes the answer without script', async () => {
  const phone = await browser.newContext()
  const code = await openForm(await phone.newPage(), '陆知远')
  await phone.close()
  const context = await browser.newContext({ javaScriptEnabled: false })
  const desk = await context.newPage()
  await desk.goto(`${origin}/verify/archive/`)
  await desk.getByLabel(/核验编号/).fill(code)
  expect(await lookUp(desk, '陆知远')).toContain('转递编号有效')
  await desk.getByRole('button', { name: '已收到' }).click()
  await desk.getByText('已登记：档案已收到').waitFor()
  await context.close()
})

it('says what is missing where no destination is registered', async () => {
  const phone = await browser.newContext()
  const page = await phone.newPage()
  await enter(page, `${origin}/graduate/registration-form`, 'graduate', demo('叶清和').login)
  await page.locator('main', { hasText: '尚未登记毕业去向' }).waitFor()
  await phone.close()
})

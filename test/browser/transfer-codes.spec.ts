import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { dayOf } from '#model/calendar/caps.ts'
import { parseCode } from '#model/codes/codes.ts'
import { readCsv } from '../../functions/sheets/read-csv.ts'
import { closePages, openBrowser } from './shared-browser.ts'
import { csvOf } from '../support/files.ts'
import { readQr } from '../support/read-qr.ts'
import { sandbox } from './own-sandbox.ts'
import { enter, uploadFile } from './steps.ts'

const origin = sandbox.origin
const today = dayOf(inject('now'))
const desk = `${origin}/staff/transfer-codes/`
let browser: Browser
let context: BrowserContext
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
  context = await browser.newContext({ acceptDownloads: true })
  page = await context.newPage()
  await enter(page, desk, 'staff', 'staff-10001')
  await rows().first().waitFor()
})
afterAll(closePages)

const rows = () => page.locator('table.codes tbody tr')
const settled = () => page.locator('.code-list[aria-busy=false]').waitFor()
async function show(status: string) {
  await page.getByLabel('寄送状态').selectOption({ label: status })
  await page.waitForURL((url) => url.searchParams.has('status'))
  await settled()
}
const download = async (name: RegExp) => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
  const cells = readCsv(new Uint8Array(await readFile(await file.path()))).rows.map((row) => row.cells)
  const [header = [], ...lines] = cells
  return lines.map((line) => Object.fromEntries(header.map((title, at) => [title, line[at] ?? ''])))
}

it('enters a dispatch by keyboard, says what is wrong beside the field, corrects it and takes it back', async () => {
  await show('未寄出')
  const name = (await rows().first().locator('b').first().textContent()) ?? ''
  await page.getByRole('button', { name: '录入寄送' }).first().press('Enter')
  await page.getByLabel('转递方式').press('Tab')
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByLabel('邮寄单号').getAttribute('aria-invalid')).toBe('true')
  await page.getByLabel('邮寄单号').fill('EA 123456789 CN')
  await page.keyboard.press('Enter')
  await page.getByText(`已登记 ${name} 的档案寄送`).waitFor()
  await page.getByLabel('考生号或姓名').fill(name)
  await show('已寄出')
  expect(page.url()).not.toContain(encodeURIComponent(name))
  await page.getByText('EA123456789CN').waitFor()
  await page.getByRole('button', { name: '更正' }).first().click()
  await page.getByLabel('邮寄单号').fill('EA000000001CN')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText(`已更正 ${name} 的档案寄送`).waitFor()
  await page.getByRole('button', { name: '撤回' }).first().click()
  await page.getByRole('button', { name: '确认撤回' }).click()
  await page.getByText(`已撤回 ${name} 的寄送记录`).waitFor()
  await page.getByRole('button', { name: '清除条件' }).click()
  await settled()
})

it('prints the slips of those chosen, one sheet each, with a code that any camera reads', async () => {
  await page.goto(`${desk}?status=unsent`)
  await rows().first().waitFor()
  const boxes = page.locator('td.pick input:enabled')
  await boxes.first().press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  const link = page.getByRole('link', { name: '打印转递单（2 份）' })
  const [slips] = await Promise.all([context.waitForEvent('page'), link.click()])
  await expect.poll(() => slips.locator('.slip').count()).toBe(2)
  const token = (await readQr(slips, await slips.locator('.qr').first().screenshot())) ?? ''
  const code = await slips.locator('.code').first().textContent()
  expect(token).toBe(`${origin}/v#${code}`)
  expect(parseCode(code ?? '')).toMatchObject({ kind: 'transfer', schoolCode: '10001' })
  const pdf = await slips.pdf({ preferCSSPageSize: true })
  expect([...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)]).toHaveLength(2)
  await slips.close()
})

it('takes the downloaded list back, filled in, as a file of dispatches', async () => {
  await page.goto(`${desk}?status=unsent`)
  await rows().first().waitFor()
  const [line = {}, ...others] = await download(/下载名单/)
  expect(others.length).toBeGreaterThan(500)
  const filled = {
    ...line,
    转递方式: '机要',
    邮寄单号: 'JY-2026-00017',
    寄出日期: today.replaceAll('-', '/'),
  }
  await page.getByRole('link', { name: '批量录入寄送' }).click()
  const { imported } = await uploadFile(page, '档案寄送', '寄送.csv', csvOf([filled]))
  expect(imported).toMatch(/新增\s*1/)
  await page.goto(`${desk}?status=sent`)
  await page.getByText('JY-2026-00017').waitFor()
  const sent = await download(/下载名单/)
  expect(sent.find((each) => each['邮寄单号'] === 'JY-2026-00017')).toMatchObject({
    考生号: line['考生号'],
    寄出日期: today,
    寄送状态: '已寄出',
  })
})

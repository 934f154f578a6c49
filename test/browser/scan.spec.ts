import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { qrModules } from '../../functions/reports/qr.ts'
import { launchChromium } from '../support/chromium.ts'
import { cameraOn } from '../support/fake-camera.ts'
import { photograph } from '../support/photographed-qr.ts'
import { authorize, codeOn, signInGraduate } from './steps.ts'

const origin = inject('origin')
let browser: Browser
let phone: BrowserContext
/** of a live report: what is in its QR, a picture of its page, its saved copy */
let token = ''
let picture: Buffer
let saved = ''

beforeAll(async () => {
  browser = await launchChromium()
  phone = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const graduate = inject('demo').find((each) => each.name === '陈思齐')
  if (graduate === undefined) throw new Error('no demo account')
  const page = await phone.newPage()
  await signInGraduate(page, origin, graduate.login)
  const card = await authorize(page, origin, '户口信息核验', '30 天')
  expect(await codeOn(card)).toMatch(/^\d{2}10001/)
  await card.getByRole('link', { name: '查看下载报告' }).click()
  await page.waitForURL(/\/reports\//)
  const answer = await page.request.get(`${page.url()}?download=1`)
  saved = await answer.text()
  token = /data-token="([^"]+)"/.exec(saved)?.[1] ?? ''
  picture = await page.screenshot({ fullPage: true })
  await page.close()
}, 120_000)
afterAll(() => browser.close())

/** A desk of its own: nobody is signed in there. */
async function openScan(given: { context?: BrowserContext } = {}): Promise<Page> {
  const context = given.context ?? (await browser.newContext({ viewport: { width: 1280, height: 900 } }))
  const page = await context.newPage()
  await page.goto(`${origin}/verify/scan/`)
  await page.getByRole('button', { name: '用摄像头扫描' }).waitFor()
  return page
}

const choose = (page: Page, which: 'picture' | 'file', name: string, mimeType: string, buffer: Buffer) =>
  page.locator(`#${which}`).setInputFiles({ name, mimeType, buffer })

const chooseCopy = (page: Page, text: string) =>
  choose(page, 'file', '报告.html', 'text/html', Buffer.from(text))

const said = async (page: Page): Promise<string> => {
  await page.locator('#answer .verdict').waitFor()
  return page.locator('#answer').innerText()
}

describe('a picture', () => {
  it('of a report on a phone leads to its verdict', async () => {
    const page = await openScan()
    await choose(page, 'picture', '截图.png', 'image/png', picture)
    await page.waitForURL(`${origin}/v/#${token}`)
    await page.getByText('信息属实，核验有效').waitFor()
    await page.context().close()
  })
})

describe('a saved report', () => {
  it('proves itself', async () => {
    const page = await openScan()
    await chooseCopy(page, saved)
    await page.getByText('目前状态：核验有效').waitFor()
    const text = await said(page)
    expect(text).toContain('电子版报告属实，内容未被改动')
    expect(text).not.toContain('已被改动')
    await page.screenshot({ path: '/tmp/copy-genuine.png', fullPage: true })
    await page.context().close()
  })
})

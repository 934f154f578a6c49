import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePages, openBrowser } from './shared-browser.ts'
import { sandbox } from './own-sandbox.ts'
import { checkInPerson, codeOn, enter } from './steps.ts'

const origin = sandbox.origin
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(closePages)

it('authorizes without a face check: six digits on the phone, two officers at the counter', async () => {
  const graduate = sandbox.demo.find((each) => each.name === '陆知远')
  if (graduate === undefined) throw new Error('no demo account 陆知远')
  const phone = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const page = await phone.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await enter(page, `${origin}/graduate/basic-info/`, 'graduate', graduate.login)
  const examNumber = /考生号\s*(\d{14,15})/.exec(await page.locator('main:has(dl)').innerText())?.[1] ?? ''
  expect(examNumber).toMatch(/^\d{14,15}$/)

  await page.goto(`${origin}/graduate/authorize/`)
  const section = page.getByRole('region', { name: '档案信息核验' })
  await section.getByRole('button', { name: /设置有效期/ }).click()
  await section.getByRole('button', { name: '到学校当面核验' }).click()
  const digits = section.locator('.counter b')
  await digits.waitFor()
  const number = (await digits.innerText()).replaceAll(/\s/g, '')
  expect(number).toMatch(/^\d{6}$/)
  await page.reload()
  await expect.poll(async () => (await digits.innerText()).replaceAll(/\s/g, '')).toBe(number)

  const counter = async (login: string, act: (office: typeof page) => Promise<void>) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const office = await context.newPage()
    await enter(office, `${origin}/staff/step-ups/`, 'staff', login)
    await act(office)
    await context.close()
  }
  const asked = { examNumber, number }
  await counter('staff-10558', async (office) => {
    expect(await checkInPerson(office, origin, asked)).toContain('没有找到这个核验请求')
  })
  await counter('staff-10001', async (office) => {
    const wrong = number === '000000' ? '000001' : '000000'
    expect(await checkInPerson(office, origin, { examNumber, number: wrong })).toContain(
      '没有找到这个核验请求',
    )
    const shown = await checkInPerson(office, origin, asked)
    expect(shown).toContain('第一名工作人员')
    expect(shown).toContain('陆知远')
    expect(shown).toContain(graduate.login.slice(-4))
    expect(shown).not.toContain(graduate.login)
    await office.getByRole('button', { name: '已对照，确认是本人' }).click()
    await office.locator(':focus', { hasText: '第一名工作人员已核验' }).waitFor()
    expect(await checkInPerson(office, origin, asked)).toContain('需要另一名工作人员核验')
  })
  // the phone has looked once more, and shown what it saw before it looks again
  const look = () => page.waitForRequest(`${origin}/api/graduate/authorizations`)
  await (await look()).response()
  await look()
  expect(await section.getByRole('checkbox').count()).toBe(0)
  await counter('staff-10001-2', async (office) => {
    expect(await checkInPerson(office, origin, asked)).toContain('第二名工作人员')
    await office.getByRole('button', { name: '已对照，确认是本人' }).click()
    await office.getByText('身份核验已通过').waitFor()
    expect(await checkInPerson(office, origin, asked)).toContain('没有找到这个核验请求')
  })

  // the phone goes on by itself
  await section.getByRole('checkbox').check()
  await section.getByRole('button', { name: '7 天' }).click()
  await section.getByRole('button', { name: '确定' }).click()
  await page.getByRole('heading', { name: '核验编号生效中' }).waitFor()
  await page.getByRole('link', { name: '返回核验授权' }).click()
  expect(await codeOn(section)).toMatch(/^\d{2}10001[2-9A-HJKMNP-Z]{8}$/)
  expect(faults).toEqual([])
  await phone.close()
})

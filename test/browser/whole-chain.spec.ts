import { execFileSync } from 'node:child_process'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { monthBefore } from '../sandbox/redate.ts'
import { closePages, openBrowser } from './shared-browser.ts'
import { readQr } from '../support/read-qr.ts'
import { destinationsFile, invent, rosterFile } from '../support/school-files.ts'
import { sandbox } from './own-sandbox.ts'
import {
  authorize,
  checkBasicInfo,
  codeOn,
  confirmRight,
  signInGraduate,
  signInStaff,
  uploadFile,
  verifyTyped,
} from './steps.ts'

const origin = sandbox.origin
const school = { code: '10002', name: '中国人民大学' }
const people = invent(12, monthBefore(inject('now'), 2))
const [graduate, disputing] = people

/** The school's own part of the chain; both tests need it, and a second upload of the same files changes nothing. */
async function uploadBoth() {
  const office = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await signInStaff(office, origin, `staff-${school.code}`)
  const roster = await uploadFile(office, '毕业生基本信息', '名单.csv', rosterFile(school, people))
  const destinations = await uploadFile(office, '去向登记信息', '去向.csv', destinationsFile(people))
  await office.close()
  return { roster, destinations }
}

let browser: Browser

beforeAll(async () => {
  execFileSync('node', ['test/sandbox/add-school.ts', school.code, school.name, '11', '--dir', sandbox.dir])
  browser = await openBrowser()
})
afterAll(closePages)

it('walks the whole chain: roster in, confirmed, authorized, verified by QR and by code, ended', async () => {
  if (graduate === undefined) throw new Error('nobody invented')
  const { roster, destinations } = await uploadBoth()
  expect(roster.dryRun).toContain('尚未写入')
  expect(destinations.imported).toContain('导入完成')

  const phone = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const page = await phone.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await signInGraduate(page, origin, graduate.idNumber)
  await page.waitForURL(/\/graduate\/basic-info\//)
  await page.getByText('--', { exact: true }).first().waitFor()
  await checkBasicInfo(page)
  await confirmRight(page, origin)
  const section = await authorize(page, origin, '档案信息核验', '30 天')
  const code = await codeOn(section)
  expect(code).toMatch(/^\d{2}10002[2-9A-HJKMNP-Z]{8}$/)

  await section.getByRole('link', { name: '查看下载报告' }).click()
  await page.waitForURL(/\/reports\//)
  await page.locator('body', { hasText: '全国普通高等学校毕业生去向登记信息' }).waitFor()
  await page.setViewportSize({ width: 900, height: 1300 })
  const scanned = await readQr(page, await page.screenshot({ fullPage: true }))
  expect(scanned).toMatch(new RegExp(`^${origin}/v#`))
  expect(scanned).not.toContain(code)

  const desk = await browser.newPage()
  await desk.goto(scanned ?? '')
  await desk.getByText('信息属实，核验有效').waitFor()
  for (const part of [graduate.name, '北京晨光数据有限公司', '北京市西城区人力资源公共服务中心', '100032'])
    await desk.locator('main', { hasText: part }).waitFor()
  const shown = await desk.locator('main').innerText()
  expect(shown).not.toContain(graduate.idNumber)
  expect(shown).not.toContain(graduate.examNumber)

  const typed = await verifyTyped(
    desk,
    origin,
    'archive',
    graduate.name,
    `${code.slice(0, 7)} ${code.slice(7).toLowerCase()}`,
  )
  expect(typed).toContain('信息属实，核验有效')
  expect(await verifyTyped(desk, origin, 'archive', '别的姓名', code)).toContain('未查到')
  expect(await verifyTyped(desk, origin, 'hukou', graduate.name, code)).toContain('未查到')
  expect(await verifyTyped(desk, origin, 'archive', '', scanned ?? '')).toContain('信息属实，核验有效')

  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(`${origin}/graduate/lookups/`)
  await page.getByText('扫描二维码').first().waitFor()
  const ledger = () => page.locator('main').innerText()
  // typed once; scanned twice from one address, which is one row
  await expect.poll(async () => (await ledger()).match(/核验有效/g)?.length).toBe(2)
  expect(await ledger()).toContain('同一来源在十分钟内又查询了 1 次')
  expect(await ledger()).toContain('未查到')

  await page.goto(`${origin}/graduate/authorize/`)
  await section.getByRole('button', { name: '延长或修改有效期' }).click()
  await section.getByRole('button', { name: '7 天' }).click()
  await section.getByRole('button', { name: '确定' }).click()
  await section.locator('.said:focus', { hasText: '有效期已修改。' }).waitFor()
  await section.getByRole('button', { name: '停止核验' }).click()
  await page.locator('.done:focus', { hasText: '已停止核验' }).waitFor()
  expect(await verifyTyped(desk, origin, 'archive', graduate.name, code)).toContain('停止')
  await page.getByRole('button', { name: /撤回停止/ }).click()
  await page.getByRole('heading', { name: '已撤回停止，编号恢复生效' }).waitFor()
  expect(await verifyTyped(desk, origin, 'archive', graduate.name, code)).toContain('信息属实，核验有效')
  await page.getByRole('link', { name: '返回核验授权' }).click()
  await page.getByRole('region', { name: '档案信息核验' }).getByRole('button', { name: '停止核验' }).click()
  await page.getByRole('heading', { name: '已停止核验' }).waitFor()
  await desk.goto('about:blank')
  await desk.goto(scanned ?? '')
  await desk.getByText('毕业生已停止核验').waitFor()

  const changed = scanned?.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) ?? ''
  await desk.goto('about:blank')
  await desk.goto(changed)
  await desk.getByText('不是本网站签发的二维码').waitFor()
  expect(faults).toEqual([])
  await phone.close()
  await desk.close()
})

it('takes a dispute, a correction by a new upload, and a new confirmation', async () => {
  if (disputing === undefined) throw new Error('nobody invented')
  const phone = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const page = await phone.newPage()
  await signInGraduate(page, origin, disputing.idNumber)
  await checkBasicInfo(page)
  await confirmRight(page, origin)
  const section = await authorize(page, origin, '户口信息核验', '7 天')
  const code = await codeOn(section)

  await page.goto(`${origin}/graduate/confirm/`)
  await page.locator('summary', { hasText: '信息有误，需更新后确认' }).click()
  await page.getByLabel('毕业去向信息', { exact: true }).check()
  await page.getByLabel('有错误').check()
  await page.getByLabel('去向情况说明').fill('单位改名了，应为北京晨曦数据有限公司。')
  await page.getByLabel('联系方式').fill('13900001111')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('heading', { name: '已提交信息有误' }).waitFor()

  const desk = await browser.newPage()
  const superseded = await verifyTyped(desk, origin, 'hukou', disputing.name, code)
  expect(superseded).not.toContain('信息属实')
  expect(superseded).toMatch(/提出信息有误/)

  const office = await browser.newPage()
  await signInStaff(office, origin, `staff-${school.code}`)
  const { dryRun } = await uploadFile(
    office,
    '去向登记信息',
    '更正.csv',
    destinationsFile([disputing], '北京晨曦数据有限公司'),
  )
  expect(dryRun).toContain('更新')
  await office.close()

  await page.goto(`${origin}/graduate/confirm/`)
  await page.getByText('北京晨曦数据有限公司', { exact: true }).waitFor()
  await confirmRight(page, origin)
  const next = await authorize(page, origin, '户口信息核验', '7 天')
  expect(await codeOn(next)).not.toBe(code)
  expect(await verifyTyped(desk, origin, 'hukou', disputing.name, await codeOn(next))).toContain('信息属实')
  await phone.close()
  await desk.close()
})

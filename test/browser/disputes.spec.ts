import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { monthBefore } from '../sandbox/redate.ts'
import { closePages, openBrowser } from './shared-browser.ts'
import { destinationsFile, invent, type Invented, rosterFile } from '../support/school-files.ts'
import { addOwnSchool } from './on-sandbox.ts'
import { sandbox } from './own-sandbox.ts'
import { checkBasicInfo, disputeUnit, enter, uploadFile } from './steps.ts'

const school = { code: '10005', name: '北京工业大学' }
const graduate = invent(1, monthBefore(inject('now'), 1), 802)[0] as Invented
let browser: Browser
beforeAll(async () => {
  await addOwnSchool(school)
  browser = await openBrowser()
})
afterAll(closePages)

it('shows a dispute to the graduate with who must act, and to the school until it is withdrawn', async () => {
  const origin = sandbox.origin
  const officer = await (await browser.newContext()).newPage()
  await enter(officer, `${origin}/staff/uploads/`, 'staff', `staff-${school.code}`)
  await uploadFile(officer, '毕业生基本信息', '名单.csv', rosterFile(school, [graduate]))
  await uploadFile(officer, '去向登记信息', '去向.csv', destinationsFile([graduate]))
  const person = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  await enter(person, `${origin}/graduate/basic-info/`, 'graduate', graduate.idNumber)
  await checkBasicInfo(person)
  await disputeUnit(person, origin, '单位名称有误，请按就业协议书更正。')
  await person.getByText(/^由.*就业.*处理，自 \d{4}-\d\d-\d\d .*起。$/).waitFor()

  await officer.goto(`${origin}/staff/disputes/`)
  const row = officer.getByRole('listitem').filter({ hasText: graduate.name })
  await row.getByRole('link').focus()
  await officer.keyboard.press('Enter')
  await officer.getByText('单位名称有误，请按就业协议书更正。').waitFor()
  expect(officer.url()).toMatch(/#[\w-]{22}$/)
  expect(await officer.getByRole('link', { name: '去上传更正后的信息' }).getAttribute('href')).toBe(
    '/staff/uploads/',
  )
  await officer.reload()
  await officer.getByText('单位名称有误，请按就业协议书更正。').waitFor()
  await officer.getByRole('link', { name: '省级处理', exact: true }).click()
  await officer.getByText('没有待处理的反馈').waitFor()
  expect(officer.url()).toBe(`${origin}/staff/disputes/?source=provincial`)

  await person.getByRole('button', { name: '实际信息无误，撤销确认' }).click()
  await person.locator('.said:focus', { hasText: '已撤销，请重新核对后确认。' }).waitFor()
  await officer.goto(`${origin}/staff/disputes/`)
  await officer.getByText('没有待处理的反馈').waitFor()
  for (const page of [person, officer]) await page.context().close()
})

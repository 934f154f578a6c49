// One report through everything that proves it: printed, scanned, offline, saved, in a department's list, in the ledger,
// and ended.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { readCsv } from '../../functions/sheets/read-csv.ts'
import { monthBefore } from '../sandbox/redate.ts'
import { closePages, openBrowser } from './shared-browser.ts'
import { rasterizePdf } from '../support/rasterize-pdf.ts'
import { readQr } from '../support/read-qr.ts'
import { destinationsFile, invent, rosterFile } from '../support/school-files.ts'
import { addOwnDepartment, addOwnSchool } from './on-sandbox.ts'
import { sandbox } from './own-sandbox.ts'
import { authorize, checkBasicInfo, codeOn, confirmRight, enter, uploadFile } from './steps.ts'

const origin = sandbox.origin
const school = { code: '10008', name: '北京科技大学' }
const [graduate] = invent(1, monthBefore(inject('now'), 2), 610)
const name = graduate?.name ?? ''

let browser: Browser
let owner: Page
/** a verifier's phone, which keeps what it saw */
let phone: BrowserContext
let verifier: Page
let code = ''
let report = ''
let scanned = ''
let dir: string

const department = '北京科技人才档案科'

/** One of its own: another test counts the look-ups of the sandbox's. */
const addDepartment = () =>
  addOwnDepartment({
    id: 'keji',
    name: department,
    unit: '北京市西城区人力资源公共服务中心',
    hukou: false,
    login: 'dept-keji',
    accountName: '科技经办员',
  })

beforeAll(async () => {
  if (graduate === undefined) throw new Error('nobody invented')
  dir = await mkdtemp(join(tmpdir(), 'quxiang-proof-'))
  await addOwnSchool(school)
  await addDepartment()
  browser = await openBrowser()
  const office = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await enter(office, `${origin}/staff/uploads/`, 'staff', `staff-${school.code}`)
  await uploadFile(office, '毕业生基本信息', '名单.csv', rosterFile(school, [graduate]))
  await uploadFile(office, '去向登记信息', '去向.csv', destinationsFile([graduate]))
  await office.close()
  owner = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  await enter(owner, `${origin}/graduate/basic-info/`, 'graduate', graduate.idNumber)
  await checkBasicInfo(owner)
  await confirmRight(owner, origin)
  const card = await authorize(owner, origin, '档案信息核验', '30 天')
  code = await codeOn(card)
  await card.getByRole('link', { name: '查看下载报告' }).click()
  await owner.waitForURL(/\/reports\//)
  report = owner.url()
  phone = await browser.newContext({ viewport: { width: 360, height: 740 } })
  verifier = await phone.newPage()
})
afterAll(async () => {
  await closePages()
  await rm(dir, { recursive: true, force: true })
})

const scan = async (): Promise<string> => {
  await verifier.goto('about:blank')
  await verifier.goto(scanned)
  await verifier.locator('.verdict').waitFor()
  return verifier.locator('main').innerText()
}
/** Until the page, its keys and a status list of this moment are kept on the phone. */
const keptOnPhone = async () => {
  await verifier.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await expect
    .poll(async () => verifier.evaluate(() => caches.keys().then((names) => names.length)), {
      timeout: 20_000,
    })
    .toBeGreaterThan(0)
}

it('opens from the pixels of the printed page', async () => {
  const pdf = await owner.pdf({ preferCSSPageSize: true })
  const pixels = await rasterizePdf(browser, pdf, 200)
  scanned = (await readQr(owner, pixels)) ?? ''
  expect(scanned.startsWith(`${origin}/v#`)).toBe(true)
  expect(scanned).not.toContain(code)
  const said = await scan()
  expect(said).toContain('信息属实，核验有效')
  expect(said).toContain(name)
})

it('opens from the screen that its owner holds to a window', async () => {
  await owner.goto(`${origin}/graduate/`)
  await owner.getByRole('link', { name: '出示给窗口' }).first().click()
  await owner.waitForURL(`${origin}/graduate/show/?kind=archive`)
  const qr = owner.getByRole('img')
  await qr.waitFor()
  await expect.poll(() => qr.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0)
  const shown = (await readQr(owner, await owner.screenshot())) ?? ''
  // signed anew, about the same report
  const about = (address: string) => address.split('.')[1]
  expect(about(shown)).toBe(about(scanned))
  expect((await owner.locator('.code').innerText()).replaceAll(/\s/g, '')).toBe(code)
})

it('opens again without a network, and says what it cannot know', async () => {
  await keptOnPhone()
  await phone.setOffline(true)
  await expect.poll(scan, { timeout: 30_000 }).toContain('未停止、未变更')
  const said = await scan()
  expect(said).toContain('二维码属实，目前状态未能核实')
  expect(said).not.toContain('核验有效')
  await phone.setOffline(false)
})

it('proves itself as a saved file, and is caught with one character changed', async () => {
  const saved = await (await owner.request.get(`${report}?download=1`)).text()
  const choose = async (text: string) => {
    await verifier.goto(`${origin}/verify/scan/`)
    await verifier.getByRole('button', { name: '用摄像头扫描' }).waitFor()
    const buffer = Buffer.from(text)
    await verifier.locator('#file').setInputFiles({ name: '报告.html', mimeType: 'text/html', buffer })
    await verifier.locator('#details section').first().waitFor()
    return verifier.locator('main').innerText()
  }
  await choose(saved)
  await verifier.getByText('电子版报告属实，内容未被改动').waitFor()
  const said = await choose(saved.replace(`<td>${name}</td>`, `<td>${name.slice(0, -1)}某</td>`))
  expect(said).toContain('文件内容已被改动')
  expect(said).toContain('已被改动')
})

it('goes round in a department’s list', async () => {
  const desk = await (await browser.newContext({ acceptDownloads: true })).newPage()
  await enter(desk, `${origin}/department/bulk/`, 'department', 'dept-keji')
  const list = join(dir, '名单.csv')
  await writeFile(list, `姓名,编号,业务编号\r\n${name},${code},甲-1\r\n${name}某,${code},甲-2\r\n`)
  await desk.locator('input[type=file]').setInputFiles(list)
  await desk.getByRole('button', { name: '检查名单' }).click()
  await desk.getByRole('button', { name: '开始核验 2 对' }).click()
  await desk.getByText('已核验 2 对').waitFor()
  const [result] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('button', { name: '下载结果文件（CSV）' }).click(),
  ])
  const [titles = [], ...lines] = readCsv(new Uint8Array(await readFile(await result.path()))).rows.map(
    ({ cells }) => cells,
  )
  expect(lines.map((line) => line[titles.indexOf('结果')])).toEqual(['核验有效', '未查到'])
  await desk.context().close()
})

it('stands in the ledger, look-up by look-up, and the chain verifies', async () => {
  await owner.goto(`${origin}/graduate/lookups/`)
  await owner.locator('.lookup').first().waitFor()
  for (const said of ['扫描二维码', '部门批量查询', department, '未查到'])
    await owner.locator('main', { hasText: said }).waitFor()
  await owner.locator('details.ledger summary').click()
  await owner.getByRole('button', { name: '检查记录是否完整' }).click()
  await owner.getByText(/已封存 \d+ 条，链完整/).waitFor()
})

it('is ended by one tap, online at once and without a network by the next list', async () => {
  await owner.goto(`${origin}/graduate/authorize/`)
  const card = owner.getByRole('region', { name: '档案信息核验' })
  await card.getByRole('button', { name: '停止核验' }).click()
  await owner.getByText('已停止').first().waitFor()
  // behind its answer the page fetches the list, where its copy has passed its time
  const list = verifier.waitForResponse((answer) => answer.url().endsWith('/.well-known/status-list'))
  expect(await scan()).toContain('毕业生已停止核验')
  expect((await list).status()).toBe(200)
  // the server keeps a list until its time has passed: the next one says that this report has ended
  const offline = async () => {
    await phone.setOffline(false)
    await scan()
    await phone.setOffline(true)
    return scan()
  }
  await expect.poll(offline, { timeout: 90_000, interval: 1000 }).toContain('但核验已停止或过期')
  await phone.setOffline(false)
})

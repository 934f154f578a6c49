import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { LedgerFile } from '#model/ledger/chain.ts'
import { monthBefore } from '../sandbox/redate.ts'
import { closePages, openBrowser } from './shared-browser.ts'
import { readQr } from '../support/read-qr.ts'
import { destinationsFile, invent, rosterFile } from '../support/school-files.ts'
import { sandbox } from './own-sandbox.ts'
import { authorize, checkBasicInfo, codeOn, confirmRight, enter, uploadFile, verifyTyped } from './steps.ts'

const origin = sandbox.origin
const school = { code: '10001', name: '北京大学' }
const people = invent(3, monthBefore(inject('now'), 2), 600)
const [graduate] = people

let browser: Browser
let phone: BrowserContext
let page: Page
let desk: Page
const faults: string[] = []

const watch = (of: Page) =>
  of.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${of.url()} ${message.text()}`)
  })

beforeAll(async () => {
  if (graduate === undefined) throw new Error('nobody invented')
  browser = await openBrowser()
  const office = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await enter(office, `${origin}/staff/uploads/`, 'staff', `staff-${school.code}`)
  await uploadFile(office, '毕业生基本信息', '名单.csv', rosterFile(school, people))
  await uploadFile(office, '去向登记信息', '去向.csv', destinationsFile(people))
  await office.close()
  phone = await browser.newContext({ viewport: { width: 360, height: 740 }, acceptDownloads: true })
  page = await phone.newPage()
  desk = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  watch(page)
  watch(desk)
  await enter(page, `${origin}/graduate/basic-info/`, 'graduate', graduate.idNumber)
  await checkBasicInfo(page)
  await confirmRight(page, origin)
})
afterAll(closePages)

const name = graduate?.name ?? ''
const lookups = `${origin}/graduate/lookups/`
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const tools = () => page.locator('details.ledger')
const openTools = async () => {
  if ((await tools().getAttribute('open')) === null) await tools().locator('summary').click()
}
const download = async (link: RegExp) => {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).click(),
  ])
  return readFile(await file.path(), 'utf8')
}
const wide = (of: Page) =>
  of.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

let code = ''
let receipt = ''
let file: LedgerFile

it('prints a receipt of a typed look-up, which anybody with receipt and code can check', async () => {
  const section = await authorize(page, origin, '档案信息核验', '30 天')
  code = await codeOn(section)
  const typed = await verifyTyped(desk, origin, 'archive', name, code)
  receipt = /回执\s*([0-9A-Z-]{14})/.exec(typed)?.[1] ?? ''
  expect(receipt).not.toBe('')
  expect(await verifyTyped(desk, origin, 'archive', '别的姓名', code)).toContain('未查到')
  await verifyTyped(desk, origin, 'archive', name, code)
  await desk.getByRole('button', { name: '打印回执' }).click()
  await desk.getByText('回执属实').waitFor()
  expect(desk.url()).toBe(`${origin}/verify/receipt/`)
  await desk.locator('.receipt', { hasText: name }).waitFor()
  await desk.getByRole('button', { name: '打印', exact: true }).waitFor()
  await desk.emulateMedia({ media: 'print' })
  await desk.locator('.receipt').waitFor()
  await desk.locator('.verdict').waitFor({ state: 'hidden' })
  await desk.getByRole('button', { name: '打印', exact: true }).waitFor({ state: 'hidden' })
  const printed = await desk.pdf({ width: '80mm', height: '200mm' })
  expect([...printed.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)]).toHaveLength(1)
  await desk.emulateMedia({ media: 'screen' })

  await desk.goto(`${origin}/verify/receipt/`)
  await desk.getByLabel('回执编号').fill(receipt.toLowerCase().replaceAll('-', ' '))
  await desk.getByLabel('查询时使用的编号').fill(code)
  await desk.getByRole('button', { name: '核对', exact: true }).click()
  await desk.getByText('回执属实').waitFor()
  for (const said of [receipt, '网页输入编号', '核验有效', '已封存，第 2 条'])
    await desk.locator('main', { hasText: said }).waitFor()
  await desk.waitForLoadState()
  expect(await desk.locator('main').innerText()).not.toContain(name)

  await desk.goto(`${origin}/verify/receipt/`)
  await desk.getByLabel('回执编号').fill('AAAA-AAAA-AAAA')
  await desk.getByLabel('查询时使用的编号').fill(code)
  await desk.getByRole('button', { name: '核对', exact: true }).click()
  await desk.getByText('未查到这张回执').waitFor()
})

it('prints a receipt of a scanned look-up, and none of it stands in an address', async () => {
  await page.goto(`${origin}/graduate/authorize/`)
  const report = page
    .getByRole('region', { name: '档案信息核验' })
    .getByRole('link', { name: '查看下载报告' })
  await report.click()
  await page.waitForURL(/\/reports\//)
  await page.setViewportSize({ width: 900, height: 1300 })
  const scanned = (await readQr(page, await page.screenshot({ fullPage: true }))) ?? ''
  await page.setViewportSize({ width: 360, height: 740 })
  await desk.goto(scanned)
  await desk.getByText('信息属实，核验有效').waitFor()
  await desk.getByRole('button', { name: '打印回执' }).click()
  await desk.getByText('回执属实').waitFor()
  expect(desk.url()).toBe(`${origin}/verify/receipt/`)
  await desk.locator('.receipt', { hasText: '扫描二维码' }).waitFor()
  await desk.waitForLoadState()
  expect(await desk.locator('.receipt').innerText()).not.toContain(scanned.split('#')[1])
})

it('shows where every look-up came from, and the same receipt number', async () => {
  await page.goto(lookups)
  await expect.poll(() => page.locator('.lookup').count()).toBe(4)
  const ledger = await page.locator('main').innerText()
  expect(ledger).toContain(receipt)
  expect(ledger.match(/来源未知|来自/g)).toHaveLength(4)
  expect(ledger.match(/核验有效/g)).toHaveLength(3)
  expect(ledger.match(/未查到/g)).toHaveLength(1)
  expect(ledger).toContain('已封存')
  expect(await wide(page)).toBeLessThanOrEqual(0)
})

it('checks the chain, and exports it so that a stranger recomputes it', async () => {
  await openTools()
  await page.getByRole('button', { name: '检查记录是否完整' }).click()
  await page.getByText('已封存 5 条，链完整').waitFor()
  file = JSON.parse(await download(/JSON/)) as LedgerFile
  let hash = sha256(`${file.rule}\n${file.entry}`)
  for (const row of file.rows) {
    hash = sha256(hash + JSON.stringify(row.values))
    expect(row.hash).toBe(hash)
  }
  // the code's issue, and four look-ups
  expect([file.count, file.head]).toEqual([5, hash])
  await tools().filter({ hasText: file.head }).waitFor()
  expect(file.rows.some((row) => row.values.includes(receipt))).toBe(true)
  expect(await download(/CSV/)).toContain(receipt)
  expect(await wide(page)).toBeLessThanOrEqual(0)
})

it('checks an exported file on the reader’s own machine, and finds one changed character', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'ledger-'))
  const put = async (title: string, text: string) => {
    const path = join(dir, title)
    await writeFile(path, text)
    return path
  }
  const requests: string[] = []
  await desk.goto(`${origin}/help/lookup-ledger/`)
  desk.on('request', (sent) => requests.push(sent.url()))
  const choose = desk.locator('#ledger-file')
  await choose.setInputFiles(await put('whole.json', JSON.stringify(file)))
  await desk.getByText('链完整：5 条全部相符').waitFor()
  const text = JSON.stringify(file)
  await choose.setInputFiles(await put('changed.json', text.replace('"page",true', '"page",false')))
  await desk.getByText('第 2 条对不上').waitFor()
  const without = { ...file, rows: file.rows.toSpliced(1, 1) }
  await choose.setInputFiles(await put('missing.json', JSON.stringify(without)))
  await desk.getByText('缺少第 2 条').waitFor()
  await choose.setInputFiles(await put('cut.json', JSON.stringify({ ...file, rows: file.rows.slice(0, 2) })))
  await desk.getByText('结尾对不上').waitFor()
  await choose.setInputFiles(await put('other.json', '{}'))
  await desk.getByText('不是核验记录的导出文件').waitFor()
  expect(requests).toEqual([])
})

it('freezes a code at once when the graduate says 不是我授权的, after a warning, and for good', async () => {
  await page.goto(lookups)
  const last = page.locator('.lookup').first()
  await last.getByRole('button', { name: '不是我授权的' }).click()
  await last.getByText('冻结不能恢复').waitFor()
  await last.getByRole('button', { name: '取消' }).click()
  expect(await verifyTyped(desk, origin, 'archive', name, code)).toContain('信息属实')
  await last.getByRole('button', { name: '不是我授权的' }).click()
  await last.getByRole('button', { name: '确认并冻结编号' }).click()
  await last.locator('.said:focus', { hasText: '核验编号已冻结' }).waitFor()

  const frozen = await verifyTyped(desk, origin, 'archive', name, code)
  expect(frozen).toContain('已冻结')
  expect(frozen).toContain('冻结的编号不能恢复')
  expect(frozen).not.toContain('信息属实')

  await page.reload()
  await page
    .getByText(/标记“不是我授权的”/)
    .first()
    .waitFor()
  await page.locator('.lookup').nth(1).getByRole('button', { name: '不是我授权的' }).click()
  await page.locator('.lookup').nth(1).getByText('没有需要冻结的').waitFor()

  await openTools()
  await page.getByLabel('以前抄下的校验值').fill(file.head)
  await page.getByRole('button', { name: '检查记录是否完整' }).click()
  await page.getByText('抄下的校验值仍在链中：第 5 条').waitFor()
  await page
    .getByLabel('以前抄下的校验值')
    .fill(file.head.replace(/^./, (digit) => (digit === '0' ? '1' : '0')))
  await page.getByRole('button', { name: '检查记录是否完整' }).click()
  await page.getByText('抄下的校验值不在链中').waitFor()
})

it('passes the operator’s check of state, life and audit, with all that was done on this deployment', async () => {
  const program = new URL('../../functions/proof/manage-codes.ts', import.meta.url).pathname
  const of = ['--secrets', join(sandbox.dir, 'settings.env'), '--persist-to', join(sandbox.dir, 'state')]
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'check', '--local', ...of])
  expect(stdout).toMatch(/^全部一致：报告和编号 \d+ 份/)
})

it('shows the card as 已失效 with its reason, and issues a new code when authorized again', async () => {
  await page.goto(`${origin}/graduate/authorize/`)
  const card = page.getByRole('region', { name: '档案信息核验' })
  await card.getByText('已失效').first().waitFor()
  await card.getByText('不是我授权的').first().waitFor()
  const again = await authorize(page, origin, '档案信息核验', '30 天')
  const fresh = await codeOn(again)
  expect(fresh).not.toBe(code)
  expect(await verifyTyped(desk, origin, 'archive', name, fresh)).toContain('信息属实')
  expect(await verifyTyped(desk, origin, 'archive', name, code)).toContain('已冻结')
})

it('stays small: the ledger’s page within 60 KB of script, the receipt’s within 50 KB in all', async () => {
  const sizes = async (path: string, script: boolean) => {
    const fresh = await phone.newPage()
    const client = await phone.newCDPSession(fresh)
    await client.send('Network.enable')
    await client.send('Network.setCacheDisabled', { cacheDisabled: true })
    let bytes = 0
    const kinds = new Map<string, string>()
    client.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
    client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (!script || kinds.get(requestId) === 'Script') bytes += encodedDataLength
    })
    await fresh.goto(origin + path, { waitUntil: 'networkidle' })
    await fresh.close()
    return bytes
  }
  const ledger = await sizes('/graduate/lookups/', true)
  const checking = await sizes('/verify/receipt/', false)
  const help = await sizes('/help/lookup-ledger/', false)
  console.log(JSON.stringify({ ledger, checking, help }))
  expect(ledger).toBeGreaterThan(1000)
  expect(ledger).toBeLessThan(60_000)
  expect(checking).toBeLessThan(50_000)
  expect(faults).toEqual([])
})

import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readCsv } from '../../functions/sheets/read-csv.ts'
import { closePages, openBrowser } from './shared-browser.ts'
import { addOwnDepartment } from './on-sandbox.ts'
import { sandbox } from './own-sandbox.ts'
import { enter, signInAtProvider, verifyTyped } from './steps.ts'

const origin = sandbox.origin
const root = new URL('../..', import.meta.url).pathname
const OWNER = '陈思齐'
let browser: Browser
let context: BrowserContext
let page: Page
let code: string
let transfer: string
let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'quxiang-desk-'))
  browser = await openBrowser()
  code = await codeOfOwner()
  transfer = await transferOfOwner()
  ;({ context, page } = await signedIn('dept-archive'))
})
afterAll(async () => {
  await closePages()
  await rm(dir, { recursive: true, force: true })
})

async function signedIn(login: string) {
  const own = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 900 } })
  const first = await own.newPage()
  await first.goto(`${origin}/department/`)
  await first.getByRole('link', { name: '登录', exact: true }).click()
  await signInAtProvider(first, login)
  await first.waitForURL(`${origin}/department/`)
  await first.getByLabel('学籍姓名').waitFor()
  return { context: own, page: first }
}

async function asOwner<T>(act: (own: Page) => Promise<T>): Promise<T> {
  const account = sandbox.demo.find((each) => each.name === OWNER)
  const own = await (await browser.newContext()).newPage()
  await enter(own, `${origin}/graduate/authorize/`, 'graduate', account?.login ?? '')
  const seen = await act(own)
  await own.context().close()
  return seen
}

const codeOfOwner = () =>
  asOwner(async (own) => {
    const shown = own.getByRole('region', { name: '档案信息核验' }).locator('.code')
    return (await shown.innerText()).replaceAll(/\s/g, '')
  })

const transferOfOwner = () =>
  asOwner(async (own) => {
    await own.goto(`${origin}/graduate/registration-form`)
    return (await own.locator('.code').first().innerText()).replaceAll(/\s/g, '')
  })

const command = async (...args: string[]) => {
  const local = ['--local', '--persist-to', join(sandbox.dir, 'state')]
  const run = [`${root}functions/access/departments/manage-departments.ts`, ...args, ...local]
  return (await promisify(execFile)(process.execPath, run, { cwd: root })).stdout
}

/** An old PC's screen, less its browser's bars. @param parts CSS of what must be in sight without scrolling */
async function oneScreenHolds(own: Page, parts: readonly string[]) {
  await own.setViewportSize({ width: 1366, height: 657 })
  for (const part of parts) {
    const box = await own.locator(part).last().boundingBox()
    expect(box?.y, part).toBeGreaterThanOrEqual(0)
    expect((box?.y ?? Number.NaN) + (box?.height ?? Number.NaN), part).toBeLessThanOrEqual(657)
    expect((box?.x ?? Number.NaN) + (box?.width ?? Number.NaN), part).toBeLessThanOrEqual(1366)
  }
  expect(await own.evaluate(() => [scrollY, document.activeElement?.id])).toEqual([0, 'name'])
  const grouped = await own.locator('.verdict .groups span').allInnerTexts()
  expect(grouped).toEqual([code.slice(0, 2), code.slice(2, 7), code.slice(7, 11), code.slice(11)])
}

it('looks up by keyboard with a case number, and is ready for the next', async () => {
  await page.getByLabel('学籍姓名').fill(OWNER)
  await page.getByLabel(/核验编号/).fill(`${code.slice(0, 7)} ${code.slice(7).toLowerCase()}`)
  await page.getByLabel(/业务编号/).fill('受理2026-0088')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '信息属实，核验有效' }).waitFor()
  const words = await page.locator('main').innerText()
  expect(words).toContain('受理2026-0088')
  expect(words).toMatch(/回执\s+[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}/)
  expect(words).toContain('档案转递信息')
  await focused('name')
  await oneScreenHolds(page, ['.verdict', '.facts', '.verdict .groups', '#name', '#code', 'form.card .btn'])
  const [receipt] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: '打印回执' }).click(),
  ])
  await receipt.getByText('回执属实').waitFor()
  await receipt.locator('.receipt', { hasText: '海淀区人才服务中心档案科（沙箱）' }).waitFor()
  await receipt.close()
  await page.getByLabel('学籍姓名').focus()
  expect(page.url()).toBe(`${origin}/department/`)
  await expect.poll(() => page.getByLabel('学籍姓名').inputValue()).toBe('')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: '学籍姓名' }).waitFor()
  expect(await page.title()).toMatch(/^错误：/)
  expect(await page.locator('#name').getAttribute('aria-invalid')).toBe('true')
  await page.keyboard.press('Escape')
  await page.getByText('查询结果显示在这里。').waitFor()
})

it('has the verdict, the facts, the code and the next look-up on one screen of the page for everybody too', async () => {
  const own = await context.newPage()
  await own.setViewportSize({ width: 1366, height: 657 })
  const words = await verifyTyped(own, origin, 'archive', OWNER, code)
  for (const said of ['信息属实，核验有效', '国办发〔2022〕13号', '第二年3月31日'])
    expect(words).toContain(said)
  const form = 'form.ask'
  await oneScreenHolds(own, [
    '.verdict',
    '.facts',
    '.verdict .groups',
    `${form} #name`,
    `${form} #code`,
    `${form} .btn`,
  ])
  await own.keyboard.type('别的姓名')
  await own.locator(`${form} #code`).fill(code)
  await own.keyboard.press('Enter')
  await own.locator('.verdict.wait:focus').waitFor()
  // on a phone the form stands right below what is said
  await own.setViewportSize({ width: 360, height: 740 })
  expect(await own.title()).toMatch(/^错误：/)
  expect(await own.locator('#name').inputValue()).toBe('别的姓名')
  const below = await own.locator('#name').boundingBox()
  expect(below?.y).toBeLessThan(740)
  await own.locator('.verdict a[href="#code"]').click()
  await own.locator('#code:focus').waitFor()
  await own.close()
})

const focused = (id: string) => page.locator(`#${id}:focus`).waitFor()

it('takes what a scanner gun types into the first box, and asks for the name of a transfer code', async () => {
  await page.keyboard.type(`${origin}/v#${transfer}`)
  await page.keyboard.press('Enter')
  await page.locator('#name-says', { hasText: '请填写学籍姓名。' }).waitFor()
  await focused('name')
  await page.keyboard.type(OWNER)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '信息属实，转递编号有效' }).waitFor()
})

it('answers a wrong name and a wrong code alike, and keeps what was typed', async () => {
  const said = async (name: string, asked: string) => {
    await page.keyboard.press('Escape')
    await page.getByLabel('学籍姓名').fill(name)
    await page.getByLabel(/核验编号/).fill(asked)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '未查到相符的信息' }).waitFor()
    expect(await page.getByLabel('学籍姓名').inputValue()).toBe(name)
    return page.locator('.desk-verify > .stack').innerText()
  }
  expect(await said('陈思琪', code)).toBe(await said(OWNER, '2610001ABCDEFGH'))
})

it('warns where the record names another unit, and ends with its account', async () => {
  await addOwnDepartment({
    id: 'chaoyang',
    name: '朝阳人才中心',
    unit: '北京市朝阳区人才服务中心',
    hukou: true,
    login: 'dept-chaoyang',
    accountName: '朝阳经办员',
  })
  const other = await signedIn('dept-chaoyang')
  await other.page.getByLabel('学籍姓名').fill(OWNER)
  await other.page.getByLabel(/核验编号/).fill(code)
  await other.page.keyboard.press('Enter')
  await other.page.getByRole('alert').getByText('不是本部门负责的单位').waitFor()
  await other.page.getByRole('alert').getByText('北京市海淀区人力资源公共服务中心').waitFor()
  await command('disable', '--id', 'chaoyang')
  await other.page.reload()
  await other.page.getByText('部门登录（可不登录）').waitFor()
  await other.context.close()
})

it('takes a file up, shows its progress and gives a result file down', async () => {
  await page.goto(`${origin}/department/bulk/`)
  const others = Array.from({ length: 240 }, (_, at) => `某${at},2610001ABCDEFGH,案-${at}`)
  const text = [
    '姓名,编号,业务编号',
    `${OWNER},${code},=甲-1`,
    `${OWNER},${code},甲-1`,
    `=1+1,${code},甲-2`,
    ...others,
    `${OWNER},${code.toLowerCase()},甲-3`,
  ]
  const file = join(dir, '名单.csv')
  await writeFile(file, text.join('\r\n'))
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: '检查名单' }).click()
  await page.getByRole('button', { name: '开始核验 241 对' }).waitFor()
  await expect.poll(() => page.locator('main').innerText()).toMatch(/名单行数\s*244/)
  const preview = await page.locator('main').innerText()
  expect(preview).toMatch(/重复（只查一次）\s*1/)
  expect(preview).toMatch(/不能核验\s*2/)
  expect(preview).toContain('以 =、+、- 或 @ 开头')
  // a connection that breaks once: the page goes on where it was
  let broken = 0
  await page.route('**/api/department/batches/*/pairs', (route) => {
    broken += 1
    return broken === 2 ? route.abort() : route.continue()
  })
  await page.getByRole('button', { name: '开始核验 241 对' }).click()
  await page.getByText('已核验 100 / 241').waitFor()
  await page.getByRole('button', { name: '继续核验' }).click()
  await page.getByText('已核验 241 对').waitFor()
  await page.unroute('**/api/department/batches/*/pairs')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载结果文件（CSV）' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('批量核验结果.csv')
  const [titles = [], ...lines] = readCsv(new Uint8Array(await readFile(await download.path()))).rows.map(
    ({ cells }) => cells,
  )
  const of = (line: string[] | undefined, title: string) => line?.[titles.indexOf(title)]
  expect(lines).toHaveLength(242)
  expect([of(lines[0], '结果'), of(lines[0], '姓名'), of(lines[0], '业务编号')]).toEqual([
    '核验有效',
    OWNER,
    '甲-1',
  ])
  expect(of(lines[0], '档案转递信息：单位名称')).toBe('北京市海淀区人力资源公共服务中心')
  expect(of(lines[1], '结果')).toBe('未查到')
  expect(of(lines.at(-1), '提示')).toContain('重复')
  expect(of(lines.at(-1), '回执')).toBe(of(lines[0], '回执'))
})

it('shows its history, finds a case number again and exports it', async () => {
  page.once('dialog', (dialog) => void dialog.accept())
  await page.goto(`${origin}/department/lookups/`)
  await page.locator('table.history tbody tr').first().waitFor()
  await page.getByLabel('业务编号').fill('受理2026-0088')
  await page.getByRole('button', { name: '查找' }).click()
  await page.locator('.code-list[aria-busy=false]').waitFor()
  await page.waitForFunction(() => document.querySelectorAll('table.history tbody tr').length === 1)
  expect(page.url()).toBe(`${origin}/department/lookups/`)
  await page.locator('table.history tbody', { hasText: OWNER }).waitFor()
  await page.getByLabel('业务编号').fill('')
  await page.getByLabel('结果').selectOption({ label: '核验有效' })
  await page.waitForURL(/verdict=valid/)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载记录（CSV）' }).click(),
  ])
  const lines = readCsv(new Uint8Array(await readFile(await download.path()))).rows
  expect(lines.length).toBe(4)
})

it('stands in the graduate’s own record under the department’s name', async () => {
  const words = await asOwner(async (own) => {
    await own.goto(`${origin}/graduate/lookups/`)
    await own.getByText('部门登录查询').first().waitFor()
    return own.locator('main').innerText()
  })
  expect(words).toContain('海淀区人才服务中心档案科（沙箱）')
  expect(words).toContain('部门批量查询')
  expect(words).toContain('朝阳人才中心')
})

it('answers a department of one kind nothing of the other', async () => {
  const household = await signedIn('dept-hukou')
  await household.page.getByLabel('学籍姓名').fill(OWNER)
  await household.page.getByLabel(/核验编号/).fill(code)
  await household.page.keyboard.press('Enter')
  await household.page.getByRole('heading', { name: '未查到相符的信息' }).waitFor()
  expect(await household.page.locator('main').innerText()).not.toContain('档案转递信息')
  await household.context.close()
})

it('lets nobody of no department in, and leads them to the public pages', async () => {
  const own = await (await browser.newContext()).newPage()
  await own.goto(`${origin}/sign-in/department`)
  await signInAtProvider(own, 'staff-10001')
  await own.getByText('公共核验页面不需要登录').waitFor()
  await own.getByRole('link', { name: '打开公共核验页面' }).click()
  await own.waitForURL(`${origin}/verify/archive/`)
  await own.context().close()
  await context.close()
})

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { barriersOn } from '../support/axe.ts'
import { shiftOn, watchShifts } from '../support/layout-shift.ts'
import { closePages, openBrowser } from './shared-browser.ts'
import { sandbox } from './own-sandbox.ts'

const origin = sandbox.origin
const dist = new URL('../../site/dist/', import.meta.url).pathname
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(closePages)

const pages = async () =>
  (await readdir(dist, { recursive: true }))
    .filter((file) => file.endsWith('index.html'))
    .map((file) => `/${file.replace(/index\.html$/, '')}`)

/** Everything a page loads, by kind, in bytes. @param where a browser of its own where left out */
async function loadedBy(path: string, where?: BrowserContext, judged = false) {
  const page = await (where ?? browser).newPage()
  const bodies: { url: string; type: string; bytes: number; wire: number }[] = []
  const faults: string[] = []
  page.on('console', (message) => {
    // a signed-out page is told so by its own API
    if (message.type() === 'error' && !message.text().includes('401')) faults.push(message.text())
  })
  page.on('response', async (response) => {
    const body = await response.body().catch(() => {
      // weighed as nothing, it would be no weight at all
      faults.push(`no body of ${response.url()}`)
      return Buffer.alloc(0)
    })
    const type = response.request().resourceType()
    bodies.push({ url: response.url(), type, bytes: body.length, wire: gzipSync(body).length })
  })
  if (judged) await watchShifts(page)
  await page.goto(origin + path, { waitUntil: 'networkidle' })
  const shift = judged ? await shiftOn(page) : 0
  const barriers = judged ? await barriersOn(page) : []
  await page.close()
  const sum = (of: typeof bodies, by: 'bytes' | 'wire') => of.reduce((total, each) => total + each[by], 0)
  const scripts = bodies.filter((each) => each.type === 'script')
  return {
    scriptBytes: sum(scripts, 'bytes'),
    wire: sum(bodies, 'wire'),
    foreign: bodies.filter((each) => !each.url.startsWith(origin) && !each.url.startsWith('data:')),
    faults,
    barriers,
    shift,
  }
}

it('loads at most 60 KB of script on any page, nothing from elsewhere, breaks no policy, and stands in nobody’s way', async () => {
  const all = await pages()
  expect(all.length).toBeGreaterThan(12)
  // a page that installs an offline worker would load for the others what they did not ask for
  const installs = new Set(['/v/', '/verify/scan/'])
  const context = await browser.newContext({ serviceWorkers: 'block' })
  // four at a time: most of a page's time is the half second without a request that shows it has loaded
  for (let from = 0; from < all.length; from += 4)
    await Promise.all(
      all.slice(from, from + 4).map(async (path) => {
        const loaded = await loadedBy(path, installs.has(path) ? undefined : context, true)
        expect({ path, heavy: loaded.scriptBytes > 60_000 }).toEqual({ path, heavy: false })
        expect(loaded.foreign).toEqual([])
        expect({ path, faults: loaded.faults }).toEqual({ path, faults: [] })
        expect({ path, barriers: loaded.barriers }).toEqual({ path, barriers: [] })
        expect({ path, moves: loaded.shift > 0.02 }).toEqual({ path, moves: false })
      }),
    )
  await context.close()
})

it.each(['/verify/archive/', '/verify/hukou/'])(
  'needs no script on %s and at most 50 KB on the wire',
  async (path) => {
    const loaded = await loadedBy(path)
    expect(loaded.scriptBytes).toBe(0)
    expect(loaded.wire).toBeLessThan(50_000)
  },
)

it('keeps the QR page at 20 KB of script, and at 60 KB on the wire with everything it fetches', async () => {
  const loaded = await loadedBy('/v/')
  expect(loaded.scriptBytes).toBeGreaterThan(0)
  expect(loaded.scriptBytes).toBeLessThan(20_480)
  expect(loaded.wire).toBeLessThan(60_000)
})

it('has no inline script or style on any page', async () => {
  for (const path of await pages()) {
    const html = await readFile(join(dist, path, 'index.html'), 'utf8')
    expect({ path, inline: /<style|\sstyle=|<script(?![^>]*\ssrc=)/.test(html) }).toEqual({
      path,
      inline: false,
    })
  }
})

it('serves hashed files immutable, pages with validators, and answers about people not at all', async () => {
  const home = await fetch(`${origin}/`)
  const html = await home.text()
  const etag = home.headers.get('etag') ?? ''
  expect(etag).not.toBe('')
  expect(home.headers.get('cache-control')).toContain('must-revalidate')
  expect((await fetch(`${origin}/`, { headers: { 'If-None-Match': etag } })).status).toBe(304)
  expect(home.headers.get('content-security-policy')).toContain("default-src 'none'")
  const hashed = /\/_astro\/[^"]+\.css/.exec(html)?.[0] ?? ''
  const file = await fetch(origin + hashed)
  expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  const typed = await fetch(`${origin}/verify/archive/`)
  const typedTag = typed.headers.get('etag') ?? ''
  expect((await fetch(`${origin}/verify/archive/`, { headers: { 'If-None-Match': typedTag } })).status).toBe(
    304,
  )
  const person = await fetch(`${origin}/api/graduate/record`)
  expect([person.status, person.headers.get('cache-control')]).toEqual([401, 'no-store'])
  const answered = await fetch(`${origin}/verify/archive/`, {
    method: 'POST',
    body: new URLSearchParams({ name: '陈诚', code: '2610001AAAAAAAA' }),
  })
  expect(answered.headers.get('cache-control')).toBe('no-store')
  expect(answered.headers.get('server-timing')).toBeNull()
})

it('answers a typed look-up without script, keeps what was typed and says which field is missing', async () => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  const page = await context.newPage()
  await page.goto(`${origin}/verify/archive/`)
  await page.getByLabel('学籍姓名').fill('陈诚')
  await page.getByLabel(/核验编号/).fill('2610001AAAAAAAA')
  await page.getByLabel(/核验编号/).press('Enter')
  await page.locator('.verdict').waitFor()
  await page.locator('main', { hasText: '未查到' }).waitFor()
  expect(await page.getByLabel('学籍姓名').inputValue()).toBe('陈诚')
  expect(await page.getByLabel(/核验编号/).inputValue()).toBe('2610001AAAAAAAA')
  await page.getByLabel('学籍姓名').fill('')
  await page.getByRole('button', { name: '查询' }).click()
  await page.getByRole('link', { name: '学籍姓名' }).click()
  await page.locator('[name=name][aria-invalid=true]:focus').waitFor()
  expect(await page.title()).toMatch(/^错误：/)
  expect(await page.getByLabel(/核验编号/).inputValue()).toBe('2610001AAAAAAAA')
  await page.goto(`${origin}/v/#whatever`)
  await page.locator('main', { hasText: '档案转递信息在线核验' }).waitFor()
  await context.close()
})

it.each([
  ['/announcements/', '通知公告', '档案转递去向的一般规定'],
  ['/help/four-prohibitions/', '“四不准”', '怎样举报'],
  ['/help/provincial-api/', '省级系统接口', '取得访问令牌'],
  ['/help/department-api/', '部门核验接口', '批量核验'],
])('explains on %s, and leads on to pages and parts that are there', async (path, title, part) => {
  const page = await browser.newPage()
  await page.goto(origin + path)
  await page.getByRole('heading', { name: title, exact: true }).waitFor()
  await page.getByRole('heading', { name: part, exact: true }).waitFor()
  const links = await page
    .locator('main a')
    .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href))
  const opened = async (link: URL) => ({
    link: link.href,
    status: (await fetch(link)).status,
    parts: link.hash === '' || link.pathname !== path ? 1 : await page.locator(link.hash).count(),
  })
  for (const link of links.map((each) => new URL(each)).filter((each) => each.origin === origin))
    expect(await opened(link)).toEqual({ link: link.href, status: 200, parts: 1 })
  await page.close()
})

/** What stands between the bar and the foot, which names whom to ask on every page. */
const mainOf = async (answer: Response) => /<main[^]*<\/main>/.exec(await answer.text())?.[0] ?? ''

const asPage = { headers: { Accept: 'text/html' } }
const typedIn = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) })

it.each<[string, string, RequestInit, number]>([
  ['an address that leads nowhere', '/nowhere/', asPage, 404],
  ['a sign-in that is over', '/sign-in/callback/graduate?code=a&state=b', asPage, 400],
  [
    'a look-up without an answer',
    '/verify/archive/',
    typedIn({ name: '陈诚', code: '2610001AAAAAAAA' }),
    200,
  ],
  ['the same of a hukou', '/verify/hukou/', typedIn({ name: '陈诚', code: '2610001AAAAAAAA' }), 200],
  ['a QR that cannot be judged', '/v/', {}, 200],
  ['a question that the help leaves open', '/help/', {}, 200],
])('says whom to call and whom to write to at %s', async (_, path, asked, status) => {
  const answer = await fetch(origin + path, asked)
  expect(answer.status).toBe(status)
  const main = await mainOf(answer)
  expect(main).toContain('<a href="tel:+861000000000">010-00000000</a>')
  expect(main).toContain('<a href="mailto:support@quxiang.example">support@quxiang.example</a>')
})

it('filters the help while somebody types, says how many were found, and hides nothing without script', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
  await page.goto(`${origin}/help/`)
  const questions = page.locator('section.topic details')
  const shown = () => questions.evaluateAll((all) => all.filter((each) => each.checkVisibility()).length)
  const all = await questions.count()
  await page.getByLabel('查找问题').fill('过期编号')
  const said = page.locator('#search-said')
  await expect.poll(() => said.textContent()).toMatch(/^找到 \d+ 个问题$/)
  expect(await said.textContent()).toContain(` ${await shown()} `)
  expect(await shown()).toBeLessThan(all)
  await page.getByText('核验编号过期了', { exact: true }).waitFor()
  await page.getByLabel('查找问题').fill('签证')
  await page.getByText('没有找到相关的问题').waitFor()
  expect(await shown()).toBe(0)
  await page.getByLabel('查找问题').fill('')
  await expect.poll(shown).toBe(all)
  await page.close()
  const plain = await (await fetch(`${origin}/help/`)).text()
  expect(plain).toMatch(/<form id="search" role="search" class="held"/)
  expect(plain.match(/<details[^>]*hidden/g)).toBeNull()
})

it('shows a readable page for an address that leads nowhere', async () => {
  const answer = await fetch(`${origin}/nowhere/`, { headers: { Accept: 'text/html' } })
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('没有找到这个页面')
})

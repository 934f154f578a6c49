import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { SigningJwk } from '../../functions/platform/secrets.ts'
import { newSigningKey, publishedSet } from '../../functions/proof/signing-keys.ts'
import { signStatusList } from '../../functions/proof/status-list.ts'
import { changedList, type Status, statuses } from '#model/proof/status-list.ts'
import { signReport } from '../../functions/proof/token.ts'
import { monthBefore } from '../sandbox/redate.ts'
import { placesIn, readSettings } from '../sandbox/settings-file.ts'
import { closePages, openBrowser } from './shared-browser.ts'
import { readQr } from '../support/read-qr.ts'
import { destinationsFile, invent, rosterFile } from '../support/school-files.ts'
import { addOwnSchool } from './on-sandbox.ts'
import { sandbox } from './own-sandbox.ts'
import { authorize, checkBasicInfo, confirmRight, enter, uploadFile } from './steps.ts'

const origin = sandbox.origin
const school = { code: '10006', name: '北京航空航天大学' }
const people = invent(2, monthBefore(inject('now'), 2), 900)
const HOUR = 3_600_000

const JWKS = '/.well-known/jwks.json'
const LIST = '/.well-known/status-list'
const ASKED = '/api/verifications'

/** a busy machine is slow, not wrong */
const patient = { timeout: 20_000 }
let browser: Browser
let graduate: Page
/** what the report's own QR holds */
let scanned = ''
let keys: SigningJwk[] = []
const others = [await newSigningKey()]
const claims = {
  reportId: 'A'.repeat(22),
  kind: 'archive' as const,
  capSeconds: Math.floor(inject('now') / 1000) + 86_400,
  digest: 'd'.repeat(22),
  statusIndex: 1,
}
const ours = (more: Partial<typeof claims> = {}) => signReport(keys, { ...claims, ...more })

beforeAll(async () => {
  await addOwnSchool(school)
  const settings = readSettings(await readFile(placesIn(sandbox.dir).settings, 'utf8'))
  keys = JSON.parse(settings.SIGNING_KEYS ?? '') as SigningJwk[]
  browser = await openBrowser()
  const office = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await enter(office, `${origin}/staff/uploads/`, 'staff', `staff-${school.code}`)
  await uploadFile(office, '毕业生基本信息', '名单.csv', rosterFile(school, people))
  await uploadFile(office, '去向登记信息', '去向.csv', destinationsFile(people))
  await office.close()
  graduate = await (await browser.newContext({ viewport: { width: 900, height: 1300 } })).newPage()
  await enter(graduate, `${origin}/graduate/basic-info/`, 'graduate', people[0]?.idNumber ?? '')
  await checkBasicInfo(graduate)
  await confirmRight(graduate, origin)
  const card = await authorize(graduate, origin, '档案信息核验', '30 天')
  await card.getByRole('link', { name: '查看下载报告' }).click()
  await graduate.waitForURL(/\/reports\//)
  scanned = (await readQr(graduate, await graduate.screenshot({ fullPage: true }))) ?? ''
  expect(scanned.startsWith(`${origin}/v#ey`)).toBe(true)
})
afterAll(closePages)

/** A verifier's own phone, and every request it sends. */
async function phone(): Promise<{ context: BrowserContext; page: Page; sent: string[] }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const sent: string[] = []
  context.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`))
  return { context, page: await context.newPage(), sent }
}

/** What a page says, with what is folded away: nothing technical stands anywhere else. */
const said = async (page: Page): Promise<string> => {
  await page.locator('.verdict').waitFor()
  const fold = (open: boolean) =>
    page.locator('main details').evaluateAll((all, is) => {
      for (const each of all) (each as HTMLDetailsElement).open = is
    }, open)
  await fold(false)
  expect(await page.locator('main').innerText()).not.toMatch(/签名|公钥|状态清单/)
  await fold(true)
  return page.locator('main').innerText()
}
const open = async (page: Page, address: string): Promise<string> => {
  await page.goto('about:blank')
  await page.goto(address)
  return said(page)
}
/** Until the page, its keys and a list of after this moment are kept. */
async function readyOffline(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  const listKept = () =>
    page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          const opened = indexedDB.open('verifier')
          opened.addEventListener('success', () => {
            const asked = opened.result.transaction('kept').objectStore('kept').get('status-list')
            asked.addEventListener('success', () => resolve(asked.result !== undefined))
          })
        }),
    )
  await expect.poll(listKept, patient).toBe(true)
}

it('judges a report online, then offline by what was kept, and tells its ending from the last list', async () => {
  const { context, page, sent } = await phone()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  expect(await open(page, scanned)).toContain('信息属实，核验有效')
  expect(sent.filter((each) => each.startsWith('POST'))).toEqual([`POST ${ASKED}`])
  await readyOffline(page)

  await context.setOffline(true)
  await page.reload()
  const without = await said(page)
  expect(without).toContain('二维码属实，目前状态未能核实')
  expect(without).toContain('没有连接到服务器')
  expect(without).toMatch(/截至 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d 未停止、未变更/)
  expect(without).toMatch(/公钥更新时间\s+\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/)
  expect(without).toMatch(/状态清单更新时间\s+\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/)
  expect(without).toMatch(/服务截止\s+\d{4}-\d\d-\d\d 23:59:59/)
  expect(without).toContain('档案信息核验')
  expect(without).not.toContain('有效')
  expect(without).not.toContain(people[0]?.name)

  // the address as the QR spells it, without the slash, in a new tab
  const tab = await context.newPage()
  expect(await open(tab, scanned)).toContain('目前状态未能核实')
  await tab.close()

  await context.setOffline(false)
  await page.getByRole('button', { name: '重新核验' }).click()
  await page.getByText('信息属实，核验有效').waitFor()

  await graduate.goto(`${origin}/graduate/authorize/`)
  const card = graduate.getByRole('region', { name: '档案信息核验' })
  await card.getByRole('button', { name: '停止核验' }).click()
  await graduate.getByText('已停止').first().waitFor()
  // a sandbox's list is good for two seconds; the page asks for another once it has passed its time
  const offlineAfterAVisit = async () => {
    await context.setOffline(false)
    await page.goto(`${origin}/v/`)
    await page.locator('#verdict').getByText('状态清单更新').waitFor({ state: 'attached' })
    await context.setOffline(true)
    return open(page, scanned)
  }
  sent.length = 0
  await expect.poll(offlineAfterAVisit, patient).toContain('二维码属实，但核验已停止或过期')
  expect(await said(page)).not.toContain('有效')
  expect(sent).toContain(`GET ${LIST}`)
  await context.setOffline(false)
  expect(await open(page, scanned)).toContain('毕业生已停止核验')
  expect(faults).toEqual([])
  await context.close()
})

describe('says that the state could not be checked where', () => {
  let own: Awaited<ReturnType<typeof phone>>
  beforeAll(async () => {
    own = await phone()
  })
  afterAll(() => own.context.close())

  it.each([
    ['the server fails', { status: 500, body: '{}' }],
    ['the server is busy', { status: 503, body: '' }],
    ['a portal answers with its page', { status: 200, contentType: 'text/html', body: '<h1>请登录</h1>' }],
    ['the answer is cut off', { status: 200, contentType: 'application/json', body: '{"verdict":"val' }],
    ['the answer has no verdict', { status: 200, contentType: 'application/json', body: '{"verdict":"ok"}' }],
    ['the answer is null', { status: 200, contentType: 'application/json', body: 'null' }],
  ])('%s', async (_, answer) => {
    const page = await own.context.newPage()
    await page.route(`**${ASKED}`, (route) => route.fulfill(answer))
    const text = await open(page, `${origin}/v#${await ours()}`)
    expect(text).toContain('二维码属实，目前状态未能核实')
    expect(text).toContain('服务器暂时不能答复')
    expect(text).not.toContain('有效')
    await page.getByRole('button', { name: '重新核验' }).waitFor()
    await page.close()
  })

  it('nobody answers', async () => {
    const page = await own.context.newPage()
    await page.route(`**${ASKED}`, (route) => route.abort())
    expect(await open(page, `${origin}/v#${await ours()}`)).toContain('没有连接到服务器')
    expect(await open(page, `${origin}/v#${await ours({ capSeconds: 1_700_000_000 })}`)).toContain(
      '查询核验服务已截止',
    )
    await page.close()
  })
})

it('tells what each state of the list means, and which lists it does not go by', async () => {
  const { context, page } = await phone()
  const { valid, invalid, suspended, superseded } = statuses
  const second = Math.floor(Date.now() / 1000)
  const list = (states: Status[], issuedAt: number, by = keys) => {
    const changes = states.map((status, index) => ({ index, status }))
    return signStatusList(by, changedList(new Uint8Array(), states.length, changes), {
      origin,
      issuedAt,
      ttl: 0,
    })
  }
  const states = [valid, invalid, suspended, superseded]
  let body = await list(states, second)
  await context.route(`**${ASKED}`, (route) => route.abort())
  await context.route(`**${LIST}`, (route) =>
    route.fulfill({ contentType: 'application/statuslist+jwt', body }),
  )
  const at = async (statusIndex: number, words: string) => {
    await open(page, `${origin}/v#${await ours({ statusIndex })}`)
    await page.getByText(words).waitFor()
  }
  await at(0, '未停止、未变更')
  await at(1, '二维码属实，但核验已停止或过期')
  await at(2, '二维码属实，但核验授权已冻结')
  await at(3, '二维码属实，但登记信息已发生变化')
  await at(4, '资料里还没有它')
  // an older list, one of another's keys and no list at all do not take its place
  const older = await list([valid, valid, valid, valid], second - 3600)
  const foreign = await list([valid, valid, valid, valid], second, others)
  for (body of [older, foreign, '', 'x'.repeat(3_000_000)]) await at(1, '二维码属实，但核验已停止或过期')
  body = await list([invalid, ...states], second + 1)
  await at(0, '二维码属实，但核验已停止或过期')
  await context.close()
})

it('tells a genuine report that the server does not know from a valid one', async () => {
  const { context, page } = await phone()
  const text = await open(page, `${origin}/v#${await ours()}`)
  expect(text).toContain('未查到相符的信息')
  expect(text).toContain('010-00000000')
  expect(text).not.toContain('核验有效')
  await context.close()
})

it('calls a specimen one, with and without an answer, and says that a forged one is not ours', async () => {
  const { context, page } = await phone()
  const [title, nobody] = ['这是样张。', '不属于任何毕业生']
  for (const [name, words] of [
    ['valid', '信息属实，核验有效'],
    ['frozen', '核验授权已冻结'],
  ] as const) {
    const text = await open(page, `${origin}/specimens/${name}/scan`)
    for (const part of [words, title, nobody]) expect(text).toContain(part)
  }
  expect(await open(page, `${origin}/specimens/forged/scan`)).toContain('不是本网站签发的二维码')
  await context.route(`**${ASKED}`, (route) => route.abort())
  const without = await open(page, `${origin}/specimens/valid/scan`)
  for (const part of ['二维码属实，是样张', title, nobody]) expect(without).toContain(part)
  expect(without).not.toContain('有效')
  await context.close()
})

describe('sends nothing at all for', () => {
  const swapped = (text: string, at: number) =>
    text.slice(0, at) + (text.charAt(at) === 'A' ? 'B' : 'A') + text.slice(at + 1)
  let own: Awaited<ReturnType<typeof phone>>
  beforeAll(async () => {
    own = await phone()
  })
  afterAll(() => own.context.close())
  it.each<[string, () => Promise<string> | string]>([
    ['a changed signature', () => swapped(scanned, scanned.length - 20)],
    ['a last letter that only spells it differently', () => swapped(scanned, scanned.length - 1)],
    ['changed claims', () => swapped(scanned, scanned.indexOf('.', scanned.indexOf('#')) + 40)],
    ['a text cut off', () => scanned.slice(0, -30)],
    ['a token of two parts', () => scanned.slice(0, scanned.lastIndexOf('.'))],
    ['a space behind it', () => `${scanned}%20`],
    ['a line end in it', () => scanned.replace(/\.(?=[^.]+$)/, '.%0A')],
    [
      "another site's token under our key's name",
      async () => {
        const [, body, sign] = (await signReport(others, claims)).split('.')
        return `${scanned.slice(0, scanned.indexOf('.', scanned.indexOf('#')))}.${body}.${sign}`
      },
    ],
    ['a key that a fresh set does not hold', async () => `${origin}/v#${await signReport(others, claims)}`],
    [
      'another format',
      () => `${origin}/v#shc:/5676290952432060346029243740446031222959532654603460292540772804336028`,
    ],
    ['a very long text', () => `${origin}/v#${'a'.repeat(5000)}.a.a`],
  ])('%s', async (_, make) => {
    const { page, sent } = own
    sent.length = 0
    await page.goto('about:blank')
    await page.goto(await make(), { waitUntil: 'load' })
    const loading = new Set(['/v', '/v/', '/favicon.svg', '/manifest.webmanifest', '/icons/192.png'])
    const text = await said(page)
    expect(text).toMatch(/不是本网站签发的二维码|二维码内容不完整/)
    expect(text).not.toContain('有效')
    await page.waitForLoadState('networkidle')
    expect(sent.filter((each) => !/ \/_astro\//.test(each) && !loading.has(each.slice(4)))).toEqual([])
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
  })
})

describe('with keys of more than 48 hours', () => {
  /** A phone that was ready yesterday but one, and has been without a network since. */
  async function later() {
    const { context, page, sent } = await phone()
    await open(page, scanned)
    await readyOffline(page)
    await page.close()
    await context.setOffline(true)
    const old = await context.newPage()
    await old.clock.setFixedTime(Date.now() + 49 * HOUR)
    return { context, page: old, sent }
  }
  const again = async (page: Page, words: string) => {
    await page.getByRole('button', { name: '重新核验' }).click()
    await page.getByText(words).waitFor({ timeout: 15_000 })
  }

  it('still knows its own, and says how old they are', async () => {
    const { context, page } = await later()
    const text = await open(page, scanned)
    expect(text).toContain('二维码属实')
    expect(text).toContain('已超过 48 小时没有更新')
    await context.close()
  })

  it('asks for the keys alone before it judges another, and takes a new one from them', async () => {
    const { context, page, sent } = await later()
    const token = await signReport(others, claims)
    const text = await open(page, `${origin}/v#${token}`)
    expect(text).toContain('暂时无法判断')
    expect(text).toMatch(/公钥更新时间\s+\d{4}-/)
    sent.length = 0
    await context.setOffline(false)
    await again(page, '不是本网站签发的二维码')
    expect(sent).toEqual([`GET ${JWKS}`])

    const second = await later()
    await open(second.page, `${origin}/v#${token}`)
    await second.context.setOffline(false)
    const body = JSON.stringify(await publishedSet([...keys, ...others]))
    await second.context.route(`**${JWKS}`, (route) => route.fulfill({ body }))
    await again(second.page, '未查到相符的信息')
    await context.close()
    await second.context.close()
  })

  it('is not misled by a set that is empty, broken, huge or never comes', async () => {
    const { context, page, sent } = await later()
    await open(page, `${origin}/v#${await signReport(others, claims)}`)
    await context.setOffline(false)
    let answer: { status: number; body: string } | 'never' = { status: 200, body: '{"keys":[]}' }
    await context.route(`**${JWKS}`, async (route) => {
      if (answer !== 'never') await route.fulfill(answer)
    })
    sent.length = 0
    const answers = [
      { status: 200, body: '{"keys":[]}' },
      { status: 200, body: '<!doctype html>' },
      { status: 500, body: JSON.stringify(await publishedSet(others)) },
      { status: 200, body: JSON.stringify(await publishedSet(others)) + ' '.repeat(100_000) },
      'never',
    ] as const
    for (answer of answers) {
      const before = sent.length
      await page.getByRole('button', { name: '重新核验' }).click()
      await expect.poll(() => sent.length, patient).toBe(before + 1)
      expect(await said(page)).toContain('暂时无法判断')
    }
    expect(sent).toEqual(answers.map(() => `GET ${JWKS}`))
    await context.close()
  })
})

it('puts a transfer code into the form and leaves the cursor at the name', async () => {
  const { context, page, sent } = await phone()
  await page.goto(`${origin}/v#Z2610001ABCDEFGH`)
  await page.getByText('转递编号').first().waitFor()
  await expect.poll(() => page.locator('[name=code]').inputValue()).toBe('Z2610001ABCDEFGH')
  await page.locator('[name=name]:focus').waitFor()
  expect(sent.some((each) => each.includes('/api/'))).toBe(false)
  await context.close()
})

it('keeps no answer about anybody, and leaves other pages and every POST to the network', async () => {
  const { context, page } = await phone()
  await open(page, scanned)
  await readyOffline(page)
  const kept = await page.evaluate(async () => {
    const names = await caches.keys()
    const found = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return found.flat().map(({ method, url }) => `${method} ${new URL(url).pathname}`)
  })
  expect(kept).toContain('GET /v/')
  expect(
    kept.filter(
      (each) =>
        !/^GET \/(v\/|verify\/scan\/|_astro\/.+|favicon.svg|manifest.webmanifest|icons\/192.png)$/.test(each),
    ),
  ).toEqual([])
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).scope)).toBe(`${origin}/v`)
  await context.setOffline(true)
  // what an installed copy starts with
  await page.goto(`${origin}/verify/scan/`)
  await page.locator('#scan').waitFor()
  await expect(page.goto(`${origin}/verify/archive/`)).rejects.toThrow('ERR_INTERNET_DISCONNECTED')
  await context.close()
})

it('is installable from our own files', async () => {
  const { context, page } = await phone()
  await page.goto(`${origin}/v/`)
  const href = (await page.locator('link[rel=manifest]').getAttribute('href')) ?? ''
  const answer = await fetch(origin + href)
  expect(answer.headers.get('content-type')).toContain('application/manifest+json')
  const manifest = (await answer.json()) as {
    name: string
    start_url: string
    icons: { src: string; sizes: string; type: string }[]
  }
  expect(manifest).toMatchObject({ start_url: '/verify/scan/', display: 'standalone' })
  for (const icon of manifest.icons) {
    const file = await fetch(origin + icon.src)
    expect([file.status, file.headers.get('content-type')]).toEqual([200, icon.type])
  }
  const worker = await fetch(`${origin}/sw.js`)
  expect(worker.headers.get('cache-control')).toBe('no-cache')
  expect(worker.headers.get('content-security-policy')).toContain("worker-src 'self'")
  await context.close()
})

it.each([
  ['what came after Chrome 109', false],
  ['that, and what web views of Safari 15.4 lack: inflating, keeping, service workers', true],
])('judges without %s', async (_, bare) => {
  const { context, page } = await phone()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await context.addInitScript((poor) => {
    const without = (of: object, names: string[]) => {
      for (const name of names) Reflect.deleteProperty(of, name)
    }
    without(Array.prototype, ['toSorted', 'toReversed', 'toSpliced', 'with'])
    without(String.prototype, ['isWellFormed', 'toWellFormed'])
    without(Object, ['groupBy'])
    without(Promise, ['withResolvers', 'try'])
    without(URL, ['canParse', 'parse'])
    without(ReadableStream.prototype, ['values', Symbol.asyncIterator as unknown as string])
    without(Uint8Array, ['fromBase64', 'fromHex'])
    without(AbortSignal, ['any'])
    if (!poor) return
    without(AbortSignal, ['timeout'])
    without(globalThis, ['DecompressionStream', 'CompressionStream', 'indexedDB', 'requestIdleCallback'])
    without(Navigator.prototype, ['serviceWorker'])
  }, bare)
  expect(await open(page, `${origin}/v#${await ours()}`)).toContain('未查到相符的信息')
  expect(await open(page, scanned.slice(0, -30))).toContain('不是本网站签发的二维码')
  await context.route(`**${ASKED}`, (route) => route.abort())
  await open(page, `${origin}/v#${await ours({ statusIndex: 3_000_000 })}`)
  await page.getByText(bare ? '本机没有保存的资料' : '资料里还没有它').waitFor()
  expect(faults).toEqual([])
  await context.close()
})

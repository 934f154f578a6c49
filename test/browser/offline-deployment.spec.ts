import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newSigningKey, publishedSet } from '../../functions/proof/signing-keys.ts'
import { signReport } from '../../functions/proof/token.ts'
import { writeOfflineWorker } from '../../site/write-offline-worker.ts'
import { closePages, openBrowser } from './shared-browser.ts'

const dist = new URL('../../site/dist/', import.meta.url).pathname
const keys = [await newSigningKey()]
const token = await signReport(keys, {
  reportId: 'A'.repeat(22),
  kind: 'archive',
  capSeconds: Math.floor(Date.now() / 1000) + 86_400,
  digest: 'd'.repeat(22),
  statusIndex: 1,
})
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
}

/** a busy machine is slow, not wrong */
const patient = { timeout: 20_000 }
let browser: Browser
let server: Server
let origin = ''
let folder = ''
let first = ''
let second = ''
/** what is deployed now; '' for a server in trouble */
let deployed = ''
/** whether the page itself is left without an answer */
let silent = false

/** The same site, built from other sources: every hashed file has another name. */
async function rebuilt(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true })
  const files = (await readdir(to, { recursive: true })).filter((file) => /\.(html|js|css)$/.test(file))
  const hashed = files.filter((file) => file.startsWith('_astro/')).map((file) => file.slice(7))
  const renamed = (name: string) => name.replace(/\.([\w-]{8})\.(js|css)$/, '.NEW$1.$2')
  for (const file of files) {
    let text = await readFile(join(to, file), 'utf8')
    for (const name of hashed) text = text.replaceAll(name, renamed(name))
    await writeFile(join(to, file), text)
  }
  for (const name of hashed) await rename(join(to, '_astro', name), join(to, '_astro', renamed(name)))
  await writeOfflineWorker(pathToFileURL(`${to}/`))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deployments-'))
  first = join(folder, 'first')
  second = join(folder, 'second')
  await cp(dist, first, { recursive: true })
  await rebuilt(dist, second)
  const set = JSON.stringify(await publishedSet(keys)).replaceAll('"', '&quot;')
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    if (silent && path === '/v/') return undefined
    const file = join(deployed || 'nowhere', path.endsWith('/') ? `${path}index.html` : path)
    if (!existsSync(file)) return response.writeHead(deployed === '' ? 503 : 404).end()
    const filled = `<div id="published-keys" data-set="${set}" data-at="${new Date().toISOString()}" data-shift="0"></div>`
    const bytes = readFileSync(file)
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? '', 'Cache-Control': 'no-cache' })
    if (path !== '/v/') return response.end(bytes)
    return response.end(bytes.toString().replace('<div data-slot="answer"></div>', `<div>${filled}</div>`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await openBrowser()
})
afterAll(async () => {
  await closePages()
  server.close()
  await rm(folder, { recursive: true, force: true })
})

const open = async (page: Page) => {
  await page.goto('about:blank')
  await page.goto(`${origin}/v/#${token}`)
  await page.getByText('二维码属实，目前状态未能核实').waitFor()
  return (await page.locator('script[src]').getAttribute('src')) ?? ''
}
const kept = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys()
    const found = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return { names: names.length, files: found.flat().map(({ url }) => new URL(url).pathname) }
  })
const ready = (page: Page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))

it('opens without a network what was deployed at the visit, and after another visit what is deployed then', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  deployed = first
  const old = await open(page)
  await ready(page)
  await context.setOffline(true)
  expect(await open(page)).toBe(old)
  await context.setOffline(false)

  // the old files are gone from the server, and the kept page goes with the kept files
  deployed = second
  await context.setOffline(true)
  expect(await open(page)).toBe(old)
  await context.setOffline(false)

  const young = await open(page)
  expect(young).not.toBe(old)
  await expect.poll(async () => (await kept(page)).files.includes(young), patient).toBe(true)
  await expect.poll(async () => (await kept(page)).files.includes(old), patient).toBe(false)
  // its entries go first, the cache itself a moment later
  await expect.poll(async () => (await kept(page)).names, patient).toBe(1)
  await context.setOffline(true)
  expect(await open(page)).toBe(young)
  await context.close()
})

it('opens the kept page where the server is in trouble or takes too long', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  deployed = first
  await open(page)
  await ready(page)
  deployed = ''
  await open(page)
  expect(await page.locator('html').getAttribute('data-kept')).toBe('')
  deployed = first
  await open(page)
  expect(await page.locator('html').getAttribute('data-kept')).toBeNull()
  silent = true
  await open(page)
  expect(await page.locator('html').getAttribute('data-kept')).toBe('')
  silent = false
  await context.close()
})

it('installs nothing half: a page of another deployment than its worker waits for the next visit', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const mixed = join(folder, 'mixed')
  await cp(second, mixed, { recursive: true })
  await cp(join(first, 'sw.js'), join(mixed, 'sw.js'))
  await cp(join(first, '_astro'), join(mixed, '_astro'), { recursive: true })
  deployed = mixed
  await open(page)
  await expect.poll(() => page.evaluate(() => caches.keys().then((names) => names.length)), patient).toBe(1)
  const state = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration('/v')
      return registration?.active?.state ?? registration?.installing?.state ?? 'none'
    })
  await expect.poll(state, patient).toBe('none')
  deployed = second
  await open(page)
  await ready(page)
  await context.setOffline(true)
  await open(page)
  await context.close()
})

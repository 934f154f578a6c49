// Opens the verifying pages without a network. It answers those addresses and hashed files, GET only, and nothing else:
// what is asked about a person never passes through it. Built to /sw.js by write-offline-worker.ts, which puts OFFLINE in
// front. It imports nothing: it is not bundled.

interface Waits extends Event {
  waitUntil: (work: Promise<unknown>) => void
}
interface Asked extends Waits {
  request: Request
  respondWith: (answer: Promise<Response>) => void
}

declare const OFFLINE: { version: string; pages: string[]; files: string[] }

const worker = self as unknown as {
  skipWaiting: () => Promise<void>
  clients: { claim: () => Promise<void> }
}
const PREFIX = 'offline-'
const CACHE = PREFIX + OFFLINE.version
const PATIENCE_MS = 4000
/** as in write-offline-worker.ts: what a page's own tags load */
const loads = /(?:href|src)="(\/_astro\/[^"]+)"/g

/** Which page an address is, with or without its last slash; a page's address has no query. */
const pageAt = ({ pathname, search }: URL): string | undefined =>
  search === '' ? OFFLINE.pages.find((page) => page === pathname || page === `${pathname}/`) : undefined

/**
 * Keeps a page that goes with the kept files; one of another deployment waits for that deployment's own worker. The mark
 * tells the page that its time is an old one.
 */
async function keepPage(path: string, response: Response): Promise<boolean> {
  const html = await response.text()
  if ([...html.matchAll(loads)].some(([, file = '']) => !OFFLINE.files.includes(file))) return false
  const headers = new Headers(response.headers)
  for (const name of ['Content-Encoding', 'Content-Length']) headers.delete(name)
  const marked = html.replace('<html ', '<html data-kept ')
  await (await caches.open(CACHE)).put(path, new Response(marked, { headers }))
  return true
}

async function install(): Promise<void> {
  const cache = await caches.open(CACHE)
  await cache.addAll(OFFLINE.files)
  for (const path of OFFLINE.pages) {
    const page = await fetch(path, { cache: 'no-store', credentials: 'omit' })
    if (page.status !== 200 || !(await keepPage(path, page)))
      throw new Error(`${path} is of another deployment`)
  }
  await worker.skipWaiting()
}

async function activate(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE)
  await Promise.all(others.map((name) => caches.delete(name)))
  await worker.clients.claim()
}

/** The network first, because it brings the newest keys; the kept page when it fails, is in trouble or takes long. */
async function openPage(event: Asked, path: string): Promise<Response> {
  const asked = fetch(event.request)
  const kept = asked.then((response) => response.status === 200 && keepPage(path, response.clone()))
  event.waitUntil(kept.catch(() => undefined))
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS))
  const inTime = await Promise.race([asked.catch(() => undefined), late])
  // a redirect's status is 0 here, and the browser follows it by itself
  if (inTime !== undefined && inTime.status < 500) return inTime
  return (await (await caches.open(CACHE)).match(path)) ?? inTime ?? asked
}

/** Hashed names never change their content, so the kept file is as good as any. */
async function openFile(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request)
  if (kept !== undefined) return kept
  const response = await fetch(request)
  if (response.status === 200) await cache.put(request, response.clone())
  return response
}

addEventListener('install', (event) => (event as Waits).waitUntil(install()))
addEventListener('activate', (event) => (event as Waits).waitUntil(activate()))
addEventListener('fetch', (event) => {
  const asked = event as Asked
  const { request } = asked
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  const page = request.mode === 'navigate' ? pageAt(url) : undefined
  if (page !== undefined) asked.respondWith(openPage(asked, page))
  else if (url.pathname.startsWith('/_astro/') || OFFLINE.files.includes(url.pathname))
    asked.respondWith(openFile(request))
})

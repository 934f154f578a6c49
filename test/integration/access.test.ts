import { beforeAll, expect, it } from 'vitest'
import { createApp } from '../../functions/app.ts'
import { cloudflare } from '../../functions/platform/runtime.ts'
import { commit } from '../../db/commit.ts'
import { sessions, staff } from '../../db/schema/access.ts'
import { eq } from 'drizzle-orm'
import { productionValues } from '../support/settings.ts'
import { bindings, type Graduate, seedGraduate, seedSchool, seedStaff, workAt } from '../support/fixtures.ts'
import { seedDepartment } from '../support/department-fixtures.ts'
import { inventIdNumber } from '../support/invented-people.ts'
import { request } from '../support/http.ts'
import { seedClient } from '../support/machine-client.ts'
import { collegeRoutes, isForMachines } from '../support/route-roles.ts'

/** Every route that answers people without a session; anything else is 401 for them. */
const publicRoutes = new Set([
  'GET /.well-known/jwks.json',
  'GET /.well-known/status-list',
  'GET /api/openapi.json',
  'GET /api/regions',
  'GET /sandbox/outbox/',
  'GET /specimens/:name',
  'GET /specimens/:name/scan',
  'POST /api/oauth/token',
  'POST /api/receipts',
  'POST /api/transfer-receipts',
  'POST /api/verifications',
  'GET /v/',
  'GET /verify/archive/',
  'POST /verify/archive/',
  'POST /verify/archive/receipt/',
  'GET /verify/hukou/',
  'POST /verify/hukou/',
  'GET /verify/receipt/',
  'POST /verify/receipt/',
  'GET /sign-in/graduate',
  'GET /sign-in/staff',
  'GET /sign-in/department',
  'GET /sign-in/callback/graduate',
  'GET /sign-in/callback/staff',
  'POST /sign-out',
])

/** Pages: without a session they lead to the sign-in instead of a bare 401. */
const leadsToSignIn = new Set([
  'GET /reports/:id',
  'GET /graduate/calendar.ics',
  'GET /graduate/registration-form',
  'GET /staff/registration-forms/:entryId',
  'GET /staff/transfer-slips',
  'GET /step-up',
])

const routes = [
  ...new Set(
    createApp(cloudflare)
      .routes.filter((route) => route.method !== 'ALL')
      .map((route) => `${route.method} ${route.path}`),
  ),
]
const bearer = routes.filter(isForMachines)
const schemeOf = (path: string) =>
  path.startsWith('/api/department/') ? 'departmentToken' : 'provincialToken'
const guarded = routes.filter(
  (route) => !publicRoutes.has(route) && !leadsToSignIn.has(route) && !bearer.includes(route),
)
const filled = (path: string) => path.replaceAll(/:[a-z]+/gi, 'AAAAAAAAAAAAAAAAAAAAAA')

let person: Graduate
let officer: Awaited<ReturnType<typeof seedStaff>>
let desk: Awaited<ReturnType<typeof seedDepartment>>
let tokens: Record<'provincialToken' | 'departmentToken', string>
beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', provinceCode: '11' })
  officer = await seedStaff(workAt(), '10001')
  desk = await seedDepartment(workAt())
  tokens = {
    provincialToken: await (await seedClient('44')).token(),
    departmentToken: await (await seedClient('', 'ES256', desk.department.id)).token(),
  }
  person = await seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: '22110108150001',
    idNumber: inventIdNumber(),
  })
})

it('has routes to guard', () => {
  expect(guarded.length).toBeGreaterThan(8)
  expect(bearer.length).toBeGreaterThan(0)
})

it.each(guarded)('answers %s without a session with 401', async (route) => {
  const [method = '', path = ''] = route.split(' ')
  const answer = await request(filled(path), { method, ...(method === 'GET' ? {} : { json: {} }) })
  expect(answer.status).toBe(401)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.json()).toMatchObject({ code: 'session.missing', status: 401 })
})

it.each(bearer)('answers %s with 401 unless a live access token is there', async (route) => {
  const [method = '', path = ''] = route.split(' ')
  const sent = {
    method,
    graduate: person.cookie,
    staff: officer.cookie,
    department: desk.cookie,
    ...(method === 'GET' ? {} : { json: {} }),
  }
  const without = await request(path, { ...sent, headers: { Origin: '' } })
  expect([without.status, await without.json()]).toMatchObject([401, { code: 'token.missing' }])
  expect(without.headers.get('www-authenticate')).toBe('Bearer')
  for (const Authorization of [
    'Bearer',
    'Bearer x',
    `Basic ${'A'.repeat(44)}`,
    `Bearer ${'A'.repeat(44)}`,
    `Bearer ${person.cookie}`,
    `Bearer ${desk.cookie}`,
    `Bearer ${tokens[schemeOf(path) === 'departmentToken' ? 'provincialToken' : 'departmentToken']}`,
  ]) {
    const answer = await request(path, { ...sent, headers: { Origin: '', Authorization } })
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'token.invalid' }])
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  }
})

it.each(guarded)(
  'answers %s with the other kinds of session, or a machine’s token, with 401',
  async (route) => {
    const [method = '', path = ''] = route.split(' ')
    const own = ownerOf(path)
    const all = { graduate: person.cookie, staff: officer.cookie, department: desk.cookie }
    const Authorization = `Bearer ${tokens.departmentToken}`
    const { [own]: _, ...others } = all
    const sent = { method, ...others, headers: { Authorization }, ...(method === 'GET' ? {} : { json: {} }) }
    expect((await request(filled(path), sent)).status).toBe(401)
    // its own cookie's value under another's name opens nothing either
    for (const [kind] of Object.entries(others))
      expect((await request(filled(path), { ...sent, ...others, [kind]: all[own] })).status).toBe(401)
  },
)

const ownerOf = (path: string) =>
  path.startsWith('/api/staff/') ? 'staff' : path.startsWith('/api/department/') ? 'department' : 'graduate'

it.each(guarded)(
  "answers %s with another kind's session under its own cookie's name with 401",
  async (route) => {
    const [method = '', path = ''] = route.split(' ')
    const own = ownerOf(path)
    const all = { graduate: person.cookie, staff: officer.cookie, department: desk.cookie }
    const { [own]: _, ...others } = all
    for (const cookie of Object.values(others)) {
      const sent = { method, [own]: cookie, ...(method === 'GET' ? {} : { json: {} }) }
      expect((await request(filled(path), sent)).status).toBe(401)
    }
  },
)

it.each(guarded.filter((route) => route.includes(' /api/staff/') && !collegeRoutes.has(route)))(
  "refuses %s to a college's staff",
  async (route) => {
    const [method = '', path = ''] = route.split(' ')
    const { cookie } = await seedStaff(workAt(), '10001', '哲学系')
    const answer = await request(filled(path), {
      method,
      staff: cookie,
      ...(method === 'GET' ? {} : { json: {} }),
    })
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'staff.school_only' }])
  },
)

it('ends the open session of an account that was disabled, at its next request', async () => {
  const { actor, cookie } = await seedStaff(workAt(), '10001')
  expect((await request('/api/staff/session', { staff: cookie })).status).toBe(200)
  const db = workAt().shards.directory
  await commit(workAt(), db, {
    audit: { none: 'counter' },
    statements: { seeded: [db.update(staff).set({ disabledAt: 1 }).where(eq(staff.id, actor.accountId))] },
  })
  const answer = await request('/api/staff/session', { staff: cookie })
  expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'session.missing' }])
})

it.each(guarded.filter((route) => !route.startsWith('GET')))(
  'refuses %s from another origin',
  async (route) => {
    const [method = '', path = ''] = route.split(' ')
    for (const Origin of ['https://evil.example', 'null', '']) {
      const all = { graduate: person.cookie, staff: officer.cookie, department: desk.cookie }
      const who = { [ownerOf(path)]: all[ownerOf(path)] }
      const answer = await request(filled(path), { method, ...who, json: {}, headers: { Origin } })
      expect(answer.status).toBe(403)
      expect(await answer.json()).toMatchObject({ code: 'request.foreign_origin' })
    }
  },
)

it('describes every JSON route in OpenAPI 3.1', async () => {
  const answer = await request('/api/openapi.json')
  const document: {
    openapi: string
    paths: Record<string, Record<string, { responses: unknown; security?: unknown }>>
    components: { securitySchemes: object }
  } = await answer.json()
  expect(document.openapi).toMatch(/^3\.1\./)
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  )
  for (const route of bearer) {
    const [method = '', path = ''] = route.split(' ')
    expect(document.paths[path]?.[method.toLowerCase()]?.security).toEqual([{ [schemeOf(path)]: [] }])
    expect(document.components.securitySchemes).toHaveProperty(schemeOf(path))
  }
  const json = routes.filter((route) => route.includes(' /api/') && !route.endsWith('openapi.json'))
  expect(described.filter((each) => each.includes(' /api/')).toSorted()).toEqual(json.toSorted())
})

it.each([
  ['an array for an object', [], 400, 'request.malformed'],
  ['a string for a number', { version: '1' }, 400, 'request.malformed'],
  ['an unknown key', { version: 1, admin: true }, 400, 'request.malformed'],
  ['nothing', {}, 400, 'request.malformed'],
  ['too much', { version: 1, more: 'x'.repeat(70_000) }, 413, 'request.too_large'],
])('answers %s with a clear problem', async (_, json, status, code) => {
  const answer = await request('/api/graduate/confirmations', { graduate: person.cookie, json })
  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ code })
})

it('takes exact JSON only, and needs an idempotency key', async () => {
  const path = '/api/graduate/confirmations'
  const form = await request(path, {
    graduate: person.cookie,
    body: '{"version":1}',
    headers: { 'Content-Type': 'text/plain' },
  })
  expect([form.status, await form.json()]).toMatchObject([415, { code: 'request.wrong_type' }])
  const broken = await request(path, {
    graduate: person.cookie,
    body: '{"version":',
    headers: { 'Content-Type': 'application/json' },
  })
  expect(broken.status).toBe(400)
  const keyless = await request(path, {
    graduate: person.cookie,
    json: { version: 1 },
    headers: { 'Idempotency-Key': '' },
  })
  expect(await keyless.json()).toMatchObject({ code: 'idempotency.key_missing' })
})

it('bounds a body sent in chunks without a length', async () => {
  let sent = 0
  const body = new ReadableStream({
    pull(controller) {
      sent += 1
      if (sent > 200) return controller.close()
      return controller.enqueue(new TextEncoder().encode('x'.repeat(1000)))
    },
  })
  const answer = await request('/api/graduate/confirmations', {
    graduate: person.cookie,
    body,
    headers: { 'Content-Type': 'application/json' },
  })
  expect(answer.status).toBe(413)
})

it('ends a session after its idle time and after its absolute time', async () => {
  const work = workAt()
  const db = work.shards.directory
  const other = await seedGraduate(work, {
    schoolCode: '10001',
    examNumber: '22110108150009',
    idNumber: inventIdNumber(),
  })
  const asked = () => request('/api/graduate/record', { graduate: other.cookie })
  expect((await asked()).status).toBe(200)
  const mine = eq(sessions.idHash, other.actor.sessionHash)
  await db
    .update(sessions)
    .set({ lastSeenAt: Date.now() - 29 * 60_000 })
    .where(mine)
  expect((await asked()).status).toBe(200)
  await db
    .update(sessions)
    .set({ expiresAt: Date.now() - 1 })
    .where(mine)
  expect((await asked()).status).toBe(401)
  await db
    .update(sessions)
    .set({ expiresAt: Date.now() + 60_000, lastSeenAt: Date.now() - 31 * 60_000 })
    .where(mine)
  expect((await asked()).status).toBe(401)
  expect((await db.select().from(sessions).where(mine)).length).toBe(0)
})

it('tells the cost of each answer in the sandbox, and sends the security headers with it', async () => {
  const answer = await request('/api/graduate/record', { graduate: person.cookie })
  expect(answer.headers.get('server-timing')).toMatch(/^db;desc="calls=\d+ rows=\d+"$/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(answer.headers.get('content-security-policy')).not.toContain('unsafe')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

it.each(['/api/nothing', '/api/graduate/nothing', '/reports/../../etc'])(
  'answers %s with a problem',
  async (path) => {
    const answer = await request(path)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'page.not_found' })
  },
)

it('answers 500 and names the setting in the log only, where the settings do not fit', async () => {
  for (const wrong of [
    { ORIGIN: 'nowhere' },
    { FIELD_KEYS: 'short' },
    { DEPLOYMENT: 'production', CLOCK_OFFSET_MS: '5' },
    { DEPLOYMENT: 'production' },
    { ...productionValues, INDEX_SECRET: `${'A'.repeat(43)}=` },
  ]) {
    const answer = await createApp(cloudflare).request('/api/openapi.json', {}, { ...bindings, ...wrong })
    expect(answer.status).toBe(500)
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({ code: 'server.failed' })
    for (const name of Object.keys(wrong)) expect(text).not.toContain(name)
  }
})

it('asks for a choice where a graduate has several entries, and for a new sign-in where the entry is gone', async () => {
  const db = workAt().shards.directory
  const other = await seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: '22110108150010',
    idNumber: inventIdNumber(),
  })
  const mine = eq(sessions.idHash, other.actor.sessionHash)
  await db.update(sessions).set({ rosterEntryId: 'gone' }).where(mine)
  const gone = await request('/api/graduate/record', { graduate: other.cookie })
  expect([gone.status, await gone.json()]).toMatchObject([404, { code: 'entry.not_found' }])
  await db.update(sessions).set({ rosterEntryId: null }).where(mine)
  const unchosen = await request('/api/graduate/record', { graduate: other.cookie })
  expect([unchosen.status, await unchosen.json()]).toMatchObject([409, { code: 'entry.not_chosen' }])
})

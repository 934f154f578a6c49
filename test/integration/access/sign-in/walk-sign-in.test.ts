import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { sessions, staff } from '../../../../db/schema/access.ts'
import { audit } from '../../../../db/schema/operations.ts'
import { bindings, rosterEntries } from '../../../../db/schema/roster.ts'
import { bind } from '../../../support/bindings.ts'
import { bindings as bound, seedGraduate, seedSchool, workAt } from '../../../support/fixtures.ts'
import { inventIdNumber } from '../../../support/invented-people.ts'
import { openWork } from '../../../../functions/platform/open-work.ts'
import { newId, sha256 } from '../../../../functions/platform/secrets.ts'
import { testApp } from '../../../support/test-app.ts'
import { Browser, origin, signInSettings } from '../../../support/walk.ts'

/** The tests' work, under the settings the walk signs in with. */
const work = () => openWork({ ...bound, ...signInSettings }, { kind: 'system', name: 'test' })
const db = workAt().shards.directory

beforeAll(async () => {
  await seedSchool(workAt(), {
    code: '10001',
    provinceCode: '11',
    name: '北京大学',
    contactDepartment: '就业中心',
    contactPhone: '010-62751111',
  })
  await db.insert(staff).values([
    {
      id: 'staff-10001',
      schoolCode: '10001',
      issuer: signInSettings.OIDC_ISSUER,
      subject: 'staff-10001',
      name: '就业老师',
      createdAt: 1,
      confirmedAt: 1,
    },
    {
      id: 'staff-gone',
      schoolCode: '10001',
      issuer: signInSettings.OIDC_ISSUER,
      subject: 'staff-gone',
      name: '离任老师',
      createdAt: 1,
      confirmedAt: 1,
      disabledAt: 2,
    },
  ])
})

let exam = 22110108170000
async function graduate(more: Partial<Parameters<typeof seedGraduate>[1]> = {}) {
  exam += 1
  const idNumber = more.idNumber ?? inventIdNumber()
  const person = await seedGraduate(work(), {
    schoolCode: '10001',
    examNumber: String(exam),
    ...more,
    idNumber,
  })
  return { ...person, idNumber, login: `${idNumber}|陈诚|1` }
}
const sessionHashOf = async (browser: Browser, kind: 'graduate' | 'staff' = 'graduate') =>
  sha256(browser.own.cookies.get(`__Host-${kind}`) ?? '')
const bindingOf = async (id: string) =>
  (await db.select().from(bindings).where(eq(bindings.rosterEntryId, id)))[0]

it('signs a graduate in, binds the entry, chooses the only one and leads to where they were going', async () => {
  const person = await graduate()
  const browser = new Browser()
  const callback = await browser.callbackFor(person.login, '/sign-in/graduate?return=/graduate/confirm/')
  const answer = await browser.ask(callback)
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/graduate/confirm/')
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('__Host-graduate='))
  for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/'])
    expect(cookie).toContain(attribute)
  const session = await browser.ask('/api/graduate/session')
  expect(await session.json()).toMatchObject({
    person: { name: '陈诚', phone: '19900001111', email: 'person@example.com' },
    entry: { id: person.entry.id },
    entries: [{ id: person.entry.id, chosen: true }],
  })
  expect(await bindingOf(person.entry.id)).toMatchObject({ issuer: signInSettings.OIDC_ISSUER })
  const trail = await db.select().from(audit).where(eq(audit.actorId, person.entry.id))
  expect(trail.map((row) => [row.actorKind, row.action])).toEqual([
    ['graduate', 'entry.bound'],
    ['graduate', 'graduate.signed_in'],
  ])
})

it('keeps what the provider tells of a person unreadable in the database', async () => {
  const person = await graduate()
  const browser = new Browser()
  await browser.ask(await browser.callbackFor(person.login))
  const rows = JSON.stringify(await db.select().from(sessions))
  for (const secret of [person.idNumber, '19900001111', 'person@example.com', '陈诚'])
    expect(rows).not.toContain(secret)
  expect(rows).not.toContain(browser.own.cookies.get('__Host-graduate'))
})

it('matches the name folded, and finds a person again without binding twice', async () => {
  const person = await graduate({ name: '阿依古丽·买买提', nameFolded: '阿依古丽·买买提' })
  const login = `${person.idNumber}|阿依古丽 ・ 买买提|1`
  for (let time = 0; time < 2; time += 1) {
    const browser = new Browser()
    expect((await browser.ask(await browser.callbackFor(login))).status).toBe(303)
  }
  const trail = await db
    .select()
    .from(audit)
    .where(and(eq(audit.subjectId, person.entry.id), eq(audit.action, 'entry.bound')))
  expect(trail).toHaveLength(1)
})

it('asks a person with two entries to choose before anything else', async () => {
  const first = await graduate()
  await graduate({ idNumber: first.idNumber, graduationMonth: '202306', cohort: 2023 })
  const browser = new Browser()
  await browser.ask(await browser.callbackFor(first.login))
  const session = await browser.ask('/api/graduate/session')
  expect(await session.json()).toMatchObject({ progress: null, entries: [{}, {}], entry: null })
  expect((await browser.ask('/step-up')).headers.get('location')).toBe('/graduate/')
})

it('keeps a bound entry open to its graduate when the school corrects the name, for the new check', async () => {
  const person = await graduate()
  const first = new Browser()
  await first.ask(await first.callbackFor(person.login))
  await db
    .update(rosterEntries)
    .set({ name: '陈诚诚', nameFolded: '陈诚诚', basicInfoCheckedAt: null, version: 2 })
    .where(eq(rosterEntries.id, person.entry.id))
  const later = new Browser()
  expect((await later.ask(await later.callbackFor(person.login))).status).toBe(303)
  expect(await (await later.ask('/api/graduate/session')).json()).toMatchObject({
    progress: { next: { act: 'check_basic_info' } },
  })
})

it('gives a new session id at every sign-in and ends the one before', async () => {
  const person = await graduate()
  const browser = new Browser()
  await browser.ask(await browser.callbackFor(person.login))
  const before = await sessionHashOf(browser)
  await browser.ask(await browser.callbackFor(person.login))
  const after = await sessionHashOf(browser)
  expect(after).not.toBe(before)
  expect(await db.select().from(sessions).where(eq(sessions.idHash, before))).toEqual([])
})

it('never signs the next person at a shared computer in silently', async () => {
  const person = await graduate()
  const browser = new Browser()
  await browser.ask(await browser.callbackFor(person.login))
  const { page } = await browser.leave('/sign-in/graduate')
  expect(page).toContain('学信网账号登录（沙箱）')
})

const refused = async (login: string, path = '/sign-in/graduate') => {
  const browser = new Browser()
  const answer = await browser.ask(await browser.callbackFor(login, path), {
    headers: { Accept: 'application/json' },
  })
  expect([...browser.own.cookies.keys()]).toEqual([])
  return (await answer.json()) as { code: string; detail: string; status: number }
}

it('says that there is no entry, and whom to ask', async () => {
  const said = await refused(`${inventIdNumber()}|陈诚|1`)
  expect(said).toMatchObject({ code: 'sign_in.no_entry', status: 403 })
  expect(said.detail).toContain(workAt().config.supportContact)
})

it('says that the enrolment is not bound, and whom to ask', async () => {
  const person = await graduate()
  const said = await refused(`${person.idNumber}|陈诚|0`)
  expect(said).toMatchObject({ code: 'sign_in.enrolment_unbound', status: 403 })
  expect(said.detail).toContain('010-62751111')
  expect(await bindingOf(person.entry.id)).toBeUndefined()
})

it('says that the name differs without telling the other name, and whom to ask', async () => {
  const person = await graduate()
  const said = await refused(`${person.idNumber}|陈成|1`)
  expect(said).toMatchObject({ code: 'sign_in.name_differs', status: 403 })
  expect(said.detail).toContain('北京大学就业中心：010-62751111')
  expect(said.detail).not.toContain('陈诚')
  expect(await bindingOf(person.entry.id)).toBeUndefined()
})

it('says that an entry is bound to the same person’s other account, and leaves it bound', async () => {
  const person = await graduate()
  await bind(work(), person, { issuer: signInSettings.OIDC_ISSUER, subject: 'first account' })
  const said = await refused(person.login)
  expect(said).toMatchObject({ code: 'sign_in.bound_elsewhere', status: 403 })
  expect(said.detail).toContain('请联系北京大学就业中心：010-62751111')
  expect(said.detail).not.toContain('first account')
  expect(await bindingOf(person.entry.id)).toMatchObject({ subject: 'first account' })
})

it('leads from there to the provider’s form for another account, and back to where they were going', async () => {
  const person = await graduate()
  await bind(work(), person, { issuer: signInSettings.OIDC_ISSUER, subject: 'first account' })
  const browser = new Browser()
  const path = '/sign-in/graduate?return=/graduate/confirm/'
  const answer = await browser.ask(await browser.callbackFor(person.login, path), {
    headers: { Accept: 'text/html' },
  })
  expect(answer.status).toBe(403)
  const page = await answer.text()
  expect(page).toContain('<a href="tel:+861062751111">010-62751111</a>')
  const [, way = ''] = /href="([^"]+)">换一个账号登录</u.exec(page) ?? []
  expect(way).toBe('/sign-in/graduate?return=%2Fgraduate%2Fconfirm%2F')
  const to = new URL((await browser.ask(way)).headers.get('location') ?? '')
  expect(to.searchParams.get('prompt')).toBe('login')
  const { page: form } = await browser.leave(way)
  expect(form).toContain('学信网账号登录（沙箱）')
})

it.each([
  ['another name', '陈成', '1', 'sign_in.no_entry', '010-00000000'],
  ['an enrolment that is not bound', '陈诚', '0', 'sign_in.enrolment_unbound', '010-62751111'],
])('tells nobody with %s that an entry is bound', async (_, name, enrolled, code, whom) => {
  const person = await graduate()
  await bind(work(), person, { issuer: signInSettings.OIDC_ISSUER, subject: 'somebody else' })
  const said = await refused(`${person.idNumber}|${name}|${enrolled}`)
  expect(said.code).toBe(code)
  expect(said.detail).toContain(whom)
  expect(said.detail).not.toContain('账号，不是现在这个')
})

it('signs staff in, and nobody whom no school entered', async () => {
  const browser = new Browser()
  const answer = await browser.ask(await browser.callbackFor('staff-10001|就业老师|0', '/sign-in/staff'))
  expect(answer.headers.get('location')).toBe('/staff/')
  const session = await browser.ask('/api/staff/session')
  expect(await session.json()).toMatchObject({ name: '就业老师', school: { code: '10001' } })
  expect(await refused('staff-99999|外人|0', '/sign-in/staff')).toMatchObject({ code: 'staff.unknown' })
  expect(await refused('staff-gone|离任老师|0', '/sign-in/staff')).toMatchObject({ code: 'staff.unknown' })
})

it('does not take a sign-in of staff that was not asked to be strong', async () => {
  const browser = new Browser()
  const begun = await browser.ask('/sign-in/staff')
  const to = new URL(begun.headers.get('location') ?? '')
  expect(to.searchParams.get('acr_values')).toBe('urn:quxiang:acr:staff')
  to.searchParams.delete('acr_values')
  const { url } = await browser.visit(to.href)
  const back = await browser.visit(url, {
    act: 'login',
    login: 'staff-10001|就业老师|0',
    password: 'sandbox',
  })
  const answer = await browser.ask(back.url.slice(origin.length))
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('这次登录的验证强度不够')
  expect(browser.own.cookies.has('__Host-staff')).toBe(false)
})

it('takes a callback once, and in the browser that left only', async () => {
  const person = await graduate()
  const victim = new Browser()
  const callback = await victim.callbackFor(person.login)
  const foreign = await new Browser().ask(callback)
  expect(foreign.status).toBe(400)
  const pre = victim.own.cookies.get('__Host-pre-session') ?? ''
  expect((await victim.ask(callback)).status).toBe(303)
  expect(victim.own.cookies.has('__Host-pre-session')).toBe(false)
  expect((await victim.ask(callback)).status).toBe(400)
  // even with its cookie kept back, the provider gives nothing for a code twice
  victim.own.cookies.set('__Host-pre-session', pre)
  const again = await victim.ask(callback, { headers: { Accept: 'application/json' } })
  expect(await again.json()).toMatchObject({ code: 'sign_in.rejected' })
})

it("refuses another sign-in's code, state or provider", async () => {
  const person = await graduate()
  const mine = new Browser()
  const theirs = new Browser()
  const own = await mine.callbackFor(person.login)
  const other = await theirs.callbackFor(person.login)
  const asked = async (browser: Browser, path: string) => (await browser.ask(path)).status
  const injected = new URL(own, origin)
  injected.searchParams.set('code', new URL(other, origin).searchParams.get('code') ?? '')
  // code injection: my state, their code; PKCE and nonce do not fit
  expect(await asked(mine, injected.pathname + injected.search)).toBeGreaterThanOrEqual(400)
  expect(mine.own.cookies.has('__Host-graduate')).toBe(false)
  // login CSRF: their whole callback in my browser
  const csrf = new Browser()
  await csrf.leave('/sign-in/graduate')
  expect(await asked(csrf, other)).toBeGreaterThanOrEqual(400)
  expect(csrf.own.cookies.has('__Host-graduate')).toBe(false)
  // mix-up: the staff provider's answer at the graduates' callback
  const mixed = new Browser()
  const callback = await mixed.callbackFor('staff-10001|就业老师|0', '/sign-in/staff')
  expect(await asked(mixed, callback.replace('/staff', '/graduate'))).toBe(400)
  expect(mixed.own.cookies.has('__Host-graduate')).toBe(false)
})

it('refuses a tampered pre-session, and spends it', async () => {
  const person = await graduate()
  const browser = new Browser()
  const callback = await browser.callbackFor(person.login)
  const sealed = browser.own.cookies.get('__Host-pre-session') ?? ''
  browser.own.cookies.set('__Host-pre-session', sealed.slice(0, -4) + 'AAAA')
  const answer = await browser.ask(callback)
  expect(answer.status).toBe(400)
  expect(answer.headers.getSetCookie().join()).toMatch(/__Host-pre-session=;/)
  const page = await answer.text()
  for (const said of ['重新登录', 'href="/sign-in/graduate"']) expect(page).toContain(said)
})

it('tells a cancelled sign-in', async () => {
  const browser = new Browser()
  const { url } = await browser.leave('/sign-in/graduate')
  const back = await browser.visit(url, { act: 'cancel' })
  const answer = await browser.ask(back.url.slice(origin.length), { headers: { Accept: 'application/json' } })
  expect(await answer.json()).toMatchObject({ code: 'sign_in.cancelled' })
})

it('sends other hosts to our own origin first, where the cookies are', async () => {
  const app = testApp(signInSettings)
  const answer = await app('/../sign-in/graduate?return=/graduate/', { headers: { Host: 'localhost:8787' } })
  expect(answer.status).toBe(302)
  const { createApp } = await import('../../../../functions/app.ts')
  const { cloudflare } = await import('../../../../functions/platform/runtime.ts')
  const elsewhere = await createApp(cloudflare).fetch(
    new Request('http://localhost:8787/sign-in/graduate?return=/graduate/'),
    { ...bound, ...signInSettings },
  )
  expect(elsewhere.headers.get('location')).toBe(`${origin}/sign-in/graduate?return=/graduate/`)
})

it('never leads away from our own site', async () => {
  const person = await graduate()
  const browser = new Browser()
  const callback = await browser.callbackFor(
    person.login,
    `/sign-in/graduate?return=${encodeURIComponent('//evil.example/')}`,
  )
  expect((await browser.ask(callback)).headers.get('location')).toBe('/graduate/')
})

it('answers a page while the provider is down, and lets sessions that exist go on', async () => {
  const person = await graduate()
  const down = testApp({ OIDC_ISSUER: 'http://127.0.0.1:9', STAFF_OIDC_ISSUER: 'http://127.0.0.1:9' })
  const answer = await down('/sign-in/graduate', { headers: { Accept: 'text/html' } })
  expect(answer.status).toBe(503)
  expect(await answer.text()).toContain('身份提供方暂时无法连接')
  const record = await down('/api/graduate/record', {
    headers: { Cookie: `__Host-graduate=${person.cookie}` },
  })
  expect(record.status).toBe(200)
})

it('signs out for good, from our own pages only', async () => {
  const person = await graduate()
  const browser = new Browser()
  await browser.ask(await browser.callbackFor(person.login))
  const cookie = browser.own.cookies.get('__Host-graduate') ?? ''
  const post = (from: string) => browser.ask('/sign-out', { method: 'POST', headers: { Origin: from } })
  expect((await post('https://evil.example')).status).toBe(403)
  expect((await browser.ask('/api/graduate/session')).status).toBe(200)
  const answer = await post(origin)
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/')
  expect(browser.own.cookies.has('__Host-graduate')).toBe(false)
  browser.own.cookies.set('__Host-graduate', cookie)
  expect((await browser.ask('/api/graduate/session')).status).toBe(401)
})

it.each([
  '/sign-in/graduate?return=/a/&return=/b/',
  '/sign-in/graduate?unknown=1',
  '/sign-in/callback/graduate',
  '/sign-in/callback/graduate?code=a&code=b&state=c',
  `/sign-in/callback/staff?state=${newId()}`,
])('answers %s with a problem', async (path) => {
  const answer = await new Browser().ask(path, { headers: { Accept: 'application/json' } })
  expect(answer.status).toBe(400)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
})

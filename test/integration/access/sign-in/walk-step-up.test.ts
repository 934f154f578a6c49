import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { sessions, stepUps } from '../../../../db/schema/access.ts'
import { audit } from '../../../../db/schema/operations.ts'
import { openWork } from '../../../../functions/platform/open-work.ts'
import { sha256 } from '../../../../functions/platform/secrets.ts'
import {
  bindings as bound,
  type Graduate,
  seedGraduate,
  seedSchool,
  workAt,
} from '../../../support/fixtures.ts'
import { inventIdNumber } from '../../../support/invented-people.ts'
import { Browser, origin, signInSettings } from '../../../support/walk.ts'

const db = workAt().shards.directory
const work = () => openWork({ ...bound, ...signInSettings }, { kind: 'system', name: 'test' })

beforeAll(() =>
  seedSchool(workAt(), { code: '10001', provinceCode: '11', name: '北京大学', contactPhone: '010-62751111' }),
)

let exam = 22110108180000
async function graduate() {
  exam += 1
  const idNumber = inventIdNumber()
  const person = await seedGraduate(work(), { schoolCode: '10001', examNumber: String(exam), idNumber })
  return { ...person, login: `${idNumber}|陈诚|1` }
}
async function signedIn() {
  const person = await graduate()
  const browser = new Browser()
  await browser.ask(await browser.callbackFor(person.login))
  return { person, browser }
}
const rowsOf = (person: Graduate) =>
  db.select().from(stepUps).where(eq(stepUps.rosterEntryId, person.entry.id))
const problemOf = async (answer: Response) => ((await answer.json()) as { code: string }).code
const asJson = { headers: { Accept: 'application/json' } }

it('passes a face check, opens both cards for ten minutes and gives the session a new id', async () => {
  const { person, browser } = await signedIn()
  const before = browser.own.cookies.get('__Host-graduate') ?? ''
  const answer = await browser.ask(await browser.stepUpCallback('pass'))
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/graduate/authorize/')
  const after = browser.own.cookies.get('__Host-graduate') ?? ''
  expect(after).not.toBe(before)
  expect(await rowsOf(person)).toMatchObject([{ sessionHash: await sha256(after) }])
  const cards = (await (await browser.ask('/api/graduate/authorizations')).json()) as {
    stepUp: { secondsLeft: number }
  }
  expect(cards.stepUp.secondsLeft).toBeGreaterThan(590)
  expect(cards.stepUp.secondsLeft).toBeLessThanOrEqual(600)
  browser.own.cookies.set('__Host-graduate', before)
  expect((await browser.ask('/api/graduate/authorizations')).status).toBe(401)
  const trail = await db.select().from(audit).where(eq(audit.subjectId, person.entry.id))
  expect(trail.map((row) => row.action)).toContain('step_up.passed')
})

it('says that a face check was not passed, that nothing is lost, and the other way', async () => {
  const { person, browser } = await signedIn()
  const answer = await browser.ask(await browser.stepUpCallback('fail'))
  expect(answer.status).toBe(403)
  const page = await answer.text()
  for (const said of ['实人验证没有完成', '当面核验', '010-62751111', '重试', '/step-up'])
    expect(page).toContain(said)
  expect(await rowsOf(person)).toMatchObject([{ passedAt: null }])
  expect((await browser.ask('/api/graduate/session')).status).toBe(200)
})

it('does not take a plain sign-in for a step-up', async () => {
  const { person, browser } = await signedIn()
  // the authorization request without acr_values: the provider signs in and gives no acr
  const begun = await browser.ask('/step-up')
  const to = new URL(begun.headers.get('location') ?? '')
  to.searchParams.delete('acr_values')
  const { url } = await browser.visit(to.href)
  const back = await browser.visit(url, { act: 'login', login: person.login, password: 'sandbox' })
  const answer = await browser.ask(back.url.slice(origin.length), asJson)
  expect(await problemOf(answer)).toBe('step_up.rejected')
})

it('does not take a step-up that another session of the same person asked for', async () => {
  const { person, browser } = await signedIn()
  const callback = await browser.stepUpCallback('pass')
  const other = new Browser()
  await other.ask(await other.callbackFor(person.login))
  browser.own.cookies.set('__Host-graduate', other.own.cookies.get('__Host-graduate') ?? '')
  expect(await problemOf(await browser.ask(callback, asJson))).toBe('step_up.rejected')
  expect(await rowsOf(person)).toMatchObject([{ passedAt: null }])
})

it('leads to the sign-in again when the session ended meanwhile', async () => {
  const { person, browser } = await signedIn()
  const callback = await browser.stepUpCallback('pass')
  browser.own.cookies.delete('__Host-graduate')
  expect(await problemOf(await browser.ask(callback, asJson))).toBe('session.missing')
  expect(await rowsOf(person)).toMatchObject([{ passedAt: null }])
})

it("does not take another person's face", async () => {
  const { person, browser } = await signedIn()
  const other = await graduate()
  const begun = await browser.ask('/step-up')
  // at the provider somebody else signs in and passes
  browser.theirs.cookies.clear()
  const { url } = await browser.visit(begun.headers.get('location') ?? '')
  await browser.visit(url, { act: 'login', login: other.login, password: 'sandbox' })
  const back = await browser.visit(url, { act: 'pass' })
  const answer = await browser.ask(back.url.slice(origin.length), asJson)
  expect(await problemOf(answer)).toBe('step_up.rejected')
  expect(await rowsOf(person)).toMatchObject([{ passedAt: null }])
})

it('leads to the sign-in without a session, and to the choice without an entry', async () => {
  const browser = new Browser()
  const stranger = await browser.ask('/step-up?return=/graduate/authorize/')
  expect(stranger.headers.get('location')).toBe(
    `/sign-in/graduate?return=${encodeURIComponent('/step-up?return=%2Fgraduate%2Fauthorize%2F')}`,
  )
  const { browser: open } = await signedIn()
  const hash = await sha256(open.own.cookies.get('__Host-graduate') ?? '')
  await db.update(sessions).set({ rosterEntryId: null }).where(eq(sessions.idHash, hash))
  expect((await open.ask('/step-up')).headers.get('location')).toBe('/graduate/')
})

it('closes again after ten minutes', async () => {
  const { person, browser } = await signedIn()
  await browser.ask(await browser.stepUpCallback('pass'))
  await db
    .update(stepUps)
    .set({ expiresAt: Date.now() - 1 })
    .where(eq(stepUps.rosterEntryId, person.entry.id))
  const cards = await browser.ask('/api/graduate/authorizations')
  expect(await cards.json()).toMatchObject({ stepUp: { secondsLeft: 0 } })
})

import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { read } from '../../../../db/client.ts'
import { sessions, staff } from '../../../../db/schema/access.ts'
import { departmentAccounts, departments } from '../../../../db/schema/departments.ts'
import { audit } from '../../../../db/schema/operations.ts'
import { chooseGrant as chooseGrantRow } from '../../../../db/sessions.ts'
import { addAccount as addDepartmentAccount } from '../../../../functions/access/departments/add-account.ts'
import { chooseGrant } from '../../../../functions/access/grants/choose-grant.ts'
import { signInDepartment } from '../../../../functions/access/sign-in/sign-in-department.ts'
import { signInStaff } from '../../../../functions/access/sign-in/sign-in-staff.ts'
import type { GrantsView } from '../../../../functions/access/grants/wire.ts'
import { sha256 } from '../../../../functions/platform/secrets.ts'
import { seedDepartment } from '../../../support/department-fixtures.ts'
import { seedSchool, seedStaff, type SeededStaff, workAt } from '../../../support/fixtures.ts'
import { changedBy } from '../../../support/one-statement.ts'
import { request } from '../../../support/http.ts'

const db = () => workAt().shards.directory
const issuer = workAt().config.staffProvider.issuer
let first: SeededStaff<'school'>
let other: SeededStaff<'school'>
beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', provinceCode: '11', name: '北京大学' })
  await seedSchool(workAt(), { code: '10002', provinceCode: '11', name: '中国人民大学' })
  first = await seedStaff(workAt(), '10001')
  other = await seedStaff(workAt(), '10002')
})

let made = 0
/** One person with a grant of two schools, the second for a college. */
async function twoGrants() {
  made += 1
  const subject = `Person-${made}`
  const one = await seedStaff(workAt(), '10001', '', { subject, name: '李伟' })
  const two = await seedStaff(workAt(), '10002', '哲学系', { subject, name: '李老师' })
  return { subject, one: one.actor.accountId, two: two.actor.accountId }
}
const routes = {
  staff: { list: '/api/staff/grants', choice: '/api/staff/grants/choice' },
  department: { list: '/api/department/grants', choice: '/api/department/grants/choice' },
}
const signIn = (subject: string) => signInStaff(workAt(), { issuer, subject })
const grantsOf = async (cookie: string, desk: 'staff' | 'department' = 'staff') => {
  const answer = await request(routes[desk].list, { [desk]: cookie })
  const { grants }: GrantsView = await answer.json()
  return grants
}
const choose = (cookie: string, id: string, desk: 'staff' | 'department' = 'staff') =>
  request(routes[desk].choice, { [desk]: cookie, json: { id } })
const session = async (cookie: string) => {
  const answer = await request('/api/staff/session', { staff: cookie })
  const said: object = await answer.json()
  return { status: answer.status, ...said }
}

it('signs straight in by the only grant', async () => {
  const subject = `staff-10001-${first.actor.accountId}`
  const cookie = await signIn(subject)
  expect(await session(cookie)).toMatchObject({ status: 200, school: { code: '10001' }, grants: 1 })
  expect(await grantsOf(cookie)).toMatchObject([{ id: first.actor.accountId, chosen: true }])
})

it('opens nothing before one of several is chosen, on a page or an interface', async () => {
  const { subject } = await twoGrants()
  const cookie = await signIn(subject)
  expect(await session(cookie)).toMatchObject({ status: 409, code: 'grant.not_chosen' })
  for (const path of ['settings', 'registrations', 'disputes'])
    expect((await request(`/api/staff/${path}`, { staff: cookie })).status).toBe(409)
  const page = await request(`/staff/registration-forms/${'A'.repeat(22)}`, { staff: cookie })
  expect([page.status, page.headers.get('location')]).toEqual([302, '/staff/'])
})

it('acts by the one that was chosen and by another after another choice, under the name it has there', async () => {
  const { subject, one, two } = await twoGrants()
  const cookie = await signIn(subject)
  expect(await grantsOf(cookie)).toEqual([
    { id: one, place: '北京大学', part: '', name: '李伟', chosen: false },
    { id: two, place: '中国人民大学', part: '哲学系', name: '李老师', chosen: false },
  ])
  expect((await choose(cookie, two)).status).toBe(200)
  expect(await session(cookie)).toMatchObject({
    name: '李老师',
    college: '哲学系',
    school: { code: '10002' },
    grants: 2,
  })
  expect((await request('/api/staff/settings', { staff: cookie })).status).toBe(403)
  expect((await choose(cookie, one)).status).toBe(200)
  expect(await session(cookie)).toMatchObject({ name: '李伟', college: '', school: { code: '10001' } })
  expect((await grantsOf(cookie)).map(({ chosen }) => chosen)).toEqual([true, false])
  const [trail] = await read(db(), [db().select().from(audit).where(eq(audit.subjectId, one))])
  expect(trail).toMatchObject([{ action: 'staff.grant_chosen', actorId: one, schoolCode: '10001' }])
  // the next sign-in asks again
  expect(await session(await signIn(subject))).toMatchObject({ status: 409 })
})

it('chooses nobody else’s, none that waits or is disabled, and changes nothing by trying', async () => {
  const { subject, one, two } = await twoGrants()
  const cookie = await signIn(subject)
  await choose(cookie, one)
  const waiting = await seedStaff(workAt(), '10002', '', { subject, confirmedAt: null })
  await db().update(staff).set({ disabledAt: 1 }).where(eq(staff.id, two))
  for (const id of [two, waiting.actor.accountId, other.actor.accountId, 'nobody']) {
    const answer = await choose(cookie, id)
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'grant.not_found' }])
  }
  expect(await session(cookie)).toMatchObject({ school: { code: '10001' } })
})

it('holds in the statement: what the session’s own person may act by at that moment', async () => {
  const { subject, one, two } = await twoGrants()
  const idHash = await sha256(await signIn(subject))
  const take = (staffId: string, kind: 'staff' | 'department' = 'staff') =>
    changedBy(chooseGrantRow(db(), { idHash, kind }, { staffId, schoolCode: '10001', claimsCipher: 'x' }))
  expect(await take(other.actor.accountId)).toBe(0)
  expect(await take(one, 'department')).toBe(0)
  expect(await take(two)).toBe(1)
  await db().update(staff).set({ confirmedAt: null }).where(eq(staff.id, one))
  expect(await take(one)).toBe(0)
  await db().update(staff).set({ disabledAt: 1 }).where(eq(staff.id, two))
  expect(await take(two)).toBe(0)
})

it('ends by signing out before anything was chosen', async () => {
  const { subject } = await twoGrants()
  const cookie = await signIn(subject)
  expect((await request('/sign-out', { method: 'POST', staff: cookie })).status).toBe(303)
  const [rows] = await read(db(), [
    db()
      .select()
      .from(sessions)
      .where(eq(sessions.idHash, await sha256(cookie))),
  ])
  expect(rows).toEqual([])
})

it('tells an id of one’s own that is gone between reading and writing', async () => {
  const { subject, one } = await twoGrants()
  const cookie = await signIn(subject)
  const actor = {
    kind: 'holder',
    of: 'staff',
    sessionHash: await sha256(cookie),
    issuer,
    subject,
    chosenId: null,
  } as const
  await db().delete(sessions).where(eq(sessions.idHash, actor.sessionHash))
  await expect(chooseGrant(workAt(undefined, actor), one)).rejects.toMatchObject({ code: 'state.changed' })
})

describe('one place’s entry', () => {
  it('of a school blocks no department, and each is offered to its own desk only', async () => {
    const desk = await seedDepartment(workAt(), { name: '海淀人才' })
    const entered = await request('/api/staff/accounts', {
      staff: first.cookie,
      json: { login: desk.subject, name: '冒名', college: '' },
    })
    expect(entered.status).toBe(200)
    const there = await signInDepartment(workAt(), { issuer, subject: desk.subject })
    expect((await request('/api/department/session', { department: there })).status).toBe(200)
    expect(await grantsOf(there, 'department')).toMatchObject([{ place: '海淀人才' }])
    await db().update(staff).set({ confirmedAt: 1 }).where(eq(staff.subject, desk.subject))
    const here = await signIn(desk.subject)
    expect(await grantsOf(here)).toMatchObject([{ place: '北京大学' }])
  })

  it('of a department blocks no other department, and the two are chosen among', async () => {
    const desk = await seedDepartment(workAt(), { name: '甲部门' })
    const second = await seedDepartment(workAt(), { name: '乙部门' })
    const again = (departmentId: string) =>
      addDepartmentAccount(workAt(), { departmentId, issuer, login: desk.subject, name: '某人' })
    await again(second.department.id)
    await expect(again(second.department.id)).rejects.toMatchObject({ code: 'department.exists' })
    const cookie = await signInDepartment(workAt(), { issuer, subject: desk.subject })
    const asked = () => request('/api/department/session', { department: cookie })
    const unchosen = await asked()
    expect([unchosen.status, await unchosen.json()]).toMatchObject([409, { code: 'grant.not_chosen' }])
    const [, two] = await grantsOf(cookie, 'department')
    expect((await choose(cookie, two?.id ?? '', 'department')).status).toBe(200)
    expect(await (await asked()).json()).toMatchObject({ department: { name: two?.place }, grants: 2 })
    await db().update(departments).set({ disabledAt: 1 }).where(eq(departments.id, second.department.id))
    const left = await signInDepartment(workAt(), { issuer, subject: desk.subject })
    expect(await grantsOf(left, 'department')).toMatchObject([{ place: '甲部门', chosen: true }])
    const [rows] = await read(db(), [
      db().select().from(departmentAccounts).where(eq(departmentAccounts.subject, desk.subject)),
    ])
    expect(rows).toHaveLength(2)
  })

  it('of another school blocks nobody’s own', async () => {
    const login = `staff-10001-${first.actor.accountId}`
    const answer = await request('/api/staff/accounts', {
      staff: other.cookie,
      json: { login, name: '冒名', college: '' },
    })
    expect(answer.status).toBe(200)
    expect(await session(await signIn(login))).toMatchObject({ status: 200, school: { code: '10001' } })
  })
})

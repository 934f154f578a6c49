import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { read } from '../../../../db/client.ts'
import { staff } from '../../../../db/schema/access.ts'
import { audit } from '../../../../db/schema/operations.ts'
import { askInPerson } from '../../../../functions/access/step-ups/ask-in-person.ts'
import { confirmInPerson } from '../../../../functions/access/step-ups/confirm-in-person.ts'
import { confirmAccount, withdrawAccount } from '../../../../functions/access/staff/confirm-account.ts'
import type { SettingsView } from '../../../../functions/access/staff/wire.ts'
import { signInStaff } from '../../../../functions/access/sign-in/sign-in-staff.ts'
import { Problem } from '../../../../functions/platform/problem.ts'
import { inventExamNumber } from '../../../support/files.ts'
import { seedGraduate, seedSchool, seedStaff, type SeededStaff, workAt } from '../../../support/fixtures.ts'
import { inventIdNumber } from '../../../support/invented-people.ts'
import { request } from '../../../support/http.ts'

type Officer = SeededStaff<'school'>
const db = () => workAt().shards.directory
const issuer = workAt().config.staffProvider.issuer

let last = 10300
let code: string
/** Two whom the level above let in. */
let a: Officer
let d: Officer
beforeEach(async () => {
  last += 1
  code = String(last)
  await seedSchool(workAt(), { code, provinceCode: '11', name: `第${last}大学` })
  a = await seedStaff(workAt(), code)
  d = await seedStaff(workAt(), code)
})

async function ask(by: Officer, path: string, json: object) {
  const answer = await request(path, { staff: by.cookie, json })
  const said: { code?: string; id?: string; waits?: boolean } = await answer.json()
  return { ...said, status: answer.status }
}
const add = (by: Officer, login: string) =>
  ask(by, '/api/staff/accounts', { login, name: '新老师', college: '' })
const settle = (by: Officer, id: string, accepted = true) =>
  ask(by, `/api/staff/accounts/${id}/confirmation`, { accepted })
const takeBack = (by: Officer, id: string) => ask(by, `/api/staff/accounts/${id}/withdrawal`, {})
async function added(by: Officer, login = `new-${last}`) {
  const { id = '' } = await add(by, login)
  return id
}
async function rowOf(id: string) {
  const [rows] = await read(db(), [db().select().from(staff).where(eq(staff.id, id))])
  return rows[0]
}
async function actionsOn(id: string) {
  const [rows] = await read(db(), [db().select().from(audit).where(eq(audit.subjectId, id))])
  return rows.map(({ action, actorId }) => [action, actorId])
}
/** Whoever this grant belongs to, signed in. */
const holding = (addedBy: Officer) =>
  seedStaff(workAt(), code, '', { addedBy: addedBy.actor.accountId, confirmedBy: d.actor.accountId })
const signIn = (subject: string) => signInStaff(workAt(), { issuer, subject })

async function asked() {
  const person = await seedGraduate(workAt(), {
    schoolCode: code,
    examNumber: inventExamNumber(),
    idNumber: inventIdNumber(),
  })
  const { number } = await askInPerson(workAt(undefined, person.actor))
  const input = { examNumber: person.entry.examNumber, number, compared: true }
  return (by: Officer) => confirmInPerson(workAt(undefined, by.actor), input)
}

describe('the check in person', () => {
  it('refuses whom the first officer added, also down a chain, and takes somebody else', async () => {
    const b = await holding(a)
    const c = await holding(b)
    const check = await asked()
    expect(await check(a)).toMatchObject({ state: 'first_done' })
    for (const puppet of [b, c, a])
      await expect(check(puppet)).rejects.toMatchObject({ code: 'step_up.second_officer' })
    expect(await check(d)).toMatchObject({ state: 'passed' })
  })

  it('refuses the other way round: whoever added the first officer', async () => {
    const b = await holding(a)
    const c = await holding(b)
    const check = await asked()
    await check(c)
    for (const adder of [b, a])
      await expect(check(adder)).rejects.toMatchObject({ code: 'step_up.second_officer' })
    expect(await check(d)).toMatchObject({ state: 'passed' })
  })

  it('refuses one person with a second grant, whoever gave it', async () => {
    const [rows] = await read(db(), [db().select().from(staff).where(eq(staff.id, a.actor.accountId))])
    const { subject = '' } = rows[0] ?? {}
    // two grants of the whole school for one person are not to be had: it is another's grant under their subject here
    await expect(seedStaff(workAt(), code, '', { subject })).rejects.toThrow()
    const check = await asked()
    await check(a)
    await expect(check(a)).rejects.toMatchObject({ code: 'step_up.second_officer' })
  })

  it('passes for nobody of one line, however two of them ask at once', async () => {
    const b = await holding(a)
    const check = await asked()
    await Promise.allSettled([a, b, a, b].map(check))
    await Promise.allSettled([a, b, a, b].map(check))
    expect(await check(d)).toMatchObject({ state: 'passed' })
  })
})

describe('a grant for the whole school', () => {
  it('waits for a second person: it signs nobody in and says of which school it is', async () => {
    const answer = await add(a, 'waiting')
    expect(answer).toMatchObject({ status: 200, waits: true })
    const refused = await signIn('waiting').catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Problem)
    expect((refused as Problem).code).toBe('staff.waiting')
    expect((refused as Problem).said.detail).toContain(`第${last}大学`)
  })

  it('opens nothing to a session that has it', async () => {
    const waiting = await seedStaff(workAt(), code, '', {
      addedBy: a.actor.accountId,
      confirmedAt: null,
    })
    const answer = await request('/api/staff/session', { staff: waiting.cookie })
    expect(answer.status).toBe(401)
  })

  it('is not confirmed by who added it, by whom they added, or by the person herself', async () => {
    const b = await holding(a)
    const c = await holding(b)
    const id = await added(a)
    for (const one of [a, b, c])
      expect(await settle(one, id)).toMatchObject({ status: 409, code: 'staff.second_person' })
    expect(await rowOf(id)).toMatchObject({ confirmedAt: null })
    const { subject } = (await rowOf(d.actor.accountId)) ?? {}
    const herself = await seedStaff(workAt(), code, '哲学系', { subject: subject ?? '' })
    expect(herself.actor.scope.level).toBe('college')
    expect((await settle(herself as unknown as Officer, id)).code).toBe('staff.school_only')
  })

  it('is confirmed by somebody else once, audited, and signs in', async () => {
    const id = await added(a, 'confirmed')
    expect(await settle(d, id)).toMatchObject({ status: 200 })
    expect(await rowOf(id)).toMatchObject({
      addedBy: a.actor.accountId,
      confirmedBy: d.actor.accountId,
    })
    expect(await actionsOn(id)).toEqual([
      ['staff.added', a.actor.accountId],
      ['staff.confirmed', d.actor.accountId],
    ])
    expect(await signIn('confirmed')).toMatch(/^[\w-]{22}$/)
    expect(await settle(d, id)).toMatchObject({ status: 404, code: 'staff.not_found' })
  })

  it('is gone when declined or taken back, and can be added again', async () => {
    const declined = await added(a, 'again')
    expect(await settle(d, declined, false)).toMatchObject({ status: 200 })
    expect(await rowOf(declined)).toBeUndefined()
    const withdrawn = await added(a, 'again')
    expect(await takeBack(d, withdrawn)).toMatchObject({ status: 404 })
    expect(await takeBack(a, withdrawn)).toMatchObject({ status: 200 })
    expect(await rowOf(withdrawn)).toBeUndefined()
    expect((await add(a, 'again')).status).toBe(200)
    expect((await actionsOn(declined)).map(([action]) => action)).toEqual(['staff.added', 'staff.declined'])
    expect((await actionsOn(withdrawn)).map(([action]) => action)).toEqual(['staff.added', 'staff.withdrawn'])
  })

  it('is confirmed or taken back, never both, when both are asked at once', async () => {
    const id = await added(a)
    const both = await Promise.allSettled([
      confirmAccount(workAt(undefined, d.actor), id, true),
      withdrawAccount(workAt(undefined, a.actor), id),
    ])
    expect(both.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    const row = await rowOf(id)
    expect(row === undefined).toBe(both[0].status === 'rejected')
  })

  it('is confirmed by nobody whose own grant was disabled in between', async () => {
    const id = await added(a)
    await db().update(staff).set({ disabledAt: 1 }).where(eq(staff.id, d.actor.accountId))
    await expect(confirmAccount(workAt(undefined, d.actor), id, true)).rejects.toMatchObject({
      code: 'state.changed',
    })
    expect(await rowOf(id)).toMatchObject({ confirmedAt: null })
  })

  it('cannot be disabled, enabled or counted as the one left while it waits', async () => {
    const id = await added(a)
    for (const disabled of [true, false])
      expect(await ask(a, `/api/staff/accounts/${id}/disabled`, { disabled })).toMatchObject({
        code: 'state.changed',
      })
    expect(
      await ask(a, `/api/staff/accounts/${d.actor.accountId}/disabled`, { disabled: true }),
    ).toMatchObject({
      status: 200,
    })
    const [rows] = await read(db(), [db().select().from(staff).where(eq(staff.schoolCode, code))])
    expect(rows.filter((row) => row.disabledAt === null && row.confirmedAt !== null)).toHaveLength(1)
  })

  it('is another school’s to nobody', async () => {
    const id = await added(a)
    await seedSchool(workAt(), { code: `${last}`.replace('10', '20'), provinceCode: '11' })
    const foreign = await seedStaff(workAt(), `${last}`.replace('10', '20'))
    expect(await settle(foreign, id)).toMatchObject({ status: 404, code: 'staff.not_found' })
    expect(await takeBack(foreign, id)).toMatchObject({ status: 404 })
  })

  it('shows in the settings who added it, when, and who may say a second word', async () => {
    const b = await holding(a)
    const id = await added(a)
    const seen = async (by: Officer) => {
      const answer = await request('/api/staff/settings', { staff: by.cookie })
      const view: SettingsView = await answer.json()
      return { second: view.secondPeople, waiting: view.accounts.find((each) => each.id === id)?.waiting }
    }
    const common = { by: '就业老师', confirmers: 1 }
    expect(await seen(a)).toMatchObject({ second: 1, waiting: { ...common, own: true, mayConfirm: false } })
    expect(await seen(b)).toMatchObject({ second: 1, waiting: { ...common, own: false, mayConfirm: false } })
    expect(await seen(d)).toMatchObject({ second: 2, waiting: { ...common, own: false, mayConfirm: true } })
  })
})

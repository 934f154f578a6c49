import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { read } from '../../../../db/client.ts'
import { findStaff } from '../../../../db/people.ts'
import { staff } from '../../../../db/schema/access.ts'
import { audit } from '../../../../db/schema/operations.ts'
import { inventExamNumber } from '../../../support/files.ts'
import { seedGraduate, seedSchool, seedStaff, workAt } from '../../../support/fixtures.ts'
import { inventIdNumber } from '../../../support/invented-people.ts'
import { request } from '../../../support/http.ts'

const path = '/api/staff/accounts'
let officer: Awaited<ReturnType<typeof seedStaff>>
let foreign: Awaited<ReturnType<typeof seedStaff>>
beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', provinceCode: '11' })
  await seedSchool(workAt(), { code: '10558', provinceCode: '44' })
  officer = await seedStaff(workAt(), '10001')
  foreign = await seedStaff(workAt(), '10558')
  for (const [schoolCode, college] of [
    ['10001', '哲学系'],
    ['10558', '医学院'],
  ] as const)
    await seedGraduate(workAt(), {
      schoolCode,
      college,
      examNumber: inventExamNumber(),
      idNumber: inventIdNumber(),
    })
})

const account = { login: 'li.wei', name: '李伟', college: '哲学系' }
const add = (json: object, staffCookie = officer.cookie) => request(path, { staff: staffCookie, json })
const all = (login: string) =>
  findStaff(workAt().shards.directory, workAt().config.staffProvider.issuer, login)
const found = async (login: string) => (await all(login))[0]

it.each([
  ['no login', { login: '' }, 'login'],
  ['a login with a line end in it', { login: 'li\nwei' }, 'login'],
  ['a login that is too long', { login: 'a'.repeat(256) }, 'login'],
  ['no name', { name: '  ' }, 'name'],
  ['a name with a mark that turns the writing', { name: '李\u202e伟' }, 'name'],
  ['a college that the roster does not know', { college: '哲学院' }, 'college'],
  ["another school's college", { college: '医学院' }, 'college'],
])('refuses %s, says which field, and adds nothing', async (_, change, field) => {
  const given = { ...account, login: 'refused', ...change }
  const answer = await add(given)
  expect([answer.status, await answer.json()]).toMatchObject([
    422,
    { code: 'staff.malformed', fields: [{ field }] },
  ])
  expect(await found(given.login)).toBeUndefined()
})

it('refuses a school in the request: it is the session that says whose account it is', async () => {
  const answer = await add({ ...account, login: 'smuggled', schoolCode: '10558' })
  expect(await answer.json()).toMatchObject({ code: 'request.malformed' })
  expect(await found('smuggled')).toBeUndefined()
})

it("adds a college's account under the staff provider's issuer, with audit, and it may act for that college", async () => {
  const answer = await add({ ...account, name: ' 李伟 ' })
  const { id, ...more }: { id: string } = await answer.json()
  expect([answer.status, more]).toEqual([200, { waits: false }])
  expect(await found('li.wei')).toMatchObject({ id, schoolCode: '10001', college: '哲学系', name: '李伟' })
  const db = workAt().shards.directory
  const [trail] = await read(db, [db.select().from(audit).where(eq(audit.subjectId, id))])
  expect(trail).toMatchObject([
    { action: 'staff.added', actorId: officer.actor.accountId, schoolCode: '10001' },
  ])
  expect(trail[0]?.detail).not.toContain('李伟')
})

it('adds an account for the whole school where no college is named, and lets it wait', async () => {
  const answer = await add({ login: 'wang.fang', name: '王芳', college: '' })
  expect([answer.status, await answer.json()]).toMatchObject([200, { waits: true }])
  expect(await found('wang.fang')).toMatchObject({ college: '', confirmedAt: null })
})

it('takes what a provider calls people, and tells capitals from small letters', async () => {
  const subject = 'oidc|aZ09+/=_-.~:5f7c8ec7C33c'
  expect((await add({ ...account, login: subject })).status).toBe(200)
  expect(await found(subject)).toMatchObject({ name: '李伟' })
  expect(await found(subject.toLowerCase())).toBeUndefined()
  expect((await add({ ...account, login: subject.toLowerCase() })).status).toBe(200)
})

it.each(['AbC', 'abc', ' abc', 'abc ', 'ａｂｃ', '甲'.repeat(255)])(
  'keeps the subject %j to the character',
  async (login) => {
    expect((await add({ ...account, login })).status).toBe(200)
    const db = workAt().shards.directory
    const [rows] = await read(db, [db.select().from(staff).where(eq(staff.subject, login))])
    expect(rows.map(({ subject }) => subject)).toEqual([login])
  },
)

it('refuses a login twice in one place, and blocks no other place with it', async () => {
  await add({ ...account, login: 'taken' })
  const again = await add({ ...account, login: 'taken', name: '别人' })
  expect([again.status, await again.json()]).toMatchObject([409, { code: 'staff.exists' }])
  expect((await add({ ...account, login: 'taken', college: '医学院' }, foreign.cookie)).status).toBe(200)
  expect((await add({ ...account, login: 'taken', college: '' })).status).toBe(200)
  expect((await all('taken')).map(({ schoolCode, college, name }) => [schoolCode, college, name])).toEqual([
    ['10001', '', '李伟'],
    ['10001', '哲学系', '李伟'],
    ['10558', '医学院', '李伟'],
  ])
})

it('adds one account where a tap is repeated', async () => {
  const tap = async () => {
    const answer = await request(path, {
      staff: officer.cookie,
      json: { ...account, login: 'tapped' },
      headers: { 'Idempotency-Key': 'tap-account-1' },
    })
    return [answer.status, await answer.json()]
  }
  const first = await tap()
  expect(first[0]).toBe(200)
  expect(await tap()).toEqual(first)
})

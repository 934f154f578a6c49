import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { read } from '../../../../db/client.ts'
import { findSession } from '../../../../db/sessions.ts'
import { audit } from '../../../../db/schema/operations.ts'
import { bindings as bindingRows } from '../../../../db/schema/roster.ts'
import { sha256 } from '../../../../functions/platform/secrets.ts'
import { addSchool } from '../../../../functions/access/schools/add-school.ts'
import { type GraduateClaims, signInGraduate } from '../../../../functions/access/sign-in/sign-in-graduate.ts'
import { signInStaff } from '../../../../functions/access/sign-in/sign-in-staff.ts'
import { bind } from '../../../support/bindings.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../../support/fixtures.ts'
import { inventIdNumber } from '../../../support/invented-people.ts'

beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', provinceCode: '11', name: '北京大学' })
  await seedSchool(workAt(), { code: '10558', provinceCode: '44' })
})

const anonymous = () => workAt(undefined, { kind: 'anonymous' })
let exam = 22110108153000
const graduate = (more: Partial<Parameters<typeof seedGraduate>[1]> = {}) => {
  exam += 1
  return seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: String(exam),
    idNumber: inventIdNumber(),
    ...more,
  })
}
const claimsOf = (idNumber: string, more: Partial<GraduateClaims> = {}): GraduateClaims => ({
  issuer: workAt().config.graduateProvider.issuer,
  subject: `of-${idNumber}`,
  name: '陈诚',
  idNumber,
  phone: '19900000002',
  email: 'someone@example.com',
  enrolmentBound: true,
  ...more,
})
const bindingOf = async (person: Graduate) => {
  const db = workAt().shards.directory
  const [rows] = await read(db, [
    db.select().from(bindingRows).where(eq(bindingRows.rosterEntryId, person.entry.id)),
  ])
  return rows[0]?.subject
}
const sessionOf = async (id: string) =>
  findSession(workAt().shards.directory, await sha256(id), workAt().machineNow)

it('refuses somebody whose enrolment is not bound at the provider, whatever else fits', async () => {
  const idNumber = inventIdNumber()
  const person = await graduate({ idNumber })
  await expect(
    signInGraduate(anonymous(), claimsOf(idNumber, { enrolmentBound: false })),
  ).rejects.toMatchObject({
    code: 'sign_in.enrolment_unbound',
    said: { detail: expect.stringContaining('学信网（沙箱）') },
  })
  expect(await bindingOf(person)).toBeUndefined()
})

it.each([
  ['a number that no school uploaded', '110101200401019999'],
  ['no number at all', ''],
])('refuses %s and names the platform’s contact, not the person', async (_, idNumber) => {
  const refused = signInGraduate(anonymous(), claimsOf(idNumber))
  await expect(refused).rejects.toMatchObject({
    code: 'sign_in.no_entry',
    said: { detail: expect.stringContaining('010-00000000') },
  })
  await expect(refused).rejects.not.toMatchObject({ said: { detail: expect.stringContaining('陈诚') } })
})

it('refuses another name, names the school’s contact and not the name it has', async () => {
  const idNumber = inventIdNumber()
  const person = await graduate({ idNumber, name: '陈成' })
  const refused = signInGraduate(anonymous(), claimsOf(idNumber))
  await expect(refused).rejects.toMatchObject({
    code: 'sign_in.name_differs',
    said: { detail: expect.stringContaining('请联系北京大学就业部门：010-11110000') },
  })
  await expect(refused).rejects.not.toMatchObject({ said: { detail: expect.stringContaining('陈成') } })
  expect(await bindingOf(person)).toBeUndefined()
})

it('binds the entry at the first sign-in, chooses it, and leaves an audit trail', async () => {
  const idNumber = inventIdNumber()
  const person = await graduate({ idNumber })
  const work = anonymous()
  const id = await signInGraduate(work, claimsOf(idNumber))
  expect(await bindingOf(person)).toBe(`of-${idNumber}`)
  const session = await sessionOf(id)
  expect(session).toMatchObject({
    kind: 'graduate',
    subject: `of-${idNumber}`,
    rosterEntryId: person.entry.id,
    schoolCode: '10001',
    cohort: 2026,
    expiresAt: work.machineNow + 8 * 3_600_000,
  })
  expect(session?.claimsCipher).not.toContain('陈诚')
  const db = work.shards.directory
  const [trail] = await read(db, [db.select().from(audit).where(eq(audit.requestId, work.requestId))])
  expect(trail.map((row) => row.action)).toEqual(['entry.bound', 'graduate.signed_in'])
  expect(JSON.stringify(trail)).not.toContain('陈诚')
})

it('matches a name written with another separator, and a number with a small x', async () => {
  const idNumber = '11010020040101999X'
  const person = await graduate({ idNumber, name: '阿依古丽·买买提' })
  await signInGraduate(anonymous(), claimsOf(idNumber.toLowerCase(), { name: '阿依古丽•买买提' }))
  expect(await bindingOf(person)).toBe(`of-${idNumber.toLowerCase()}`)
})

it('chooses none of several entries, and binds them all', async () => {
  const idNumber = inventIdNumber()
  const first = await graduate({ idNumber })
  const second = await graduate({ idNumber, schoolCode: '10558' })
  const session = await sessionOf(await signInGraduate(anonymous(), claimsOf(idNumber)))
  expect(session).toMatchObject({ rosterEntryId: null, schoolCode: null, cohort: null })
  expect([await bindingOf(first), await bindingOf(second)]).toEqual([`of-${idNumber}`, `of-${idNumber}`])
})

it('leaves an entry bound to another account with it, and says so to whoever has its name and number', async () => {
  const idNumber = inventIdNumber()
  const person = await graduate({ idNumber })
  await bind(workAt(), person, { issuer: 'http://another-provider', subject: 'first' })
  await expect(signInGraduate(anonymous(), claimsOf(idNumber))).rejects.toMatchObject({
    code: 'sign_in.bound_elsewhere',
  })
  await expect(signInGraduate(anonymous(), claimsOf(idNumber, { name: '陈成' }))).rejects.toMatchObject({
    code: 'sign_in.no_entry',
  })
  expect(await bindingOf(person)).toBe('first')
})

it('gives an entry to one of two people who sign in for it at once', async () => {
  const idNumber = inventIdNumber()
  const person = await graduate({ idNumber })
  const both = await Promise.allSettled(
    ['one', 'two'].map((subject) => signInGraduate(anonymous(), claimsOf(idNumber, { subject }))),
  )
  expect(both.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const winner = both[0]?.status === 'fulfilled' ? 'one' : 'two'
  expect(await bindingOf(person)).toBe(winner)
})

it('ends the session that the browser held before', async () => {
  const idNumber = inventIdNumber()
  await graduate({ idNumber })
  const first = await signInGraduate(anonymous(), claimsOf(idNumber))
  const second = await signInGraduate(anonymous(), claimsOf(idNumber), await sha256(first))
  expect(second).not.toBe(first)
  expect(await sessionOf(first)).toBeUndefined()
  expect(await sessionOf(second)).toBeDefined()
})

it('signs staff in by issuer and subject only', async () => {
  const work = anonymous()
  await addSchool(workAt(), { code: '10200', name: '东北师范大学', provinceCode: '22' })
  const { issuer } = work.config.staffProvider
  const session = await sessionOf(await signInStaff(work, { issuer, subject: 'staff-10200' }))
  expect(session).toMatchObject({ kind: 'staff', staffId: 'staff-10200', schoolCode: '10200' })
  for (const claims of [
    { issuer, subject: 'staff-10201' },
    { issuer: 'http://another-provider', subject: 'staff-10200' },
  ])
    await expect(signInStaff(work, claims)).rejects.toMatchObject({ code: 'staff.unknown' })
})

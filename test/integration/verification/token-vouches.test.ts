import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { reports } from '../../../db/schema/authorizations.ts'
import { digestOf, signReport } from '../../../functions/proof/token.ts'
import { verify } from '../../../functions/verification/verify.ts'
import { seedDepartment } from '../../support/department-fixtures.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { ledgerOf } from '../../support/ledger-fixtures.ts'
import { type Report, seedReport } from '../../support/report-fixtures.ts'
import { verifyAtDesk } from '../../../functions/departments/verify-at-desk.ts'

const setup = workAt()
const db = () => setup.shards.directory
let exam = 26_110_115_150_000
let owner: Graduate
let report: Report

beforeAll(() => seedSchool(setup, { code: '10001', provinceCode: '11' }))
beforeEach(async () => {
  owner = await seedGraduate(setup, {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
    record: null,
  })
  report = await seedReport(setup, owner)
})

const anonymous = workAt(undefined, { kind: 'anonymous' })
const byToken = async (token: string) => (await verify(anonymous, { token, via: 'api', address: 'a' })).answer
const byCode = async () => {
  const asked = {
    kind: 'archive',
    name: owner.entry.name,
    code: report.code,
    via: 'api',
    address: 'a',
  } as const
  return (await verify(anonymous, asked)).answer
}

/** A token of our own key that says something else of the same report. */
const signed = async (given: Partial<Parameters<typeof signReport>[1]>) =>
  signReport(setup.secrets.signingKeys, {
    reportId: report.reportId,
    kind: 'archive',
    capSeconds: report.capAt / 1000,
    digest: await digestOf(report.content),
    statusIndex: report.statusIndex,
    ...given,
  })

it('answers the token that was printed, and one that says the same', async () => {
  expect((await byToken(report.token)).verdict).toBe('valid')
  expect((await byToken(await signed({}))).verdict).toBe('valid')
})

it.each<[string, () => Promise<Parameters<typeof signed>[0]>]>([
  ['another content', async () => ({ digest: await digestOf('{}') })],
  ['the other kind', () => Promise.resolve({ kind: 'hukou' })],
  ['another report', () => Promise.resolve({ reportId: 'A'.repeat(22) })],
])('answers no token that vouches for %s', async (_, given) => {
  expect(await byToken(await signed(await given()))).toEqual({ verdict: 'unknown' })
})

it('answers no token whose report was rewritten with a digest of its own, and says so to the graduate', async () => {
  const content = report.content.replace('北京云帆', '另一单位')
  expect(content).not.toBe(report.content)
  await db()
    .update(reports)
    .set({ content, digest: await digestOf(content) })
    .where(eq(reports.id, report.reportId))
  // the row fits itself: by code its seal tells, by token the digest that was printed
  expect((await byCode()).verdict).toBe('unverifiable')
  expect(await byToken(report.token)).toEqual({ verdict: 'unknown' })
  expect((await ledgerOf(setup, owner.entry.id)).at(-1)).toMatchObject({ via: 'token', answered: false })
  const desk = await seedDepartment(setup)
  const { answer } = await verifyAtDesk(
    workAt(undefined, desk.actor),
    { kind: 'archive', name: '', code: report.token, caseNumber: '' },
    'desk',
  )
  expect(answer.verdict).toBe('unknown')
})

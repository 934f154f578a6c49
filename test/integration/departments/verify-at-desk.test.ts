import { asc, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { read } from '../../../db/client.ts'
import { departmentLookups, type departments } from '../../../db/schema/departments.ts'
import { attempts, lookups } from '../../../db/schema/verification.ts'
import { verdictOf } from '#model/verdict/verdict.ts'
import type { Work } from '../../../functions/platform/work.ts'
import { countersOf } from '../../../functions/verification/decide-limits.ts'
import { verify } from '../../../functions/verification/verify.ts'
import { verifyAtDesk } from '../../../functions/departments/verify-at-desk.ts'
import { seedDepartment, seedDepartmentAccount } from '../../support/department-fixtures.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { type Report, seedReport } from '../../support/report-fixtures.ts'
import { seedTransferCode } from '../../support/transfer-fixtures.ts'

const NOW = '2026-11-23T02:00:00Z'
let desk: Awaited<ReturnType<typeof seedDepartment>>
let owner: Graduate
let report: Report
let exam = 26_110_105_150_000

const newOwner = async (name = `陈诚${exam}`) => {
  const graduate = await seedGraduate(workAt(NOW), {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
    name,
  })
  return { graduate, report: await seedReport(workAt(NOW), graduate) }
}
const at = (actor = desk.actor, more: Partial<Pick<Work, 'machineNow' | 'shards'>> = {}) => ({
  ...workAt(NOW, actor),
  ...more,
})
const ask = (given: Partial<Parameters<typeof verifyAtDesk>[1]> = {}, work = at()) =>
  verifyAtDesk(
    work,
    { kind: 'archive', name: owner.entry.name, code: report.code, caseNumber: '', ...given },
    'desk',
  )
const db = () => workAt(NOW).shards.directory
const history = async () =>
  (
    await read(db(), [
      db()
        .select()
        .from(departmentLookups)
        .where(eq(departmentLookups.departmentId, desk.department.id))
        .orderBy(asc(departmentLookups.at)),
    ])
  )[0]
const ledger = async (entryId = owner.entry.id) =>
  (
    await read(db(), [
      db().select().from(lookups).where(eq(lookups.rosterEntryId, entryId)).orderBy(asc(lookups.seq)),
    ])
  )[0]

beforeAll(async () => {
  await seedSchool(workAt(NOW), { code: '10001', provinceCode: '11' })
})
beforeEach(async () => {
  desk = await seedDepartment(workAt(NOW))
  ;({ graduate: owner, report } = await newOwner())
})

it('answers as the public page does, and notes the look-up for the graduate and for the department', async () => {
  const { answer } = await ask({ caseNumber: '受理2026-001' })
  const { answer: open } = await verify(workAt(NOW, { kind: 'anonymous' }), {
    kind: 'archive',
    name: owner.entry.name,
    code: report.code,
    via: 'page',
    address: 'a',
  })
  if (answer.verdict !== 'valid' || open.verdict !== 'valid') throw new Error('not valid')
  expect({ ...answer, receipt: '' }).toEqual({ ...open, receipt: '' })
  expect((await ledger())[0]).toMatchObject({
    via: 'desk',
    answered: true,
    department: desk.department.name,
    departmentId: desk.department.id,
    origin: '',
  })
  const [row] = await history()
  expect(row).toMatchObject({
    verdict: 'valid',
    kind: 'archive',
    receipt: answer.receipt,
    accountId: desk.actor.accountId,
    batchId: null,
  })
  expect(JSON.stringify(row)).not.toMatch(/受理2026|陈诚/)
  expect(JSON.stringify(row)).not.toContain(report.code)
  if (row === undefined) throw new Error('no history')
  const { secrets } = workAt(NOW)
  expect(await secrets.open('department_lookups.name', row.id, row.nameCipher)).toBe(owner.entry.name)
  expect(await secrets.open('department_lookups.case', row.id, row.caseCipher)).toBe('受理2026-001')
})

it.each([
  ['one by transfer code', async () => ({ code: await seedTransferCode(workAt(NOW), owner) }), 'valid'],
  ['a scanned token without a name', async () => ({ name: '', code: report.token }), 'valid'],
  ['the address of a QR', async () => ({ name: '', code: `https://a.example/v#${report.token}` }), 'valid'],
  ['a token beside a wrong name', async () => ({ name: '李四', code: report.token }), 'unknown'],
  [
    'a token that no key of ours signed',
    async () => ({ name: '', code: `${report.token.slice(0, -4)}AAAA` }),
    'unknown',
  ],
  ['a text that is no code', async () => ({ code: "' or 1=1 --" }), 'unknown'],
])('answers %s, with one row of history and one look-up of the budget', async (_, given, verdict) => {
  expect((await ask(await given())).answer.verdict).toBe(verdict)
  expect((await history()).map((row) => row.verdict)).toEqual([verdict])
  const session = (await (await request('/api/department/session', { department: desk.cookie })).json()) as {
    budget: { left: number }
  }
  expect(session.budget.left).toBe(1999)
})

it('keeps in the history the verdict that was answered, by the same rule', async () => {
  const now = Date.parse(NOW)
  for (const times of [
    { validUntil: now },
    { validUntil: now + 1 },
    { endedAt: now },
    { endedAt: now + 1 },
    { supersededAt: now, supersededBecause: 'dispute' as const },
    { supersededAt: now - 1, endedAt: now - 2, supersededBecause: 'dispute' as const },
    { supersededAt: now + 1 },
  ]) {
    const { graduate } = await newOwner()
    const dead = await seedReport(workAt(NOW), graduate, { kind: 'hukou', ...times })
    const { answer } = await ask({ kind: 'hukou', name: graduate.entry.name, code: dead.code })
    // an ending that is found was there before, whatever its instant: its code has no seal any more
    const { endedAt = 0, supersededAt = 0 } = times as { endedAt?: number; supersededAt?: number }
    const expected = verdictOf(
      { validUntil: dead.validUntil, endedAt: null, supersededAt: null, ...times },
      Math.max(now, endedAt, supersededAt),
    )
    expect(answer.verdict).toBe(expected)
    const rows = await read(db(), [
      db()
        .select({ verdict: departmentLookups.verdict })
        .from(departmentLookups)
        .where(eq(departmentLookups.receipt, 'receipt' in answer ? answer.receipt : '')),
    ])
    expect(rows[0]).toEqual([{ verdict: expected }])
  }
})

describe('tells a wrong name from a wrong code', () => {
  const cases = {
    wrongName: { name: '李四' },
    noSuchCode: { code: '2610001ABCDEFGH' },
    otherKind: { kind: 'hukou' },
    malformed: { code: '——' },
  } as const

  it('neither by a byte, a header nor a statement', async () => {
    const answers = []
    for (const given of Object.values(cases)) {
      const answer = await request('/api/department/lookups', {
        department: desk.cookie,
        json: { kind: 'archive', name: owner.entry.name, code: report.code, ...given },
      })
      answers.push([answer.status, [...answer.headers], await answer.text()])
      const work = at()
      await ask(given, work)
      answers.push([work.meter.calls, work.meter.statements.length])
    }
    const [first, second] = answers
    for (const [place, each] of answers.entries()) expect(each).toEqual(place % 2 === 0 ? first : second)
    expect(second).toEqual([1, 9])
    expect(first?.[2]).toBe('{"answer":{"verdict":"unknown"},"otherUnit":null,"file":null}')
  })

  it('nor in its own history', async () => {
    for (const given of Object.values(cases)) await ask(given)
    const rows = (await history()).map(({ verdict, receipt }) => ({ verdict, receipt }))
    expect(rows).toEqual(Object.values(cases).map(() => ({ verdict: 'unknown', receipt: '' })))
    const shown = await request('/api/department/lookups/search', { department: desk.cookie, json: {} })
    const view = (await shown.json()) as { lookups: { receipt: string }[] }
    expect(view.lookups.map(({ receipt }) => receipt)).toEqual(['', '', '', ''])
  })
})

it('passes under no limit of names, and counts towards none', async () => {
  const { machineNow } = workAt(NOW)
  const person = {
    name: owner.entry.nameFolded,
    schoolCode: owner.entry.schoolCode,
    cohort: owner.entry.cohort,
  }
  const counter = countersOf({ address: '', person }, machineNow).find(({ name }) => name === 'nameDay')
  const key = await workAt(NOW).secrets.index('attempt', counter?.about ?? '')
  const { directory } = workAt(NOW).shards
  const count = async () =>
    (await directory.select().from(attempts).where(eq(attempts.key, key))).map((row) => row.count)
  await ask({ code: '2610001ABCDEFGH' })
  expect(await count()).toEqual([])
  await directory.insert(attempts).values({ key, count: 1000, windowEndsAt: counter?.windowEndsAt ?? 0 })
  const open = await verify(
    { ...workAt(NOW, { kind: 'anonymous' }), machineNow },
    { kind: 'archive', name: owner.entry.name, code: report.code, via: 'page', address: 'somewhere' },
  )
  expect(open.answer.verdict).toBe('limited')
  expect((await ask()).answer.verdict).toBe('valid')
  await ask({ code: '2610001ABCDEFGH' })
  expect(await count()).toEqual([1000])
})

describe('a budget', () => {
  const spend = async (given: Partial<typeof departments.$inferInsert>) => {
    desk = await seedDepartment(workAt(NOW), given)
    return at()
  }

  it('lets an account ask so often and no more, also where it fails and at the same time', async () => {
    await spend({ accountBudget: 3, dailyBudget: 100 })
    const tries = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) => ask({ code: index % 2 === 0 ? '——' : report.code })),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect(await history()).toHaveLength(3)
    await expect(ask()).rejects.toMatchObject({
      code: 'department.budget_spent',
      said: { detail: expect.stringContaining('今天还可以查询 0 次') },
    })
    expect(await ledger()).toHaveLength((await history()).filter(({ verdict }) => verdict === 'valid').length)
  })

  it('is the department’s too, whoever of it asks', async () => {
    await spend({ accountBudget: 3, dailyBudget: 4 })
    const second = await seedDepartmentAccount(workAt(NOW), desk.department)
    for (let times = 0; times < 3; times += 1) await ask()
    await ask({}, at(second.actor))
    await expect(ask({}, at(second.actor))).rejects.toMatchObject({ code: 'department.budget_spent' })
  })

  it('is whole again at midnight in Shanghai, and says how long that is', async () => {
    await spend({ accountBudget: 1 })
    const beforeMidnight = { machineNow: Date.parse('2026-11-23T15:59:00Z') }
    await ask({}, at(desk.actor, beforeMidnight))
    await expect(ask({}, at(desk.actor, beforeMidnight))).rejects.toMatchObject({ said: { retryAfter: 60 } })
    expect(
      (await ask({}, at(desk.actor, { machineNow: Date.parse('2026-11-23T16:00:00Z') }))).answer.verdict,
    ).toBe('valid')
  })

  it('answers 429 with when to come again', async () => {
    await spend({ accountBudget: 0 })
    const answer = await request('/api/department/lookups', {
      department: desk.cookie,
      json: { kind: 'archive', name: '某', code: '——' },
    })
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await answer.json()).toMatchObject({ code: 'department.budget_spent' })
  })

  it('keeps neither account nor department readable in its counters', async () => {
    await ask()
    const [rows] = await read(db(), [db().select().from(attempts)])
    expect(JSON.stringify(rows)).not.toContain(desk.department.id)
    expect(JSON.stringify(rows)).not.toContain(desk.actor.accountId)
  })
})

it('raises an alarm when most look-ups of an account fail, with neither name nor code', async () => {
  const logged = vi.spyOn(console, 'log').mockReturnValue()
  for (let times = 0; times < 21; times += 1) await ask({ name: '可读的名字', code: '2610001ABCDEFGH' })
  const alarms = logged.mock.calls.map(([line]) => String(line)).filter((line) => line.includes('alarm'))
  logged.mockRestore()
  expect(alarms.map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({
      alarm: 'department_failure_ratio',
      account: desk.actor.accountId,
      counts: { lookups: 20, failures: 20 },
    }),
  ])
  expect(alarms.join()).not.toMatch(/可读|2610001/)
})

it('warns where the record names a unit that the department does not answer for, and never blocks', async () => {
  desk = await seedDepartment(workAt(NOW), { unitNames: '["北京市海淀区 人力资源公共服务中心"]' })
  expect(await ask()).toMatchObject({ answer: { verdict: 'valid' }, otherUnit: null })
  desk = await seedDepartment(workAt(NOW), { unitNames: '["北京市朝阳区人才服务中心"]' })
  expect(await ask()).toMatchObject({
    answer: { verdict: 'valid' },
    otherUnit: '北京市海淀区人力资源公共服务中心',
  })
  expect(await ask({ name: '李四' })).toEqual({ answer: { verdict: 'unknown' }, otherUnit: null, file: null })
})

it('refuses a kind that the department does not handle, before anything is looked up', async () => {
  desk = await seedDepartment(workAt(NOW), { hukou: false })
  const answer = await request('/api/department/lookups', {
    department: desk.cookie,
    json: { kind: 'hukou', name: owner.entry.name, code: report.code },
  })
  expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'department.other_kind' }])
  expect(await history()).toEqual([])
  expect(await ledger()).toEqual([])
})

import { asc, eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { departmentLookups } from '../../../db/schema/departments.ts'
import { idempotencyKeys, audit } from '../../../db/schema/operations.ts'
import { attempts, lookups } from '../../../db/schema/verification.ts'
import type { Work } from '../../../functions/platform/work.ts'
import type { BulkAnswer, BatchView, Pair } from '../../../functions/departments/wire.ts'
import { openBatch } from '../../../functions/departments/open-batch.ts'
import { verifyBulk } from '../../../functions/departments/verify-batch.ts'
import { seedDepartment } from '../../support/department-fixtures.ts'
import { type Graduate, runningMonth, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedClient } from '../../support/machine-client.ts'
import { type Report, seedReport } from '../../support/report-fixtures.ts'
import { seedTransferCode } from '../../support/transfer-fixtures.ts'

const NOW = '2026-11-23T02:00:00Z'
const WRONG = '2610001ABCDEFGH'
let desk: Awaited<ReturnType<typeof seedDepartment>>
let people: { graduate: Graduate; report: Report; transfer: string }[]
let exam = 26_110_106_150_000

const db = () => workAt(NOW).shards.directory
const at = (more: Partial<Pick<Work, 'now' | 'shards'>> = {}) => ({ ...workAt(NOW, desk.actor), ...more })
const pair = (name: string, code: string, caseNumber = ''): Pair => ({ name, code, caseNumber })
const rowsOf = async (table: typeof lookups | typeof departmentLookups | typeof attempts) =>
  (
    await read(db(), [
      db()
        .select({ count: sql<number>`count(*)`.as('rows') })
        .from(table),
    ])
  )[0][0]?.count ?? 0
const sizes = async () => [await rowsOf(lookups), await rowsOf(departmentLookups), await rowsOf(attempts)]
const history = async () =>
  (
    await read(db(), [
      db()
        .select()
        .from(departmentLookups)
        .where(eq(departmentLookups.departmentId, desk.department.id))
        .orderBy(asc(departmentLookups.id)),
    ])
  )[0]

beforeAll(async () => {
  await seedSchool(workAt(NOW), { code: '10001', provinceCode: '11' })
  people = await Promise.all(
    ['买买提·依明', '陈诚', '欧阳娜娜'].map(async (name) => {
      const graduate = await seedGraduate(workAt(NOW), {
        schoolCode: '10001',
        examNumber: String((exam += 1)),
        idNumber: inventIdNumber(),
        graduationMonth: runningMonth(),
        name,
      })
      return {
        graduate,
        report: await seedReport(workAt(NOW), graduate),
        transfer: await seedTransferCode(workAt(NOW), graduate),
      }
    }),
  )
})
beforeEach(async () => {
  desk = await seedDepartment(workAt(NOW), { unitNames: '["北京市朝阳区人才服务中心"]' })
})

const person = (place: number) => {
  const found = people[place]
  if (found === undefined) throw new Error('no such person')
  return found
}

describe('a bulk look-up', () => {
  it('answers each pair as a single look-up does, in order, duplicates once and marked', async () => {
    const [first, second] = [person(0), person(1)]
    const rows = [
      pair('买买提•依明', first.report.code.toLowerCase(), '甲-1'),
      pair('陈诚', second.transfer),
      pair('李四', second.report.code),
      pair('陈诚', WRONG),
      pair(' 买买提 ． 依明', `${first.report.code.slice(0, 7)}-${first.report.code.slice(7)}`),
      pair('陈诚', '不是编号'),
    ]
    const work = at()
    const before = await sizes()
    const answer = await verifyBulk(work, 'a-key-of-its-own', 'archive', rows)
    expect(answer.rows.map((row) => [row.verdict, row.codeKind, row.duplicateOf])).toEqual([
      ['valid', 'verification', null],
      ['valid', 'transfer', null],
      ['unknown', null, null],
      ['unknown', null, null],
      ['valid', 'verification', 0],
      ['unknown', null, null],
    ])
    expect(answer.rows[2]).toEqual(answer.rows[3])
    expect(answer.rows[2]).toEqual(answer.rows[5])
    expect(answer.rows[0]).toMatchObject({
      report: JSON.parse(first.report.content) as unknown,
      otherUnit: '北京市海淀区人力资源公共服务中心',
      validUntil: new Date(first.report.validUntil).toISOString(),
    })
    expect(answer.rows[4]).toEqual({ ...answer.rows[0], duplicateOf: 0 })
    const [ledgerRows, historyRows] = await sizes()
    // the wrong name's look-up of an existing code is in its graduate's ledger, a code nobody has in nobody's
    expect([(ledgerRows ?? 0) - (before[0] ?? 0), (historyRows ?? 0) - (before[1] ?? 0)]).toEqual([3, 5])
    const [graduateSees] = await read(db(), [
      db()
        .select()
        .from(lookups)
        .where(eq(lookups.departmentId, desk.department.id))
        .orderBy(asc(lookups.seq)),
    ])
    expect(graduateSees.map(({ via, department, answered }) => [via, department, answered])).toEqual([
      ['bulk', desk.department.name, true],
      ['bulk', desk.department.name, false],
      ['bulk', desk.department.name, true],
    ])
    const noted = await history()
    expect(new Set(noted.map(({ batchId }) => batchId)).size).toBe(1)
    expect(noted.map(({ verdict }) => verdict).toSorted()).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'valid',
      'valid',
    ])
    expect(JSON.stringify(noted)).not.toMatch(/依明|陈诚|甲-1/)
  })

  it('tells why a code is dead, and nothing of what a dead report held', async () => {
    const now = Date.parse(NOW)
    const dead = async (given: Parameters<typeof seedReport>[2], record?: null) => {
      const graduate = await seedGraduate(workAt(NOW), {
        schoolCode: '10001',
        examNumber: String((exam += 1)),
        idNumber: inventIdNumber(),
        name: `某${exam}`,
        ...(record === null ? { record } : {}),
      })
      return pair(graduate.entry.name, (await seedReport(workAt(NOW), graduate, given)).code)
    }
    const rows = [
      await dead({ validUntil: now }),
      await dead({ endedAt: now, endedBecause: 'graduate' }),
      await dead({ endedAt: now, endedBecause: 'frozen' }),
      await dead({ supersededAt: now, supersededBecause: 'dispute' }),
      await dead({ supersededAt: now, supersededBecause: 'record' }),
      await dead({ supersededAt: now, supersededBecause: 'record' }, null),
    ]
    const answer = await verifyBulk(at(), 'a-key-of-its-own', 'archive', rows)
    expect(answer.rows.map(({ verdict, because }) => [verdict, because])).toEqual([
      ['expired', 'chosen_day'],
      ['revoked', 'graduate'],
      ['revoked', 'frozen'],
      ['superseded', 'dispute'],
      ['superseded', 'record'],
      ['superseded', 'voided'],
    ])
    expect(answer.rows.every(({ report, receipt }) => report === null && receipt !== null)).toBe(true)
    expect(JSON.stringify(answer)).not.toContain('云帆')
  })

  it('sent again under its key gives the first answer, charges nothing and enters nothing', async () => {
    const rows = [pair('买买提·依明', person(0).report.code), pair('陈诚', WRONG)]
    const first = await verifyBulk(at(), 'once-only', 'archive', rows)
    const after = await sizes()
    const work = at({ now: Date.parse('2026-11-23T03:00:00Z') })
    expect(await verifyBulk(work, 'once-only', 'archive', rows)).toEqual(first)
    // the third notes that two people's data was told again
    expect(work.meter.calls).toBe(3)
    expect(await sizes()).toEqual(after)
    await expect(verifyBulk(at(), 'once-only', 'hukou', rows)).rejects.toMatchObject({
      code: 'idempotency.key_reused',
    })
    const both = await Promise.all([
      verifyBulk(at(), 'at-once', 'archive', rows),
      verifyBulk(at(), 'at-once', 'archive', rows),
    ])
    expect(both[0]).toEqual(both[1])
    expect(await history()).toHaveLength(4)
    expect(JSON.stringify((await read(db(), [db().select().from(idempotencyKeys)]))[0])).not.toMatch(
      /依明|陈诚/,
    )
  })

  it('costs the same two round trips and statements for one pair and for a thousand', async () => {
    const one = at()
    await verifyBulk(one, 'a-key-of-one', 'archive', [pair('买买提·依明', person(0).report.code)])
    const many = at()
    const rows = Array.from({ length: 1000 }, (_, index) =>
      index % 10 === 0
        ? pair(
            '买买提·依明',
            person(0).report.code.replace(/.$/, (last) => (index === 0 ? last : 'A')) +
              (index === 0 ? '' : index),
          )
        : pair(`某${index}`, index % 2 === 0 ? WRONG : person(2).report.code, `案-${index}`),
    )
    const answer = await verifyBulk(many, 'a-key-of-many', 'archive', rows)
    expect(answer.rows).toHaveLength(1000)
    expect([one.meter.calls, many.meter.calls]).toEqual([2, 2])
    expect(many.meter.statements.length).toBe(one.meter.statements.length)
    const [rowsOfOne, rowsOfMany] = [one.meter.rows, many.meter.rows]
    expect(rowsOfOne).toBeLessThanOrEqual(40)
    expect(rowsOfMany).toBeLessThanOrEqual(1000 * 14)
  }, 60_000)

  it.each([
    ['more than is left of the account’s budget', { accountBudget: 2 }, 2],
    ['more than is left of the department’s budget', { dailyBudget: 1 }, 1],
  ])('of %s is refused whole, with how many are left', async (_, given, left) => {
    desk = await seedDepartment(workAt(NOW), given)
    const before = await sizes()
    const rows = [pair('甲', WRONG), pair('乙', WRONG), pair('丙', WRONG)]
    await expect(verifyBulk(at(), 'a-key-of-its-own', 'archive', rows)).rejects.toMatchObject({
      code: 'department.budget_spent',
      said: { detail: expect.stringContaining(`今天还可以查询 ${left} 次，这次需要 3 次`) },
    })
    await expect(openBatch(at(), 'archive', 3)).rejects.toMatchObject({ code: 'department.budget_spent' })
    expect(await sizes()).toEqual(before)
    // duplicates are one look-up
    await verifyBulk(at(), 'another-key', 'archive', [pair('甲', WRONG), pair('甲', WRONG)].slice(0, left))
  })
})

describe('a batch at the desk', () => {
  const send = (path: string, json: unknown, key: string = crypto.randomUUID()) =>
    request(path, { department: desk.cookie, json, headers: { 'Idempotency-Key': key } })
  const open = async (pairs: number) =>
    (await (await send('/api/department/batches', { kind: 'archive', pairs })).json()) as BatchView
  const left = async () =>
    (
      (await (await request('/api/department/session', { department: desk.cookie })).json()) as {
        budget: { left: number }
      }
    ).budget.left

  it('is charged once and comes in parts; a part sent again enters nothing', async () => {
    const { id } = await open(3)
    expect(await left()).toBe(1997)
    const part = { rows: [pair('买买提·依明', person(0).report.code), pair('陈诚', WRONG)] }
    const answer = await send(`/api/department/batches/${id}/pairs`, part, 'the-first-part')
    const first = (await answer.json()) as BulkAnswer
    expect(first.rows.map(({ verdict }) => verdict)).toEqual(['valid', 'unknown'])
    const again = await send(`/api/department/batches/${id}/pairs`, part, 'the-first-part')
    expect(await again.json()).toEqual(first)
    const rest = await send(`/api/department/batches/${id}/pairs`, {
      rows: [pair('陈诚', person(1).transfer)],
    })
    expect(((await rest.json()) as BulkAnswer).rows[0]).toMatchObject({ verdict: 'valid' })
    expect(await left()).toBe(1997)
    expect((await history()).map(({ batchId }) => batchId)).toEqual([id, id, id])
    const over = await send(`/api/department/batches/${id}/pairs`, { rows: [pair('陈诚', WRONG)] })
    expect([over.status, await over.json()]).toMatchObject([404, { code: 'bulk.not_found' }])
    const [rows] = await read(db(), [
      db()
        .select({ action: audit.action, detail: audit.detail })
        .from(audit)
        .where(eq(audit.subjectId, desk.department.id)),
    ])
    expect(rows.map(({ action }) => action)).toEqual([
      'batch.opened',
      'pairs.verified',
      // the part that was sent again told two people's data again
      'pairs.verified',
      'pairs.verified',
    ])
    expect(JSON.parse(rows[2]?.detail ?? '')).toEqual({ count: 2, kind: 'archive', repeated: true })
    expect(JSON.stringify(rows)).not.toMatch(/依明|陈诚/)
  })

  it('is nobody else’s', async () => {
    const { id } = await open(3)
    const other = await seedDepartment(workAt(NOW))
    const answer = await request(`/api/department/batches/${id}/pairs`, {
      department: other.cookie,
      json: { rows: [pair('陈诚', WRONG)] },
    })
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'bulk.not_found' }])
  })

  it.each([
    ['101 pairs in a part', () => ({ rows: Array.from({ length: 101 }, () => pair('某', WRONG)) }), 400],
    ['no pairs', () => ({ rows: [] }), 400],
    ['a number for a name', () => ({ rows: [{ name: 1, code: WRONG }] }), 400],
    ['a case number of 65', () => ({ rows: [pair('某', WRONG, '号'.repeat(65))] }), 400],
    ['half a megabyte', () => ({ rows: [pair('某', WRONG, 'x'.repeat(500_000))] }), 413],
  ])('refuses %s, and nothing is entered', async (_, json, status) => {
    const { id } = await open(200)
    const before = await sizes()
    expect((await send(`/api/department/batches/${id}/pairs`, json())).status).toBe(status)
    expect(await sizes()).toEqual(before)
  })
})

describe('a department’s machine', () => {
  const machine = async (departmentId = desk.department.id) => {
    const token = await (await seedClient('', 'ES256', departmentId)).token()
    return (path: string, json: unknown, key: string = crypto.randomUUID()) =>
      request(path, {
        json,
        headers: { Origin: '', Authorization: `Bearer ${token}`, 'Idempotency-Key': key },
      })
  }
  const bulk = '/api/department/verifications/bulk'

  it('verifies one by one and in bulk under the department’s name and budget', async () => {
    desk = await seedDepartment(workAt(NOW), { accountBudget: 4 })
    const send = await machine()
    const live = Date.now()
    const graduate = await seedGraduate(workAt(new Date(live).toISOString()), {
      schoolCode: '10001',
      examNumber: String((exam += 1)),
      idNumber: inventIdNumber(),
      graduationMonth: runningMonth(),
      name: '江南',
    })
    const { code } = await seedReport(workAt(new Date(live).toISOString()), graduate, {
      validUntil: live + 3_600_000,
    })
    const one = await send('/api/department/verifications', { kind: 'archive', name: '江南', code })
    expect(await one.json()).toMatchObject({ answer: { verdict: 'valid' } })
    const rows = [
      { name: '江南', code },
      { name: '江南', code: WRONG },
      { name: '江北', code },
    ]
    const first = (await (await send(bulk, { kind: 'archive', rows }, 'bulk-key-1')).json()) as BulkAnswer
    expect(first.rows.map(({ verdict }) => verdict)).toEqual(['valid', 'unknown', 'unknown'])
    expect(await (await send(bulk, { kind: 'archive', rows }, 'bulk-key-1')).json()).toEqual(first)
    const [seen] = await read(db(), [
      db()
        .select()
        .from(lookups)
        .where(eq(lookups.rosterEntryId, graduate.entry.id))
        .orderBy(asc(lookups.seq)),
    ])
    expect(seen.map(({ via, department }) => [via, department])).toEqual([
      ['api', desk.department.name],
      ['bulk', desk.department.name],
      ['bulk', desk.department.name],
    ])
    const spent = await send('/api/department/verifications', { kind: 'archive', name: '江南', code })
    expect([spent.status, await spent.json()]).toMatchObject([429, { code: 'department.budget_spent' }])
  })

  it('is refused 1,001 pairs, a body of more than 1 MB, and a request without a key', async () => {
    const send = await machine()
    const before = await sizes()
    const rows = Array.from({ length: 1001 }, (_, index) => ({ name: `某${index}`, code: WRONG }))
    const many = await send(bulk, { kind: 'archive', rows })
    expect([many.status, await many.json()]).toMatchObject([422, { code: 'bulk.too_many_rows' }])
    const large = await send(bulk, { kind: 'archive', rows: [{ name: 'x'.repeat(1_100_000), code: WRONG }] })
    expect([large.status, await large.json()]).toMatchObject([413, { code: 'bulk.too_large' }])
    const keyless = await send(bulk, { kind: 'archive', rows: rows.slice(0, 1) }, '')
    expect([keyless.status, await keyless.json()]).toMatchObject([400, { code: 'idempotency.key_missing' }])
    expect(await sizes()).toEqual(before)
  })
})

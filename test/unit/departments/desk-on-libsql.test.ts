import { expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { departmentLookups, departments } from '../../../db/schema/departments.ts'
import { lookups } from '../../../db/schema/verification.ts'
import type { Work } from '../../../functions/platform/work.ts'
import type { DepartmentPerson } from '#model/actors.ts'
import { findBudget } from '../../../functions/departments/charge-budget.ts'
import { listHistory } from '../../../functions/departments/list-history.ts'
import { openBatch } from '../../../functions/departments/open-batch.ts'
import { verifyAtDesk } from '../../../functions/departments/verify-at-desk.ts'
import { verifyBulk, verifyPart } from '../../../functions/departments/verify-batch.ts'
import { openLibsqlWork } from '../../support/libsql-work.ts'
import { seedReport } from '../../support/report-fixtures.ts'

// The second engine (decision 21), with one database and with three: the directory and one for each of two cohorts.
const NOW = Date.parse('2026-11-23T02:00:00Z')
const WRONG = '2710001ABCDEFGH'
const actor: DepartmentPerson = {
  kind: 'department',
  sessionHash: 'session',
  accountId: 'account',
  name: '经办员',
  scope: {
    level: 'department',
    department: {
      id: 'haidian',
      name: '海淀人才',
      archive: true,
      hukou: true,
      unitNames: [],
      dailyBudget: 100,
      accountBudget: 6,
    },
  },
}
const entryOf = (cohort: number, name: string) => ({
  entry: {
    id: `entry-${cohort}`,
    schoolCode: '10001',
    cohort,
    graduationMonth: `${cohort}06`,
    name,
    nameFolded: name,
    schoolName: '北京大学',
    programmeLength: '4',
    major: '哲学类',
    originRegionName: '北京市海淀区',
  },
})

async function openDesk(databases: 1 | 3) {
  const work = await openLibsqlWork(actor, NOW)
  if (databases === 3) {
    const [even, odd] = await Promise.all([openLibsqlWork(actor, NOW), openLibsqlWork(actor, NOW)])
    const { directory } = work.shards
    const of = (_: string, cohort: number) => (cohort % 2 === 0 ? even : odd).shards.directory
    work.shards = { directory, of, all: () => [even.shards.directory, odd.shards.directory, directory] }
  }
  const { directory } = work.shards
  await directory.batch([
    directory.insert(departments).values({ ...actor.scope.department, unitNames: '[]', createdAt: NOW }),
  ])
  const first = await seedReport(work, entryOf(2026, '陈诚') as never, { validUntil: NOW + 1 })
  const second = await seedReport(work, entryOf(2027, '李四') as never, { validUntil: NOW + 1 })
  return { work, first, second }
}

const counts = async (work: Work, table: typeof lookups | typeof departmentLookups) => {
  const all = await Promise.all(work.shards.all().map((db) => read(db, [db.select().from(table)])))
  return all.flat().flat().length
}
const left = async (work: Work) => (await findBudget(work, actor)).left

it.each([1, 3] as const)(
  'looks up one by one with %i database(s), each counted and noted once',
  async (databases) => {
    const { work, first, second } = await openDesk(databases)
    const ask = async (name: string, code: string) =>
      (await verifyAtDesk(work, { kind: 'archive', name, code, caseNumber: '' }, 'desk')).answer.verdict
    expect(await ask('陈诚', first.code)).toBe('valid')
    expect(await ask('李四', second.code)).toBe('valid')
    expect(await ask('', second.token)).toBe('valid')
    expect(await ask('', `${first.token.slice(0, -4)}AAAA`)).toBe('unknown')
    expect(await ask('王五', second.token)).toBe('unknown')
    expect(await ask('陈诚', '不是编号')).toBe('unknown')
    expect(await left(work)).toBe(0)
    await expect(ask('陈诚', first.code)).rejects.toMatchObject({ code: 'department.budget_spent' })
    await expect(ask('', first.token)).rejects.toMatchObject({ code: 'department.budget_spent' })
    expect([await counts(work, lookups), await counts(work, departmentLookups)]).toEqual([4, 6])
    const { lookups: listed } = await listHistory(work, {})
    expect(listed.map(({ verdict }) => verdict).toSorted()).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'valid',
      'valid',
      'valid',
    ])
  },
)

it.each([1, 3] as const)(
  'looks up in bulk with %i database(s), once under a key, whole or not at all',
  async (databases) => {
    const { work, first, second } = await openDesk(databases)
    const rows = [
      { name: '李四', code: second.code, caseNumber: '甲' },
      { name: '陈诚', code: first.code, caseNumber: '乙' },
      { name: '陈诚', code: WRONG, caseNumber: '' },
      { name: '陈诚', code: '不是编号', caseNumber: '' },
      { name: '陈诚', code: first.code, caseNumber: '丙' },
    ]
    const answer = await verifyBulk(work, 'key-of-its-own', 'archive', rows)
    expect(answer.rows.map(({ verdict, duplicateOf }) => [verdict, duplicateOf])).toEqual([
      ['valid', null],
      ['valid', null],
      ['unknown', null],
      ['unknown', null],
      ['valid', 1],
    ])
    expect(await left(work)).toBe(2)
    expect(await verifyBulk({ ...work, now: NOW + 60_000 }, 'key-of-its-own', 'archive', rows)).toEqual(
      answer,
    )
    expect(await left(work)).toBe(2)
    const before = [await counts(work, lookups), await counts(work, departmentLookups)]
    expect(before).toEqual([2, 4])
    await expect(verifyBulk(work, 'another-key', 'archive', rows)).rejects.toMatchObject({
      code: 'department.budget_spent',
    })
    const { id } = await openBatch(work, 'archive', 2)
    expect(await left(work)).toBe(0)
    const part = await verifyPart(work, 'the-part-key', id, rows.slice(0, 2))
    expect(part.rows.map(({ verdict }) => verdict)).toEqual(['valid', 'valid'])
    await expect(verifyPart(work, 'a-part-too-many', id, rows.slice(0, 1))).rejects.toMatchObject({
      code: 'bulk.not_found',
    })
    expect([await counts(work, lookups), await counts(work, departmentLookups)]).toEqual([4, 6])
  },
)

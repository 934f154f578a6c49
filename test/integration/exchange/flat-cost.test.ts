import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { beforeAll, expect, it } from 'vitest'
import { insertRows, snake } from '../../../db/bulk.ts'
import { records, transferCodes } from '../../../db/schema/records.ts'
import { rosterEntries } from '../../../db/schema/roster.ts'
import { events } from '../../../db/schema/sync.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import { pushReport } from '../../../functions/exchange/push-report.ts'
import { destinationLine } from '../../support/files.ts'
import { seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'

const db = () => workAt().shards.directory
const examNumber = (at: number) => `26440109${String(at).padStart(6, '0')}`

beforeAll(async () => {
  await seedSchool(workAt(), { code: '10558', provinceCode: '44' })
  const { entry } = await seedGraduate(workAt(), {
    schoolCode: '10558',
    examNumber: examNumber(0),
    idNumber: inventIdNumber(),
  })
  const entries = Array.from({ length: 3000 }, (_, at) => ({
    ...entry,
    id: newId(),
    examNumber: examNumber(at + 1),
  }))
  for (const { statement } of insertRows(db(), rosterEntries, entries)) await statement
})

async function push(call: number) {
  const work = workAt(undefined, {
    kind: 'province',
    accountId: 'x',
    scope: { level: 'province', provinceCode: '44' },
  })
  const rows = Array.from({ length: 1000 }, (_, at) => destinationLine(examNumber(call * 1000 + at + 1)))
  const report = { 上报系统: '省级系统', 省份代码: '44', 上报时间: '2026-07-08T09:30:00+08:00', 记录: rows }
  const { counts } = await pushReport(work, `call-number-${call}`, JSON.stringify(report))
  expect(counts).toMatchObject({ accepted: 1000, refused: 0 })
  const { rows: read, calls, statements } = work.meter
  return { read, calls, statements: statements.length }
}

/** As many rows of a table as 97 more calls leave behind: copies of one that is there, with keys of their own. */
async function copies(table: SQLiteTable, own: Record<string, string>, where: string) {
  const columns = Object.keys(getTableColumns(table)).map((column) => own[column] ?? `t.${snake(column)}`)
  await db().run(
    sql.raw(`insert into ${getTableName(table)}
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 97000)
      select ${columns.join(', ')} from n cross join (select * from ${getTableName(table)} where ${where} limit 1) t`),
  )
}
it('reads as many rows for the hundredth call of 1,000 rows as for the second', async () => {
  await push(0)
  const second = await push(1)
  const copied = `'26441' || printf('%09d', n.i)`
  await copies(
    rosterEntries,
    { id: `'entry-' || n.i`, examNumber: copied },
    `exam_number = '${examNumber(1)}'`,
  )
  await copies(
    records,
    { id: `'record-' || n.i`, rosterEntryId: `'entry-' || n.i` },
    `source_system = 'provincial'`,
  )
  await copies(transferCodes, { hmac: `'code-' || n.i`, rosterEntryId: `'entry-' || n.i` }, '1')
  await copies(events, { seq: 'null', examNumber: copied }, '1')
  const [{ count } = { count: 0 }] = await db()
    .select({ count: sql<number>`count(*)` })
    .from(records)
  expect(count).toBeGreaterThan(98_000)
  const hundredth = await push(2)
  expect(hundredth).toEqual(second)
}, 60_000)

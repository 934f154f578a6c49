import { getTableColumns } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { beforeAll, expect, it, vi } from 'vitest'
import { read } from '../../../db/client.ts'
import { codes } from '../../../db/schema/authorizations.ts'
import { records } from '../../../db/schema/records.ts'
import { rosterEntries } from '../../../db/schema/roster.ts'
import { lookups } from '../../../db/schema/verification.ts'
import type { Work } from '../../../functions/platform/work.ts'
import { runSchedule } from '../../../functions/schedule/run-schedule.ts'
import { answerTransfer } from '../../../functions/verification/answer-transfer.ts'
import { verify } from '../../../functions/verification/verify.ts'
import { type Report, seedReport } from '../../support/report-fixtures.ts'
import { seedDispatch, seedTransferCode } from '../../support/transfer-fixtures.ts'
import { openLibsqlWork } from '../../support/libsql-work.ts'

// The second engine (decision 21): ledger, limits and expiry in the same statements.
const entry = {
  id: 'entry',
  schoolCode: '10001',
  cohort: 2026,
  graduationMonth: '202606',
  name: '陈诚',
  nameFolded: '陈诚',
  schoolName: '北京大学',
  programmeLength: '4',
  major: '哲学类',
  originRegionName: '北京市海淀区',
}
let work: Work
let report: Report

beforeAll(async () => {
  work = await openLibsqlWork({ kind: 'anonymous' }, Date.parse('2026-11-23T02:00:00Z'))
  report = await seedReport(work, { entry } as Parameters<typeof seedReport>[1])
})

it('answers, counts, closes and enters the ledger on libSQL', async () => {
  const ask = async (name: string, code: string) =>
    (await verify(work, { kind: 'archive', name, code, via: 'api', address: 'a' })).answer.verdict
  expect(await ask('陈诚', report.code)).toBe('valid')
  for (let times = 0; times < 20; times += 1) expect(await ask('陈诚', '2610001ABCDEFGH')).toBe('unknown')
  expect(await ask('陈诚', report.code)).toBe('limited')
  expect(await ask('陈诚', '2610001ABCDEFGH')).toBe('limited')
  const scanned = await verify(work, { token: report.token, via: 'api', address: 'a' })
  expect(scanned.answer.verdict).toBe('valid')
  const [rows] = await read(work.shards.directory, [
    work.shards.directory.select({ via: lookups.via, answered: lookups.answered }).from(lookups),
  ])
  expect(rows).toEqual([
    { via: 'api', answered: true },
    { via: 'token', answered: true },
  ])
})

it('expires on libSQL', async () => {
  const logged = vi.spyOn(console, 'log').mockReturnValue()
  const later = { ...work, now: report.validUntil }
  expect((await runSchedule(later)).expired).toBe(1)
  logged.mockRestore()
  const [rows] = await read(work.shards.directory, [work.shards.directory.select().from(codes)])
  expect(rows[0]?.expiredAt).toBe(report.validUntil)
})

it('answers by transfer code, takes the receiving unit’s answer once, and expires on libSQL', async () => {
  const own = await openLibsqlWork({ kind: 'anonymous' }, work.machineNow)
  const db = own.shards.directory
  await db.batch([
    db.insert(rosterEntries).values({ ...blank(rosterEntries), ...entry }),
    db
      .insert(records)
      .values({ ...blank(records), id: 'record', rosterEntryId: 'entry', version: 1, supersededAt: null }),
  ] as never)
  const graduate = { entry } as Parameters<typeof seedTransferCode>[1]
  const code = await seedTransferCode(own, graduate)
  await seedDispatch(own, graduate)
  const question = { kind: 'archive', name: '陈诚', code, via: 'api', address: 'b' } as const
  expect((await verify(own, question)).answer).toMatchObject({ verdict: 'valid', codeKind: 'transfer' })
  const received = { name: '陈诚', code, outcome: 'received', reason: '' } as const
  const asker = { via: 'api', address: 'b' } as const
  expect(await answerTransfer(own, received, asker)).toMatchObject({ outcome: 'received' })
  expect(await answerTransfer(own, received, asker)).toMatchObject({ outcome: 'received' })
  await expect(
    answerTransfer(own, { ...received, outcome: 'returned', reason: '退' }, asker),
  ).rejects.toMatchObject({ code: 'receipt.answered' })
  const later = { ...own, now: Date.parse('2027-03-31T16:00:00Z') }
  expect((await verify(later, question)).answer).toMatchObject({ verdict: 'expired' })
})

/** '' or 0 in every column. */
const blank = <T extends SQLiteTable>(table: T) =>
  Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([name, column]) => [
      name,
      column.notNull ? (column.dataType === 'number' ? 0 : '') : null,
    ]),
  ) as unknown as T['$inferSelect']

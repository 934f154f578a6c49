import { createScheduledController } from 'cloudflare:test'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { codeEvents, lookups } from '../../../db/schema/verification.ts'
import { sealLookups } from '../../../functions/proof/seal-lookups.ts'
import { runSchedule } from '../../../functions/schedule/run-schedule.ts'
import { verify } from '../../../functions/verification/verify.ts'
import worker from '../../../functions/worker.ts'
import { bindings, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import {
  chainOf,
  enterRows,
  ledgerOf,
  lookupRow,
  recompute,
  valuesOf,
} from '../../support/ledger-fixtures.ts'
import { seedReport } from '../../support/report-fixtures.ts'

const work = () => workAt()
const db = () => work().shards.directory
const seal = (entry?: string, rounds?: number) => {
  const here = work()
  return sealLookups(here, here.shards.directory, entry, rounds)
}

async function isOneChain(entry: string, length: number) {
  const rows = await ledgerOf(work(), entry)
  expect(rows.map((row) => row.chainSeq)).toEqual(Array.from({ length }, (_, at) => at + 1))
  expect(rows.map((row) => row.chainHash)).toEqual(recompute(entry, rows.map(valuesOf)))
}

beforeAll(() => seedSchool(work(), { code: '10001', provinceCode: '11' }))

it('seals in the order of entering, by the documented rule, each row once', async () => {
  await enterRows(work(), [
    lookupRow('e1', 'e1-1', { department: '海淀区人社局', departmentId: 'd', origin: '' }),
    lookupRow('e2', 'e2-1'),
    lookupRow('e1', 'e1-2', { answered: false, endedAt: 5, supersededAt: 6 }),
    lookupRow('e1', 'e1-3', { codeKind: 'transfer', reportId: '', recordId: 'r', at: 1 }),
  ])
  expect(await seal()).toEqual({ sealed: 4, finished: true })
  await isOneChain('e1', 3)
  await isOneChain('e2', 1)
  const before = await ledgerOf(work(), 'e1')
  expect(await seal()).toEqual({ sealed: 0, finished: true })
  expect(await ledgerOf(work(), 'e1')).toEqual(before)
  await enterRows(work(), [lookupRow('e1', 'e1-4')])
  expect(await seal()).toEqual({ sealed: 1, finished: true })
  await isOneChain('e1', 4)
})

it('states every value: a row that differs in any of them has another hash', async () => {
  const other: Partial<typeof lookups.$inferInsert> = {
    receipt: 'x',
    disowns: 'x',
    at: 1,
    kind: 'hukou',
    codeKind: 'transfer',
    via: 'api',
    answered: false,
    validUntil: 1,
    endedAt: 1,
    supersededAt: 1,
    departmentId: 'x',
    department: 'x',
    origin: 'x',
    reportId: 'x',
    recordId: 'x',
  }
  // whatever a row has, but for what it is, where it stands, the copied marks and what goes on after the seal, is in the hash
  const notHashed = [
    'seq',
    'rosterEntryId',
    'disownedAt',
    'withheldAt',
    'chainSeq',
    'chainHash',
    'askedUnder',
    'repeats',
  ]
  await enterRows(work(), [lookupRow('every', 'every')])
  const [stored] = await ledgerOf(work(), 'every')
  expect(Object.keys(stored ?? {}).toSorted()).toEqual([...Object.keys(other), ...notHashed].toSorted())
  await seal('every')
  const hashes = new Set<string | null | undefined>()
  const fields = Object.entries(other)
  for (const [field, value] of fields) {
    const entry = 'every'
    await db().delete(lookups).where(eq(lookups.rosterEntryId, entry))
    await enterRows(work(), [lookupRow(entry, 'every', { [field]: value })])
    await seal(entry)
    hashes.add((await ledgerOf(work(), entry))[0]?.chainHash)
  }
  expect(hashes.size).toBe(fields.length)
})

it('leaves one chain when many seal at once, and seals what is entered meanwhile the next time', async () => {
  await enterRows(
    work(),
    Array.from({ length: 40 }, (_, at) => lookupRow('many', `many-${at}`)),
  )
  const sealed = await Promise.all([
    ...Array.from({ length: 6 }, () => seal('many')),
    ...Array.from({ length: 3 }, () => seal()),
    enterRows(
      work(),
      Array.from({ length: 12 }, (_, at) => lookupRow('many', `many-late-${at}`)),
    ).then(() => ({ sealed: 0 })),
  ])
  const first = sealed.reduce((sum, each) => sum + each.sealed, 0)
  expect(first).toBeGreaterThanOrEqual(40)
  const { sealed: rest } = await seal('many')
  expect(first + rest).toBe(52)
  await isOneChain('many', 52)
})

const lived = (rosterEntryId: string, count: number, at: number) =>
  db()
    .insert(codeEvents)
    .values(
      Array.from({ length: count }, (_, version) => ({
        rosterEntryId,
        reportId: 'report',
        kind: 'archive' as const,
        event: 'changed' as const,
        at: at + version,
        version,
        validUntil: 5,
      })),
    )

it('makes one chain of look-ups and the life of codes, in the order of their instants', async () => {
  await enterRows(work(), [lookupRow('both', 'both-1', { at: 10 }), lookupRow('both', 'both-2', { at: 20 })])
  await lived('both', 2, 10)
  expect(await seal('both')).toEqual({ sealed: 4, finished: true })
  await enterRows(work(), [lookupRow('both', 'both-3', { at: 5 })])
  await lived('both', 1, 6)
  expect(await seal()).toEqual({ sealed: 2, finished: true })
  const { values, hashes } = await chainOf(work(), 'both')
  expect(values.map(([place, what, third]) => [place, what, third])).toEqual([
    // of one instant what became of a code comes first
    [1, 'changed', 10],
    [2, 'both-1', null],
    [3, 'changed', 11],
    [4, 'both-2', null],
    [5, 'both-3', null],
    [6, 'changed', 6],
  ])
  expect(hashes).toEqual(recompute('both', values))
})

it('leaves one chain over both when many seal at once', async () => {
  await Promise.all([
    enterRows(
      work(),
      Array.from({ length: 12 }, (_, at) => lookupRow('mixed', `mixed-${at}`, { at })),
    ),
    ...Array.from({ length: 5 }, () => seal('mixed')),
    lived('mixed', 8, 3),
    ...Array.from({ length: 5 }, () => seal()),
    enterRows(
      work(),
      Array.from({ length: 4 }, (_, at) => lookupRow('mixed', `mixed-late-${at}`, { at })),
    ),
    ...Array.from({ length: 3 }, () => seal('mixed')),
  ])
  await seal('mixed')
  const { values, hashes } = await chainOf(work(), 'mixed')
  expect(values.map(([place]) => place)).toEqual(Array.from({ length: 24 }, (_, at) => at + 1))
  expect(hashes).toEqual(recompute('mixed', values))
})

it('cannot give one place twice, nor another place to a row that has one', async () => {
  await enterRows(work(), [lookupRow('place', 'place-1'), lookupRow('place', 'place-2')])
  await seal('place')
  await expect(
    db().update(lookups).set({ chainSeq: 1 }).where(eq(lookups.receipt, 'place-2')),
  ).rejects.toThrow()
})

it('seals what real look-ups entered, with their origin', async () => {
  const setup = work()
  const owner = await seedGraduate(setup, {
    schoolCode: '10001',
    examNumber: '26110107150001',
    idNumber: inventIdNumber(),
  })
  const report = await seedReport(setup, owner)
  const asked = { kind: 'archive', code: report.code, via: 'page', address: 'a', origin: '广东省' } as const
  await verify(workAt(undefined, { kind: 'anonymous' }), { ...asked, name: owner.entry.name })
  await verify(workAt(undefined, { kind: 'anonymous' }), { ...asked, name: '别人' })
  await seal(owner.entry.id)
  await isOneChain(owner.entry.id, 2)
  expect((await ledgerOf(work(), owner.entry.id)).map((row) => [row.answered, row.origin])).toEqual([
    [true, '广东省'],
    [false, '广东省'],
  ])
})

describe('with 100,000 sealed rows and 1,200 that wait', () => {
  beforeAll(async () => {
    const n = (count: number) =>
      `(with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count}) select i from n)`
    const values = `'report', 'archive', 'page', 1, 1, 1`
    const columns = 'report_id, kind, via, at, answered, valid_until'
    await db().batch([
      db().run(`insert into lookups (receipt, roster_entry_id, chain_seq, chain_hash, ${columns})
        select 's' || i, 'old' || (i % 1000), i / 1000 + 1, 'h', ${values} from ${n(100_000)}`),
      db().run(`insert into lookups (receipt, roster_entry_id, ${columns})
        select 'w' || i, 'old' || (i % 600), ${values} from ${n(1200)}`),
    ] as never)
  }, 60_000)

  it('reads in proportion to what it seals, in one read and one write a round', async () => {
    const first = work()
    expect(await sealLookups(first, first.shards.directory, undefined, 1)).toEqual({
      sealed: 500,
      finished: false,
    })
    expect(first.meter.calls).toBe(2)
    // the rows of either table with the heads, the write and its guard
    expect(first.meter.statements).toHaveLength(4)
    expect(first.meter.rows).toBeLessThan(8 * 500)
  })

  it('goes on in bounded rounds over several runs of the schedule until all are sealed', async () => {
    expect(await runSchedule(work(), 1)).toMatchObject({ sealed: 500, unfinished: 1 })
    expect(await runSchedule(work())).toMatchObject({ sealed: 200, unfinished: 0 })
    const idle = work()
    expect(await runSchedule(idle)).toMatchObject({ sealed: 0, unfinished: 0 })
    expect(idle.meter.rows).toBeLessThan(20)
    const [left] = await db().all<{ left: number }>(
      sql`select count(*) as left from lookups where chain_seq is null`,
    )
    expect(left).toEqual({ left: 0 })
  })

  it('reads only its own rows when one entry is sealed, with the statistics of a database in use too', async () => {
    await db().run(sql`analyze`)
    await enterRows(work(), [lookupRow('old1', 'one-more')])
    const here = work()
    expect(await sealLookups(here, here.shards.directory, 'old1')).toEqual({ sealed: 1, finished: true })
    expect(here.meter.rows).toBeLessThan(20)
    const [row] = await db().all<{ place: number }>(
      sql`select chain_seq as place from lookups where receipt = 'one-more'`,
    )
    expect(row?.place).toBe(103)
  })
})

it('is run from the cron, which says how many it sealed', async () => {
  await enterRows(work(), [lookupRow('cron', 'cron-1')])
  const logged = vi.spyOn(console, 'log').mockReturnValue()
  await worker.scheduled(
    createScheduledController({ scheduledTime: new Date(), cron: '*/10 * * * *' }) as never,
    bindings,
  )
  const line: unknown = JSON.parse(String(logged.mock.calls[0]?.[0]))
  logged.mockRestore()
  expect(line).toMatchObject({ event: 'schedule', counts: { sealed: 1 } })
  await isOneChain('cron', 1)
})

import { beforeAll, expect, it, vi } from 'vitest'
import { read } from '../../../db/client.ts'
import { codes } from '../../../db/schema/authorizations.ts'
import { lookups } from '../../../db/schema/verification.ts'
import type { Work } from '../../../functions/platform/work.ts'
import { runSchedule } from '../../../functions/schedule/run-schedule.ts'
import { verify } from '../../../functions/verification/verify.ts'
import { type Report, seedReport } from '../../support/report-fixtures.ts'
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
  for (let times = 0; times < 5; times += 1) expect(await ask('陈诚', '2610001ABCDEFGH')).toBe('unknown')
  expect(await ask('陈诚', report.code)).toBe('unknown')
  const scanned = await verify(work, { token: report.token, via: 'api', address: 'a' })
  expect(scanned.answer.verdict).toBe('valid')
  const [rows] = await read(work.shards.directory, [
    work.shards.directory.select({ via: lookups.via, answered: lookups.answered }).from(lookups),
  ])
  expect(rows).toEqual([
    { via: 'api', answered: true },
    { via: 'api', answered: false },
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

import { createScheduledController } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { read } from '../../../db/client.ts'
import { sessions, stepUps } from '../../../db/schema/access.ts'
import { codes } from '../../../db/schema/authorizations.ts'
import { idempotencyKeys } from '../../../db/schema/operations.ts'
import { attempts } from '../../../db/schema/verification.ts'
import { runSchedule } from '../../../functions/schedule/run-schedule.ts'
import { verify } from '../../../functions/verification/verify.ts'
import worker from '../../../functions/worker.ts'
import {
  bindings,
  type Graduate,
  passStepUp,
  seedGraduate,
  seedSchool,
  workAt,
} from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedReport } from '../../support/report-fixtures.ts'

const NOW = '2026-11-23T02:00:00Z'
const now = Date.parse(NOW)
const work = (at = NOW) => workAt(at, { kind: 'system', name: 'schedule' })
let graduate: Graduate

beforeAll(async () => {
  await seedSchool(work(), { code: '10001', provinceCode: '11' })
  graduate = await seedGraduate(work(), {
    schoolCode: '10001',
    examNumber: '26110105150001',
    idNumber: inventIdNumber(),
    record: null,
  })
})

const codeRow = async (hmac: string) => {
  const db = work().shards.directory
  const [rows] = await read(db, [db.select().from(codes).where(eq(codes.hmac, hmac))])
  return rows[0]
}

const other = (examNumber: string) =>
  seedGraduate(work(), { schoolCode: '10001', examNumber, idNumber: inventIdNumber(), record: null })

it('marks a code whose day is over, once, and no other', async () => {
  const due = await seedReport(work(), graduate, { validUntil: now })
  const [later, ended, superseded] = await Promise.all([
    seedReport(work(), graduate, { kind: 'hukou', validUntil: now + 1 }),
    seedReport(work(), await other('26110105150002'), {
      validUntil: 5,
      endedAt: 4,
      endedBecause: 'graduate',
    }),
    seedReport(work(), await other('26110105150003'), {
      validUntil: 5,
      supersededAt: 4,
      supersededBecause: 'record',
    }),
  ])
  const before = await verify(workAt(NOW), {
    code: due.code,
    name: '陈诚',
    kind: 'archive',
    via: 'api',
    address: 'a',
  })
  expect((await runSchedule(work())).expired).toBe(1)
  expect((await codeRow(due.hmac))?.expiredAt).toBe(now)
  for (const left of [later, ended, superseded]) expect((await codeRow(left.hmac))?.expiredAt).toBeNull()
  expect((await runSchedule(work('2026-11-23T03:00:00Z'))).expired).toBe(1)
  expect((await codeRow(due.hmac))?.expiredAt).toBe(now)
  // late or early, the mark changes no answer
  const after = await verify(workAt(NOW), {
    code: due.code,
    name: '陈诚',
    kind: 'archive',
    via: 'api',
    address: 'a',
  })
  expect([before.answer.verdict, after.answer.verdict]).toEqual(['expired', 'expired'])
})

it('deletes what has ended by machine time, and nothing that goes on', async () => {
  const here = work()
  const db = here.shards.directory
  const machine = here.machineNow
  const session = {
    kind: 'graduate' as const,
    issuer: 'i',
    subject: 's',
    claimsCipher: '',
    createdAt: 1,
    lastSeenAt: 1,
  }
  const answer = { bodyHash: 'b', answerCipher: '' }
  await passStepUp(here, graduate, -1)
  await passStepUp(here, graduate, 5)
  await db.batch([
    db.insert(sessions).values([
      { ...session, idHash: 'ended', expiresAt: machine },
      { ...session, idHash: 'live', expiresAt: machine + 60_000 },
    ]),
    db.insert(idempotencyKeys).values([
      { ...answer, key: 'ended', expiresAt: machine },
      { ...answer, key: 'live', expiresAt: machine + 60_000 },
    ]),
    db.insert(attempts).values([
      { key: 'ended', count: 1, windowEndsAt: machine },
      { key: 'live', count: 1, windowEndsAt: machine + 60_000 },
    ]),
  ])
  expect(await runSchedule(here)).toMatchObject({ sessions: 1, stepUps: 1, answers: 1, unfinished: 0 })
  const { left, keys, counted, asked } = await read(db, {
    left: db.select({ key: sessions.idHash }).from(sessions).where(eq(sessions.subject, 's')),
    keys: db.select({ key: idempotencyKeys.key }).from(idempotencyKeys),
    counted: db.select({ key: attempts.key }).from(attempts),
    asked: db.select({ key: stepUps.expiresAt }).from(stepUps),
  })
  expect([left, keys].flat()).toEqual([{ key: 'live' }, { key: 'live' }])
  expect(counted.map((row) => row.key)).toContain('live')
  expect(counted.map((row) => row.key)).not.toContain('ended')
  expect(asked).toHaveLength(1)
})

describe('with 100,000 open codes, counters and answers', () => {
  beforeAll(async () => {
    const db = work().shards.directory
    const n =
      '(with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000) select i from n)'
    await db.batch([
      db.run(`insert into codes (hmac, cipher, report_id, roster_entry_id, kind, valid_until, issued_at)
        select 'h' || i, '', 'p' || i, 'e' || i, 'archive', ${now} + 86400000 + i, 1 from ${n}`),
      // counters and answers that go on
      db.run(`insert into attempts select 'k' || i, 1, 9999999999999 from ${n}`),
      db.run(`insert into idempotency_keys select 'k' || i, '', '', 9999999999999 from ${n}`),
    ] as never)
  }, 60_000)

  it('reads in proportion to what is due', async () => {
    const idle = work()
    await runSchedule(idle)
    expect(idle.meter.rows).toBeLessThan(20)
    const few = work(new Date(now + 86_400_000 + 10).toISOString())
    expect((await runSchedule(few)).expired).toBe(10)
    expect(few.meter.statements[0]?.rows).toBeLessThanOrEqual(5 * 10 + 2)
    expect(few.meter.rows).toBeLessThan(5 * 10 + 20)
  })

  it('goes on in bounded steps over several runs until all that is due is marked', async () => {
    const at = new Date(now + 86_400_000 + 2010).toISOString()
    const first = work(at)
    expect(await runSchedule(first, 2)).toMatchObject({ expired: 1000, unfinished: 1 })
    // two rounds, and two reads that find nothing to seal
    expect(first.meter.calls).toBe(4)
    expect(first.meter.rows).toBeLessThan(5 * 1000 + 30)
    expect(await runSchedule(work(at))).toMatchObject({ expired: 1000, unfinished: 0 })
    expect(await runSchedule(work(at))).toMatchObject({ expired: 0, unfinished: 0 })
  })
})

it('runs from the cron with one line each in the log; the time it is fired for moves no machine time', async () => {
  const fired = '2027-06-01T00:00:00Z'
  const logged = vi.spyOn(console, 'log').mockReturnValue()
  await worker.scheduled(
    createScheduledController({ scheduledTime: new Date(fired), cron: '*/10 * * * *' }) as never,
    bindings,
  )
  const lines = logged.mock.calls.map(([line]) => JSON.parse(String(line)) as unknown)
  logged.mockRestore()
  const at = '2027-06-01T00:00:00.000Z'
  expect(lines).toEqual([
    expect.objectContaining({ event: 'schedule', at, counts: expect.any(Object) }),
    expect.objectContaining({ event: 'reminders', at, counts: expect.any(Object) }),
  ])
  const db = work().shards.directory
  const { marked, live } = await read(db, {
    marked: db
      .select({ hmac: codes.hmac })
      .from(codes)
      .where(eq(codes.expiredAt, Date.parse(fired)))
      .limit(1),
    live: db.select().from(sessions).where(eq(sessions.idHash, graduate.actor.sessionHash)),
  })
  expect([marked.length, live.length]).toEqual([1, 1])
})

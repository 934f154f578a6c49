import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { authorizations, codes, reports } from '../../../db/schema/authorizations.ts'
import { audit } from '../../../db/schema/operations.ts'
import { confirmations } from '../../../db/schema/records.ts'
import { codeEvents, lookups } from '../../../db/schema/verification.ts'
import { changeValidity } from '../../../functions/authorizations/change-validity.ts'
import { endAuthorization } from '../../../functions/authorizations/end-authorization.ts'
import { resumeAuthorization } from '../../../functions/authorizations/resume-authorization.ts'
import { disownLookup } from '../../../functions/ledger/disown-lookup.ts'
import { checkChain } from '../../../functions/ledger/check-chain.ts'
import { checkCodes } from '../../../functions/proof/check-codes.ts'
import { digestOf } from '../../../functions/proof/token.ts'
import { sealLookups } from '../../../functions/proof/seal-lookups.ts'
import { sealOldRows } from '../../../functions/proof/seal-old-rows.ts'
import { disputeRecord } from '../../../functions/records/dispute-record.ts'
import { runSchedule } from '../../../functions/schedule/run-schedule.ts'
import { verify } from '../../../functions/verification/verify.ts'
import { acting, authorized, authorizeAgain, dayAfter } from '../../support/authorized.ts'
import { seedSchool, workAt } from '../../support/fixtures.ts'

const DAY = 86_400_000
const setup = workAt()
const db = () => setup.shards.directory
const now = (later = 0) =>
  workAt(new Date(Date.now() + later).toISOString(), { kind: 'system', name: 'test' })
let exam = 26_110_131_150_000
let mine: Awaited<ReturnType<typeof authorized>>

beforeAll(() => seedSchool(setup, { code: '10001', provinceCode: '11' }))
beforeEach(async () => {
  vi.spyOn(console, 'log').mockReturnValue()
  mine = await authorized((exam += 1))
})
afterEach(async () => {
  for (const table of [reports, codes, authorizations, codeEvents, lookups, audit]) await db().delete(table)
})

const check = async () => (await checkCodes(now())).found
const seal = () => sealLookups(now(), db())
const lookUp = async (code = mine.code) => {
  const asked = { kind: 'archive', name: mine.person.entry.name, code, via: 'api', address: 'a' } as const
  return (await verify(workAt(new Date().toISOString(), { kind: 'anonymous' }), asked)).answer
}
const end = () => endAuthorization(acting(mine.person), mine.authorizationId)
const change = (set: Partial<typeof codes.$inferInsert>) =>
  db().update(codes).set(set).where(eq(codes.reportId, mine.reportId))
const dispute = () =>
  disputeRecord(acting(mine.person, 4000), 1, {
    destination: { kind: 'wrong', explanation: '单位名称有误' },
    archive: null,
    hukou: null,
    contact: '13900001111',
  })
const events = () =>
  db().select().from(codeEvents).where(eq(codeEvents.reportId, mine.reportId)).orderBy(codeEvents.seq)

describe('finds nothing', () => {
  it('in whole lives, sealed or not, and counts what it compared', async () => {
    await changeValidity(acting(mine.person), mine.authorizationId, dayAfter(5))
    await lookUp()
    await end()
    await resumeAuthorization(acting(mine.person, 1000), mine.authorizationId)
    expect(await check()).toBeUndefined()
    await seal()
    const { receipt } = (await lookUp()) as { receipt: string }
    await disownLookup(acting(mine.person, 2000), receipt)
    const again = await authorizeAgain(mine.person, 'archive', 3000)
    expect((await events()).map(({ event, version, cause }) => [event, version, cause])).toEqual([
      ['issued', 1, null],
      ['changed', 2, null],
      ['ended', 2, 'graduate'],
      ['resumed', 3, null],
      ['frozen', 3, receipt],
    ])
    const hukou = await authorizeAgain(mine.person, 'hukou', 3000)
    await dispute()
    expect(await checkCodes(now())).toEqual({
      found: undefined,
      // 5, 2 and 2 events; the two superseded have no act of their own
      counts: { reports: 3, live: 0, events: 9, acts: 7, chains: 1, waiting: 5 },
    })
    expect([again.reportId, hukou.reportId]).toHaveLength(2)
    // nine of the lives, two look-ups, one row that disowns
    expect(await checkChain(acting(mine.person), undefined)).toMatchObject({ sealed: 12, broken: null })
    expect((await checkCodes(now())).counts).toMatchObject({ waiting: 0 })
  })

  it('after a code has run out, marked or not', async () => {
    await changeValidity(acting(mine.person), mine.authorizationId, dayAfter(1))
    expect((await checkCodes(now(3 * DAY))).counts.live).toBe(0)
    await runSchedule(now(3 * DAY))
    const [row] = await db().select().from(codes).where(eq(codes.reportId, mine.reportId))
    expect([row?.expiredAt === null, row?.openSeal === null]).toEqual([false, false])
    expect((await checkCodes(now(3 * DAY))).found).toBeUndefined()
  })

  it('however a changed validity and an ending meet', async () => {
    for (let round = 0; round < 12; round += 1) {
      mine = await authorized((exam += 1))
      const both = [changeValidity(acting(mine.person), mine.authorizationId, dayAfter(3)), end()]
      await Promise.allSettled(round % 2 === 0 ? both : both.toReversed())
    }
    const { counts, found } = await checkCodes(now())
    expect(found).toBeUndefined()
    expect(counts.reports).toBe(13)
  }, 60_000)
})

describe('names', () => {
  const open = { endedAt: null, endedBecause: null, endedBySession: null }
  const differences: [string, () => PromiseLike<unknown>, string][] = [
    [
      'content and digest changed together',
      async () => {
        const content = '{}'
        await db()
          .update(reports)
          .set({ content, digest: await digestOf(content) })
          .where(eq(reports.id, mine.reportId))
      },
      'report_seal',
    ],
    ['a seal taken off', () => db().update(reports).set({ seal: null }), 'report_unsealed'],
    ['a code taken out', () => db().delete(codes), 'code_missing'],
    ['an authorization taken out', () => db().delete(authorizations), 'authorization_missing'],
    ['a life taken out', () => db().delete(codeEvents), 'life_missing'],
    [
      'an ended code opened again',
      async () => {
        await end()
        await change(open)
      },
      'state',
    ],
    ['an end moved', () => change({ validUntil: Date.now() + 30 * DAY }), 'state'],
    ['a code superseded by hand', () => change({ supersededAt: 1, supersededBecause: 'record' }), 'state'],
    ["an open code's seal taken off", () => change({ openSeal: null }), 'code_unsealed'],
    ["an open code's seal changed", () => change({ openSeal: 'x' }), 'code_seal'],
    [
      'a seal put on a dead code',
      async () => {
        await end()
        await change({ openSeal: 'x' })
      },
      'dead_with_seal',
    ],
    [
      'an ending given to another session',
      async () => {
        await end()
        await change({ endedBySession: 'another' })
      },
      'end_seal',
    ],
    [
      'a superseded code whose life was cut with it',
      async () => {
        const [before] = await db().select().from(codes)
        await dispute()
        await change({ supersededAt: null, supersededBecause: null, openSeal: before?.openSeal ?? null })
        await db().delete(codeEvents).where(eq(codeEvents.event, 'superseded'))
      },
      'not_superseded',
    ],
    [
      'a row of a life put in',
      async () => {
        const [row] = await events()
        if (row !== undefined)
          await db()
            .insert(codeEvents)
            .values({ ...row, seq: row.seq + 1, event: 'resumed' })
      },
      'life_order',
    ],
    [
      'an act taken out of the audit',
      async () => {
        await end()
        await db().delete(audit).where(eq(audit.action, 'authorization.ended'))
      },
      'not_in_audit',
    ],
    [
      'an instant changed in the audit',
      async () => {
        await end()
        await db().update(audit).set({ at: 1 }).where(eq(audit.action, 'authorization.ended'))
      },
      'not_in_audit',
    ],
    [
      'an ended code opened with its seal and its life, where the audit still knows',
      async () => {
        const [before] = await db().select().from(codes)
        await end()
        await change({ ...open, endSeal: null, openSeal: before?.openSeal ?? null })
        await db().delete(codeEvents).where(eq(codeEvents.event, 'ended'))
      },
      'not_in_life',
    ],
  ]
  it.each(differences)('%s', async (_, tamper, because) => {
    await tamper()
    expect(await check()).toMatchObject({
      where: 'report',
      reportId: mine.reportId,
      difference: { because },
    })
  })

  it.each<[string, () => PromiseLike<unknown>, object]>([
    [
      'a sealed row of a life that was changed where no state tells',
      async () => {
        await end()
        await seal()
        await db().update(codeEvents).set({ cause: 'record' }).where(eq(codeEvents.event, 'ended'))
      },
      { at: 2, because: 'changed' },
    ],
    [
      'a sealed look-up that was taken out',
      async () => {
        await lookUp()
        await end()
        await seal()
        await db().delete(lookups)
      },
      { at: 2, because: 'missing' },
    ],
  ])('%s, by its chain', async (_, tamper, broken) => {
    await tamper()
    expect(await check()).toEqual({ where: 'chain', entryId: mine.person.entry.id, ...broken })
  })

  it.each<[string, () => PromiseLike<unknown>, string]>([
    [
      'a report taken out with its code, of which the life is left',
      async () => {
        for (const table of [reports, codes]) await db().delete(table)
      },
      'life',
    ],
    [
      'a report of which the audit alone is left',
      async () => {
        for (const table of [reports, codes, codeEvents]) await db().delete(table)
      },
      'audit',
    ],
    [
      'a code of a report that is none',
      async () => {
        for (const table of [reports, codeEvents, audit]) await db().delete(table)
      },
      'code',
    ],
  ])('%s', async (_, tamper, named) => {
    await tamper()
    expect(await check()).toMatchObject({ where: 'stray', named, reportId: mine.reportId })
  })
})

describe('rows from before there were seals', () => {
  /** As the migration finds them. */
  const age = async () => {
    await db().update(reports).set({ seal: null })
    await db().update(codes).set({ openSeal: null, endSeal: null })
    await db().delete(codeEvents)
  }
  const refusal = async () => (await sealOldRows(now(10_000), true)).refused.map(({ because }) => because)

  it('are not valid until they are sealed, once, with a life that begins there', async () => {
    const ended = await authorized((exam += 1))
    await endAuthorization(acting(ended.person), ended.authorizationId)
    await age()
    expect((await lookUp()).verdict).toBe('unverifiable')
    expect(await sealOldRows(now(), false)).toEqual({ reports: 2, open: 1, refused: [], before: false })
    expect(await check()).toMatchObject({ where: 'report', difference: { because: 'report_unsealed' } })
    expect(await sealOldRows(now(), true)).toMatchObject({ reports: 2, open: 1, refused: [] })
    expect((await lookUp()).verdict).toBe('valid')
    expect(await check()).toBeUndefined()
    expect(await sealOldRows(now(), true)).toMatchObject({ reports: 0, before: false })
    const rows = await db().select().from(audit).where(eq(audit.subjectType, 'database'))
    expect(rows.map(({ action }) => action)).toEqual(['codes.sealed', 'codes.all_sealed'])
    // what loses its seal afterwards is no old row
    await age()
    expect(await sealOldRows(now(), true)).toMatchObject({ before: true })
    expect((await lookUp()).verdict).toBe('unverifiable')
  })

  it.each<[string, () => PromiseLike<unknown>, string]>([
    [
      'that were ended and opened again',
      async () => {
        await end()
        await change({ endedAt: null, endedBecause: null, endedBySession: null })
      },
      'ended_in_audit',
    ],
    [
      'whose confirmation has ended',
      async () => {
        await dispute()
        await change({ supersededAt: null, supersededBecause: null })
      },
      'superseded',
    ],
    ['whose end was moved', () => change({ validUntil: Date.now() + 30 * DAY }), 'validity'],
    ['whose content was changed', () => db().update(reports).set({ content: '{}' }), 'digest'],
    ['that nobody authorized', () => db().delete(audit), 'not_in_audit'],
    ['without a code', () => db().delete(codes), 'code_missing'],
    ['without an authorization', () => db().delete(authorizations), 'authorization_missing'],
  ])('are refused %s, and nothing is sealed', async (_, tamper, because) => {
    await tamper()
    await age()
    const other = await authorized((exam += 1))
    await db().update(reports).set({ seal: null }).where(eq(reports.id, other.reportId))
    await db().delete(codeEvents)
    expect(await refusal()).toEqual([because])
    const [left] = await db().all<{ left: number }>(
      sql`select count(*) as left from reports where seal is not null`,
    )
    expect(left).toEqual({ left: 0 })
  })

  it('are refused where a life says that they are not old', async () => {
    await db().update(reports).set({ seal: null })
    expect(await refusal()).toEqual(['has_life'])
  })

  it('are sealed where a validity was changed and an ending taken back', async () => {
    await changeValidity(acting(mine.person), mine.authorizationId, dayAfter(5))
    await end()
    await resumeAuthorization(acting(mine.person, 1000), mine.authorizationId)
    await age()
    expect(await refusal()).toEqual([])
    expect((await lookUp()).verdict).toBe('valid')
    await changeValidity(acting(mine.person, 20_000), mine.authorizationId, dayAfter(4))
    expect((await checkCodes(now())).found).toBeUndefined()
    expect(await db().select().from(confirmations)).not.toEqual([])
  })
})

import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codes } from '../../../db/schema/authorizations.ts'
import { lookups } from '../../../db/schema/verification.ts'
import { verifyAtDesk } from '../../../functions/departments/verify-at-desk.ts'
import { checkChain } from '../../../functions/ledger/check-chain.ts'
import { exportLookups } from '../../../functions/ledger/export-lookups.ts'
import { listLookups } from '../../../functions/ledger/list-lookups.ts'
import { checkReceipt } from '../../../functions/verification/check-receipt.ts'
import { verify } from '../../../functions/verification/verify.ts'
import { readLedgerFile } from '#model/ledger/chain.ts'
import { seedDepartment } from '../../support/department-fixtures.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { ledgerOf } from '../../support/ledger-fixtures.ts'
import { type Report, sealAsItStands, seedReport } from '../../support/report-fixtures.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** the beginning of a day and of ten minutes, on both clocks */
const START = Date.parse('2026-11-23T00:00:00Z')
const setup = workAt()
let exam = 26_110_117_150_000
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

const at = (moment: number) => ({
  ...workAt(new Date(moment).toISOString(), { kind: 'anonymous' }),
  machineNow: moment,
})
const scan = async (given: { moment?: number; address?: string; name?: string } = {}) => {
  const { moment = START, address = 'phone', name } = given
  const asked = { token: report.token, via: 'api', address, ...(name === undefined ? {} : { name }) } as const
  return (await verify(at(moment), asked)).answer
}
const ledger = () => ledgerOf(setup, owner.entry.id)
const end = (endedAt: number | null) =>
  setup.shards.directory
    .update(codes)
    .set({ endedAt, endedBecause: endedAt === null ? null : 'graduate' })
    .where(eq(codes.reportId, report.reportId))

describe('look-ups by one token from one address in ten minutes', () => {
  it('are one row with a count and one receipt, however many come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => scan()))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await ledger()).toMatchObject([{ answered: true, via: 'token', repeats: 59 }])
    const { receipt } = answers[0] as { receipt: string }
    const checked = await checkReceipt(at(START), { receipt, code: report.token }, 'phone')
    expect(checked).toMatchObject({ found: true, verdict: 'valid' })
  })

  it('are another row from another address, and in the next ten minutes', async () => {
    await scan({ moment: START + 10 * MINUTE - 1 })
    await scan({ moment: START + 10 * MINUTE - 1, address: 'other' })
    await scan({ moment: START + 10 * MINUTE })
    expect((await ledger()).map(({ repeats }) => repeats)).toEqual([0, 0, 0])
  })

  it('are another row as soon as the answer is another, and again when it is the first one again', async () => {
    const verdicts = [await scan()]
    await end(START)
    verdicts.push(await scan({ moment: START + 1 }), await scan({ moment: START + 2 }))
    await end(null)
    verdicts.push(await scan({ moment: START + 3 }))
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['valid', 'revoked', 'revoked', 'valid'])
    expect((await ledger()).map(({ repeats }) => repeats)).toEqual([0, 1, 0])
    // the row of before is not valid any more when its day ends in between
    const until = START + 5
    await setup.shards.directory
      .update(codes)
      .set({ validUntil: until })
      .where(eq(codes.reportId, report.reportId))
    await sealAsItStands(setup, report.reportId)
    expect((await scan({ moment: until - 1 })).verdict).toBe('valid')
    expect((await scan({ moment: until })).verdict).toBe('expired')
    // a wrong name beside it is no answer of the right one
    expect((await scan({ moment: until, name: '别人' })).verdict).toBe('unknown')
    expect((await scan({ moment: until })).verdict).toBe('expired')
  })

  it('change no hash when they go on after the seal, and stand beside it in list and export', async () => {
    await scan()
    const graduate = workAt(new Date(START).toISOString(), owner.actor)
    expect(await checkChain(graduate, undefined)).toMatchObject({ sealed: 1, broken: null })
    const [before] = await ledger()
    await scan()
    await scan()
    expect(await ledger()).toMatchObject([{ repeats: 2, chainSeq: 1, chainHash: before?.chainHash }])
    expect(await checkChain(graduate, undefined)).toMatchObject({ sealed: 1, broken: null })
    expect((await listLookups(graduate, undefined)).lookups).toMatchObject([{ repeats: 2, chainSeq: 1 }])
    const file = readLedgerFile(await new Response(await exportLookups(graduate, 'json')).text())
    expect(file?.rows).toMatchObject([{ repeats: 2, hash: before?.chainHash }])
    const csv = await new Response(await exportLookups(graduate, 'csv')).text()
    expect(csv).toContain('重复次数（不封存）')
  })

  it('are a row each where a department is signed in', async () => {
    const { actor } = await seedDepartment(setup)
    const desk = workAt(new Date(START).toISOString(), actor)
    const asked = { kind: 'archive', name: '', code: report.token, caseNumber: '' } as const
    for (let times = 0; times < 3; times += 1) await verifyAtDesk(desk, asked, 'desk')
    expect((await ledger()).map(({ via, repeats }) => [via, repeats])).toEqual(
      Array.from({ length: 3 }, () => ['desk', 0]),
    )
  })

  it('cost one round trip, and no more rows the more of them there are', async () => {
    const rows = async () => {
      const work = at(START)
      await verify(work, { token: report.token, via: 'api', address: 'phone' })
      expect(work.meter.calls).toBe(1)
      return work.meter.rows
    }
    const first = await rows()
    const second = await rows()
    for (let times = 0; times < 20; times += 1) await scan({ address: `other-${times}` })
    expect(await rows()).toBe(second)
    expect(Math.max(first, second)).toBeLessThanOrEqual(20)
  })
})

describe('a token', () => {
  it('is limited after 1,000 look-ups in a day, whoever asks, exactly and without a row, until the next', async () => {
    const together = (count: number, moment: number) =>
      Promise.all(Array.from({ length: count }, (_, host) => scan({ moment, address: `host-${host % 7}` })))
    await together(990, START)
    const answers = await together(40, START + 60 * MINUTE)
    expect(answers.filter(({ verdict }) => verdict === 'valid')).toHaveLength(10)
    expect(answers.filter(({ verdict }) => verdict === 'limited')).toHaveLength(30)
    const rows = await ledger()
    expect(rows.length).toBeLessThanOrEqual(14)
    expect(rows.reduce((sum, { repeats }) => sum + 1 + repeats, 0)).toBe(1000)
    expect(await verify(at(START + DAY - 1000), { token: report.token, via: 'api', address: 'x' })).toEqual({
      answer: { verdict: 'limited', retryAt: '2026-11-24T00:00:00.000Z' },
      retryAfter: 1,
    })
    expect((await scan({ moment: START + DAY })).verdict).toBe('valid')
    const { actor } = await seedDepartment(setup)
    const desk = workAt(new Date(START).toISOString(), actor)
    const asked = { kind: 'archive', name: '', code: report.token, caseNumber: '' } as const
    expect((await verifyAtDesk(desk, asked, 'desk')).answer.verdict).toBe('valid')
    const other = await seedReport(setup, owner, { kind: 'hukou' })
    const asking = { token: other.token, via: 'api', address: 'x' } as const
    expect((await verify(at(START), asking)).answer.verdict).toBe('valid')
  }, 60_000)

  it('keeps no address in the ledger: what holds its rows together is another hash in each ten minutes', async () => {
    await scan({ address: 'readable' })
    await scan({ address: 'readable', moment: START + 10 * MINUTE })
    const kept = await setup.shards.directory
      .select({ under: lookups.askedUnder })
      .from(lookups)
      .where(eq(lookups.rosterEntryId, owner.entry.id))
    expect(new Set(kept.map(({ under }) => under)).size).toBe(2)
    expect(JSON.stringify(kept)).not.toContain('readable')
  })
})

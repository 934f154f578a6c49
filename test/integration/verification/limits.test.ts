import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { read } from '../../../db/client.ts'
import { attempts, lookups } from '../../../db/schema/verification.ts'
import { countersOf, limits } from '../../../functions/verification/decide-limits.ts'
import { verify } from '../../../functions/verification/verify.ts'
import { foldName } from '#model/roster/names.ts'
import type { Work } from '../../../functions/platform/work.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { type Report, seedReport } from '../../support/report-fixtures.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** the beginning of a day, of an hour and of ten minutes */
const START = Math.floor(Date.parse('2026-11-23T00:00:00Z') / DAY) * DAY
/** limits are kept on machine time */
const workOn = (machineNow: number): Work => ({
  ...workAt('2026-11-23T02:00:00Z', { kind: 'anonymous' }),
  machineNow,
})

let exam = 26_110_102_150_000
let hosts = 0
const newAddress = () => `host-${(hosts += 1)}`

interface Case {
  owner: Graduate
  report: Report
  ask: (
    machineNow: number,
    given?: { name?: string; code?: string; address?: string; token?: string },
  ) => Promise<string>
  /** one failure, from an address of its own unless given */
  fail: (machineNow: number, given?: { name?: string; code?: string; address?: string }) => Promise<string>
}

/** A graduate of a school of their own: no test meets another's counters. */
async function newCase(schoolCode: string): Promise<Case> {
  const setup = workOn(START)
  await seedSchool(setup, { code: schoolCode, provinceCode: '11' })
  const owner = await seedGraduate(setup, {
    schoolCode,
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
    name: '买买提·依明',
    record: null,
  })
  const report = await seedReport(setup, owner)
  const ask: Case['ask'] = async (machineNow, given = {}) => {
    const { token, ...typed } = given
    const found = await verify(workOn(machineNow), {
      ...(token === undefined
        ? { kind: 'archive', name: owner.entry.name, code: report.code, ...typed }
        : { token }),
      address: given.address ?? newAddress(),
      via: 'api',
    })
    return found.answer.verdict
  }
  const wrong = `26${schoolCode}ABCDEFGH`
  return { owner, report, ask, fail: (machineNow, given) => ask(machineNow, { code: wrong, ...given }) }
}

const times = async (count: number, act: (index: number) => Promise<unknown>) => {
  for (let index = 0; index < count; index += 1) await act(index)
}

describe('a name at a school in a cohort', () => {
  it('is closed after 5 failures in an hour, from whatever address, and open again in the next', async () => {
    const { ask, fail } = await newCase('20001')
    await times(4, () => fail(START))
    expect(await ask(START)).toBe('valid')
    await fail(START)
    expect(await ask(START)).toBe('unknown')
    expect(await ask(START + HOUR - 1)).toBe('unknown')
    expect(await ask(START + HOUR)).toBe('valid')
  })

  it('is closed after 20 failures in a day, and open again on the next', async () => {
    const { ask, fail } = await newCase('20002')
    for (let hour = 0; hour < 5; hour += 1) await times(4, () => fail(START + hour * HOUR))
    expect(await ask(START + 6 * HOUR)).toBe('unknown')
    expect(await ask(START + DAY)).toBe('valid')
  })

  it('counts the name as it is compared, however it is written', async () => {
    const { ask, fail } = await newCase('20003')
    const spellings = ['买买提·依明', '买买提•依明', '买买提 ． 依明', ' 买买提·依 明', '买买提‧依明']
    await times(5, (index) => fail(START, { name: spellings[index] }))
    expect(await ask(START)).toBe('unknown')
  })

  it('leaves other names, schools and cohorts open', async () => {
    const locked = await newCase('20004')
    const other = await newCase('20005')
    await times(5, () => locked.fail(START))
    expect(await locked.ask(START)).toBe('unknown')
    expect(await other.ask(START)).toBe('valid')
    await times(5, () => other.fail(START, { code: '2520005ABCDEFGH' }))
    expect(await other.ask(START)).toBe('valid')
  })

  it('does not close for the token of a printed report', async () => {
    const { ask, fail, report } = await newCase('20006')
    const address = newAddress()
    await times(12, () => fail(START, { address }))
    expect(await ask(START, { address })).toBe('unknown')
    expect(await ask(START, { address, token: report.token })).toBe('valid')
  })

  it('enters a right name and code in the ledger as not answered while it is closed', async () => {
    const { ask, fail, owner } = await newCase('20007')
    await times(5, () => fail(START))
    await ask(START)
    const db = workOn(START).shards.directory
    const [rows] = await read(db, [
      db
        .select({ answered: lookups.answered })
        .from(lookups)
        .where(sql`${lookups.rosterEntryId} = ${owner.entry.id}`),
    ])
    expect(rows).toEqual([{ answered: false }])
  })
})

describe('an address', () => {
  it('is closed after 10 failures in ten minutes, whatever it asked for, and open again in the next', async () => {
    const { ask, fail } = await newCase('20011')
    const address = newAddress()
    await times(9, (index) =>
      fail(START, { address, name: `某${index}`, code: index % 2 === 0 ? '——' : undefined }),
    )
    expect(await ask(START, { address })).toBe('valid')
    await fail(START, { address, name: '某' })
    expect(await ask(START, { address })).toBe('unknown')
    expect(await ask(START)).toBe('valid')
    expect(await ask(START + 600_000, { address })).toBe('valid')
  })

  it('is closed after 50 failures in a day', async () => {
    const { ask, fail } = await newCase('20012')
    const address = newAddress()
    await times(50, (index) => fail(START + Math.floor(index / 9) * 600_000, { address, name: `某${index}` }))
    expect(await ask(START + 3 * HOUR, { address })).toBe('unknown')
    expect(await ask(START + DAY, { address })).toBe('valid')
  })

  it('counts exactly when failures come at the same time', async () => {
    const { ask, fail } = await newCase('20013')
    const address = newAddress()
    await Promise.all(Array.from({ length: 9 }, (_, index) => fail(START, { address, name: `某${index}` })))
    expect(await ask(START, { address })).toBe('valid')
    await fail(START, { address, name: '某' })
    expect(await ask(START, { address })).toBe('unknown')
  })
})

const setFailures = async (schoolCode: string, count: number) => {
  const work = workOn(START)
  const counter = countersOf({ name: '', schoolCode, cohort: 2026, address: '' }, START).find(
    ({ name }) => name === 'prefixDay',
  )
  const key = await work.secrets.index('attempt', counter?.about ?? '')
  const db = work.shards.directory
  await db.batch([
    db
      .insert(attempts)
      .values({ key, count, windowEndsAt: START + DAY })
      .onConflictDoUpdate({ target: attempts.key, set: { count } }),
  ])
}

describe('a school’s cohort', () => {
  it('never closes, but above 500 failures a day lowers the limit of an address to 3 an hour', async () => {
    const { ask, fail } = await newCase('20021')
    const address = newAddress()
    await times(4, (index) => fail(START, { address, name: `某${index}` }))
    await setFailures('20021', 500)
    expect(await ask(START, { address })).toBe('valid')
    await setFailures('20021', 501)
    expect(await ask(START, { address })).toBe('unknown')
    expect(await ask(START)).toBe('valid')
    expect(await ask(START + HOUR, { address })).toBe('valid')
  })

  it('raises an alarm in the log with neither name, address nor code', async () => {
    const { fail, owner } = await newCase('20022')
    await setFailures('20022', limits.prefixDay.most)
    const logged = vi.spyOn(console, 'log').mockReturnValue()
    await fail(START)
    await fail(START)
    const lines = logged.mock.calls.map(([line]) => String(line))
    logged.mockRestore()
    const alarms = lines.filter((line) => line.includes('prefix_under_attack'))
    expect(alarms.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ event: 'alarm', school: '20022', cohort: 2026, counts: { failures: 501 } }),
    ])
    expect(lines.join()).not.toContain(foldName(owner.entry.name))
  })

  it('reads at most 20 rows even where every limit is looked at before the last one refuses', async () => {
    const { fail, report, owner } = await newCase('20023')
    const address = newAddress()
    await times(4, () => fail(START, { address }))
    await setFailures('20023', 501)
    const work = workOn(START)
    const asked = { kind: 'archive', name: owner.entry.name, code: report.code, address, via: 'api' } as const
    expect((await verify(work, asked)).answer.verdict).toBe('unknown')
    expect(work.meter.rows).toBeLessThanOrEqual(20)
    expect(work.meter.rows).toBeGreaterThan(15)
  })
})

describe('keeps nothing readable', () => {
  beforeAll(async () => {
    const { fail } = await newCase('20031')
    await fail(START, { name: '可读的名字', address: 'readable-address' })
  })
  it('of a name or an address in its counters', async () => {
    const db = workOn(START).shards.directory
    const [rows] = await read(db, [db.select().from(attempts)])
    expect(JSON.stringify(rows)).not.toMatch(/可读的名字|readable-address|20031/)
    expect(rows.length).toBeGreaterThan(0)
  })
})

import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { attempts, lookups } from '../../../db/schema/verification.ts'
import { type CounterName, countersOf } from '../../../functions/verification/decide-limits.ts'
import { verify } from '../../../functions/verification/verify.ts'
import { foldName } from '#model/roster/names.ts'
import type { Work } from '../../../functions/platform/work.ts'
import { type Graduate, runningMonth, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { earlyInAWindow } from '../../support/early-in-a-window.ts'
import { type Report, seedReport } from '../../support/report-fixtures.ts'
import { request } from '../../support/http.ts'
import { testApp } from '../../support/test-app.ts'

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

/** As if so many look-ups had failed. @param given whose counter it is */
const setFailures = async (
  name: CounterName,
  count: number,
  given: { address?: string; person?: { name: string; schoolCode: string; cohort: number } },
) => {
  const work = workOn(START)
  const counter = countersOf({ address: '', ...given }, START).find((each) => each.name === name)
  if (counter === undefined) throw new Error('no such counter')
  const { about, windowEndsAt } = counter
  const key = await work.secrets.index('attempt', about)
  const db = work.shards.directory
  await db
    .insert(attempts)
    .values({ key, count, windowEndsAt })
    .onConflictDoUpdate({ target: attempts.key, set: { count } })
}

const countersNow = () => workOn(START).shards.directory.select().from(attempts)
const ledgerOf = ({ entry }: Graduate) =>
  workOn(START).shards.directory.select().from(lookups).where(eq(lookups.rosterEntryId, entry.id))

describe('a name at a school in a cohort', () => {
  const most = 1000
  const nearly = async (schoolCode: string, count: number) => {
    const made = await newCase(schoolCode)
    const person = { name: made.owner.entry.nameFolded, schoolCode, cohort: 2026 }
    await setFailures('nameDay', count, { person })
    return made
  }

  it('is closed after 1,000 failures in a day and nothing shorter, from whatever address, until the next day', async () => {
    const { ask, fail } = await nearly('20001', most - 1)
    expect(await ask(START)).toBe('valid')
    expect(await fail(START)).toBe('unknown')
    expect(await ask(START)).toBe('limited')
    expect(await fail(START)).toBe('limited')
    expect(await ask(START + DAY - 1)).toBe('limited')
    expect(await ask(START + DAY)).toBe('valid')
  })

  it('counts the name as it is compared, however it is written', async () => {
    const spellings = ['买买提·依明', '买买提•依明', '买买提 ． 依明', ' 买买提·依 明', '买买提‧依明']
    const { ask, fail } = await nearly('20003', most - spellings.length)
    for (const name of spellings) expect(await fail(START, { name })).toBe('unknown')
    expect(await ask(START)).toBe('limited')
  })

  it('leaves other names, schools and cohorts open', async () => {
    const locked = await nearly('20004', most)
    const other = await newCase('20005')
    expect(await locked.ask(START)).toBe('limited')
    expect(await locked.ask(START, { name: '别人' })).toBe('unknown')
    expect(await other.ask(START)).toBe('valid')
    expect(await locked.ask(START, { code: '2520004ABCDEFGH' })).toBe('unknown')
  })

  it('does not close for the token of a printed report', async () => {
    const { ask, report } = await nearly('20006', most)
    const address = newAddress()
    await setFailures('addressDay', 200, { address })
    expect(await ask(START, { address })).toBe('limited')
    expect(await ask(START, { address, token: report.token })).toBe('valid')
  })

  it('tells a right pair and a wrong one the same by the same statements and rows, and reads no code', async () => {
    const { owner, report } = await nearly('20007', most)
    const told = async (given: { code?: string; kind?: 'hukou' }) => {
      const work = workOn(START)
      const asked = { kind: 'archive', name: owner.entry.name, code: report.code, ...given } as const
      const found = await verify(work, { ...asked, address: 'somewhere', via: 'api' })
      return { found, statements: work.meter.statements, calls: work.meter.calls }
    }
    const right = await told({})
    expect(right).toMatchObject({
      calls: 1,
      found: { answer: { verdict: 'limited', retryAt: '2026-11-24T02:00:00.000Z' }, retryAfter: 86_400 },
    })
    expect(await told({ code: '2620007ABCDEFGH' })).toEqual(right)
    expect(await told({ kind: 'hukou' })).toEqual(right)
  })

  it('enters nothing in the ledger while it is closed, and counts nothing', async () => {
    const { ask, fail, owner } = await nearly('20008', most)
    const before = await countersNow()
    await ask(START)
    await fail(START)
    await ask(START, { name: owner.entry.name, address: newAddress() })
    expect(await ledgerOf(owner)).toEqual([])
    expect(await countersNow()).toEqual(before)
  })
})

describe('an address', () => {
  it('is closed after 20 failures in ten minutes, whatever it asked for, and open again in the next', async () => {
    const { ask, fail } = await newCase('20011')
    const address = newAddress()
    await times(19, (index) =>
      fail(START, { address, name: `某${index}`, code: index % 2 === 0 ? '——' : undefined }),
    )
    expect(await ask(START, { address })).toBe('valid')
    expect(await fail(START, { address, name: '某' })).toBe('unknown')
    expect(await ask(START, { address })).toBe('limited')
    expect(await fail(START, { address, code: '——' })).toBe('limited')
    expect(await ask(START)).toBe('valid')
    expect(await ask(START + 600_000, { address })).toBe('valid')
  })

  it('is closed after 200 failures in a day', async () => {
    const { ask, fail } = await newCase('20012')
    const address = newAddress()
    await setFailures('addressDay', 199, { address })
    expect(await ask(START + 3 * HOUR, { address })).toBe('valid')
    expect(await fail(START, { address })).toBe('unknown')
    expect(await ask(START + 3 * HOUR, { address })).toBe('limited')
    expect(await ask(START + DAY, { address })).toBe('valid')
  })

  it('is told the end of the window that is last to end', async () => {
    const { owner, report } = await newCase('20014')
    const address = newAddress()
    await setFailures('addressDay', 200, { address })
    await setFailures('addressTenMinutes', 20, { address })
    const asked = { kind: 'archive', name: owner.entry.name, code: report.code, address, via: 'api' } as const
    expect(await verify(workOn(START + 1), asked)).toMatchObject({ retryAfter: 86_400 })
  })
})

describe('a school’s cohort', () => {
  const most = 500
  const prefix = (schoolCode: string) => ({ person: { name: '', schoolCode, cohort: 2026 } })

  it('never closes, but above 500 failures a day lowers the limit of an address to 3 an hour', async () => {
    const { ask, fail } = await newCase('20021')
    const address = newAddress()
    await times(4, (index) => fail(START, { address, name: `某${index}` }))
    await setFailures('prefixDay', most, prefix('20021'))
    expect(await ask(START, { address })).toBe('valid')
    await setFailures('prefixDay', most + 1, prefix('20021'))
    expect(await ask(START, { address })).toBe('limited')
    expect(await ask(START)).toBe('valid')
    expect(await ask(START + HOUR, { address })).toBe('valid')
  })

  it('is not the one of texts that are no code: they name no school', async () => {
    const { fail } = await newCase('20024')
    const before = (await countersNow()).length
    await fail(START, { code: '——', address: newAddress() })
    expect(await countersNow()).toHaveLength(before + 2)
  })

  it('raises an alarm in the log with neither name, address nor code', async () => {
    const { fail, owner } = await newCase('20022')
    await setFailures('prefixDay', most, prefix('20022'))
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
    await setFailures('prefixDay', most + 1, prefix('20023'))
    const work = workOn(START)
    const asked = { kind: 'archive', name: owner.entry.name, code: report.code, address, via: 'api' } as const
    expect((await verify(work, asked)).answer.verdict).toBe('limited')
    expect(work.meter.rows).toBeLessThanOrEqual(20)
    expect(work.meter.rows).toBeGreaterThan(10)
  })
})

describe('over HTTP', () => {
  let owner: Graduate
  let report: Report
  beforeAll(async () => {
    const setup = workAt(new Date().toISOString())
    await seedSchool(setup, { code: '20041', provinceCode: '11' })
    owner = await seedGraduate(setup, {
      schoolCode: '20041',
      examNumber: String((exam += 1)),
      idNumber: inventIdNumber(),
      graduationMonth: runningMonth(),
    })
    report = await seedReport(setup, owner)
  })

  const sent = (given: object, address: string) => ({
    json: { kind: 'archive', name: owner.entry.name, code: report.code, ...given },
    headers: { 'cf-connecting-ip': address },
  })
  const wrong = () => ({ code: `${report.code.slice(0, 7)}ABCDEFGH` })

  it('gives 200 guesses at once exactly 20 answers, then tells right and wrong pair the same, after a restart too', async () => {
    await earlyInAWindow()
    const address = '203.0.113.200'
    const guesses = Array.from({ length: 200 }, () => request('/api/verifications', sent(wrong(), address)))
    const answers = await Promise.all(guesses)
    const bodies = (await Promise.all(answers.map((each) => each.json()))) as { verdict: string }[]
    const statusOf = (verdict: string) =>
      answers.flatMap(({ status }, at) => (bodies[at]?.verdict === verdict ? [status] : []))
    expect(statusOf('unknown')).toEqual(Array.from({ length: 20 }, () => 200))
    expect(statusOf('limited')).toEqual(Array.from({ length: 180 }, () => 429))

    const seenBy = async (ask: typeof request, given: object) => {
      const answer = await ask('/api/verifications', sent(given, address))
      const wait = Number(answer.headers.get('retry-after'))
      const body = await answer.text()
      const { retryAt } = JSON.parse(body) as { retryAt: string }
      expect(Math.abs(Date.parse(retryAt) - Date.now() - 1000 * wait)).toBeLessThan(5000)
      const headers = [...answer.headers].filter(([name]) => name !== 'date' && name !== 'retry-after')
      return { status: answer.status, headers, body }
    }
    const restarted: typeof request = (path, sentAgain) =>
      testApp()(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...sentAgain?.headers },
        body: JSON.stringify(sentAgain?.json),
      })
    const right = await seenBy(request, {})
    expect(right.status).toBe(429)
    expect(right.headers).toContainEqual(['cache-control', 'no-store'])
    expect(await seenBy(request, wrong())).toEqual(right)
    expect(await seenBy(restarted, {})).toEqual(right)
    expect(await seenBy(restarted, wrong())).toEqual(right)
    expect(await ledgerOf(owner)).toEqual([])
    const elsewhere = await request('/api/verifications', sent({}, '203.0.113.201'))
    expect(await elsewhere.json()).toMatchObject({ verdict: 'valid' })
  }, 60_000)
})

describe('keeps nothing readable', () => {
  beforeAll(async () => {
    const { fail } = await newCase('20031')
    await fail(START, { name: '可读的名字', address: 'readable-address' })
  })
  it('of a name or an address in its counters', async () => {
    const rows = await countersNow()
    expect(JSON.stringify(rows)).not.toMatch(/可读的名字|readable-address|20031/)
    expect(rows.length).toBeGreaterThan(0)
  })
})

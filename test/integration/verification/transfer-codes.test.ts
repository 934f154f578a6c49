import { asc, eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { read, type Statement } from '../../../db/client.ts'
import { commit } from '../../../db/commit.ts'
import { voidVersion, writeVersions } from '../../../db/record-versions.ts'
import { rosterEntries } from '../../../db/schema/roster.ts'
import { attempts, lookups } from '../../../db/schema/verification.ts'
import { transferEnd } from '../../../db/transfer-lookups.ts'
import { transferEndsAt } from '#model/calendar/caps.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import { type OpenRecord, sealRecord } from '../../../functions/proof/record-contact.ts'
import { foldName } from '#model/roster/names.ts'
import { countersOf } from '../../../functions/verification/decide-limits.ts'
import { verify } from '../../../functions/verification/verify.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedDispatch, seedTransferCode } from '../../support/transfer-fixtures.ts'

const NOW = '2026-11-23T02:00:00Z'
const work = (at = NOW) => workAt(at, { kind: 'anonymous' })
let exam = 26_110_105_150_000
let callers = 0
const address = () => `transfer-${(callers += 1)}`

/** A graduate of a name nobody else has, so that no test runs into another's limits. */
async function newGraduate(given: Partial<Parameters<typeof seedGraduate>[1]> = {}) {
  const graduate = await seedGraduate(work(), {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
    name: `陈诚${exam}`,
    ...given,
  })
  return { ...graduate, code: await seedTransferCode(work(), graduate) }
}
type Coded = Graduate & { code: string }

const ask = (
  name: string,
  code: string,
  given: { kind?: 'archive' | 'hukou'; at?: string; address?: string } = {},
) =>
  verify(work(given.at), {
    kind: given.kind ?? 'archive',
    name,
    code,
    via: 'api',
    address: given.address ?? address(),
  }).then((found) => found.answer)

const ledger = async ({ entry }: Graduate) => {
  const db = work().shards.directory
  const [rows] = await read(db, [
    db.select().from(lookups).where(eq(lookups.rosterEntryId, entry.id)).orderBy(asc(lookups.seq)),
  ])
  return rows
}

async function change(...seeded: Statement[]) {
  const db = work().shards.directory
  const done = await commit(work(), db, { audit: { none: 'counter' }, statements: { seeded } })
  if (!done.done) throw new Error('nothing was changed')
}

/** The next version of a record, as any door writes it. */
async function nextVersion(graduate: Graduate, to: Partial<OpenRecord>) {
  const { record } = graduate
  if (record === undefined) throw new Error('no record to replace')
  const next = { ...record, id: newId(), version: record.version + 1, ...to }
  await change(
    ...writeVersions(work().shards.directory, {
      replaced: [record.id],
      next: [await sealRecord(work(), next)],
      issued: [],
      printed: [graduate.entry.id],
      unprinted: [],
      provinceCode: '11',
      now: Date.parse(NOW),
    }),
  )
  return next
}

const voidRecord = (graduate: Graduate) =>
  change(
    ...voidVersion(work().shards.directory, {
      recordId: graduate.record?.id ?? '',
      rosterEntryId: graduate.entry.id,
      provinceCode: '11',
      now: Date.parse(NOW),
    }),
  )

const setEntry = (graduate: Graduate, to: Partial<typeof rosterEntries.$inferSelect>) => {
  const db = work().shards.directory
  return change(db.update(rosterEntries).set(to).where(eq(rosterEntries.id, graduate.entry.id)))
}

let graduate: Coded
beforeAll(async () => {
  await seedSchool(work(), { code: '10001', provinceCode: '11' })
  graduate = await newGraduate({ name: '阿依古丽·麦麦提' })
})

describe('answers unknown, and nothing else,', () => {
  const bad: [string, () => Promise<unknown>][] = [
    ['to a transfer code nobody issued', () => ask('陈诚四', 'Z2610001ABCDEFGH')],
    ['to a wrong name', () => ask('阿依古丽', graduate.code)],
    ['to no name', () => ask('', graduate.code)],
    ['on the hukou page', () => ask(graduate.entry.name, graduate.code, { kind: 'hukou' })],
    ['to the code without its Z', () => ask(graduate.entry.name, graduate.code.slice(1))],
    [
      "to the code under another school's number",
      () => ask(graduate.entry.name, graduate.code.replace('10001', '10002')),
    ],
    ['to one more symbol', () => ask(graduate.entry.name, `${graduate.code}A`)],
    [
      'to a token in the API',
      async () => (await verify(work(), { token: graduate.code, via: 'api', address: address() })).answer,
    ],
  ]
  it.each(bad)('%s', async (_, asked) => {
    expect(await asked()).toEqual({ verdict: 'unknown' })
  })
})

it('answers a right name and code with the record as it stands, its date, state, time and receipt', async () => {
  await seedDispatch(work(), graduate)
  expect(await ask(graduate.entry.name, graduate.code)).toEqual({
    verdict: 'valid',
    kind: 'archive',
    codeKind: 'transfer',
    validUntil: '2027-03-31T16:00:00.000Z',
    checkedAt: '2026-11-23T02:00:00.000Z',
    receipt: expect.stringMatching(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$/),
    asOf: '2026-11-23T02:00:00.000Z',
    report: {
      kind: 'archive',
      basicInfo: {
        name: '阿依古丽·麦麦提',
        sex: '男',
        schoolName: '北京大学',
        graduationMonth: '202606',
        programmeLength: '4',
        major: '哲学类',
        level: '本科',
        originRegion: '北京市海淀区',
      },
      destination: {
        category: '签就业协议形式就业',
        unitName: '北京云帆咨询服务有限公司',
        unitRegion: '北京市西城区',
      },
      archive: {
        transferType: '托管单位接收',
        unitName: '北京市海淀区人力资源公共服务中心',
        unitRegion: '北京市海淀区',
        postcode: '100195',
        contact: '档案科',
        phone: '010-80000001',
      },
    },
  })
})

it('has no archive block where none is registered', async () => {
  const bare = await newGraduate({ record: { archiveTransferType: '' } })
  const answer = await ask(bare.entry.name, bare.code)
  expect(answer).toMatchObject({ verdict: 'valid', report: { destination: { unitRegion: '北京市西城区' } } })
  expect(JSON.stringify(answer)).not.toContain('"archive":')
})

it('takes code and name as people type them, and the address of a scanned 去向登记信息表', async () => {
  const { code } = graduate
  const spaced = ` ${code.slice(0, 3).toLowerCase()} ${code.slice(3, 8)}－${code.slice(8).toLowerCase()} `
  for (const typed of [spaced, `https://example.cn/v#${code}`, ` http://127.0.0.1:8787/v#${code}\n`])
    for (const name of ['阿依古丽•麦麦提', ' 阿依古丽 ． 麦麦提 '])
      expect(await ask(name, typed)).toMatchObject({ verdict: 'valid' })
})

describe('ends on 31 March of the year after graduation, decided at read time', () => {
  const table = [
    ['202306', '2024-03-31T16:00:00Z'],
    ['202210', '2023-03-31T16:00:00Z'],
    ['202312', '2024-03-31T16:00:00Z'],
    ['202401', '2025-03-31T16:00:00Z'],
  ] as const
  it.each(table)('%s', async (graduationMonth, ends) => {
    const owner = await newGraduate({ graduationMonth })
    const lastMoment = new Date(Date.parse(ends) - 1).toISOString()
    expect(await ask(owner.entry.name, owner.code, { at: lastMoment })).toMatchObject({
      verdict: 'valid',
      validUntil: new Date(ends).toISOString(),
    })
    const after = await ask(owner.entry.name, owner.code, { at: ends })
    expect(after).toMatchObject({ verdict: 'expired', codeKind: 'transfer' })
    expect(Object.keys(after).toSorted()).toEqual(
      ['checkedAt', 'codeKind', 'kind', 'receipt', 'validUntil', 'verdict'].toSorted(),
    )
    expect(await ask('别人', owner.code, { at: ends })).toEqual({ verdict: 'unknown' })
  })

  it('by the same instant as the rule, for every month of 150 years', async () => {
    const months = Array.from({ length: 150 * 12 }, (_, index) =>
      String((1950 + Math.floor(index / 12)) * 100 + (index % 12) + 1),
    )
    const db = work().shards.directory
    const [rows] = await read(db, [
      db
        .select({
          month: sql<string>`m.value`.as('month'),
          end: sql<number>`${transferEnd(sql`m.value`)}`.as('end'),
        })
        .from(sql`json_each(${JSON.stringify(months)}) m`),
    ])
    expect(rows).toHaveLength(months.length)
    expect(rows.filter(({ month, end }) => transferEndsAt(month) !== end)).toEqual([])
  })
})

describe('follows what it names', () => {
  it('shows the new facts under the same code when the record is replaced', async () => {
    const owner = await newGraduate()
    await nextVersion(owner, {
      archiveUnitName: '广州市人才服务中心',
      reportedAt: Date.parse('2026-10-01T00:00:00Z'),
    })
    expect(await ask(owner.entry.name, owner.code)).toMatchObject({
      verdict: 'valid',
      asOf: '2026-10-01T00:00:00.000Z',
      report: { archive: { unitName: '广州市人才服务中心' } },
    })
  })

  it('knows the corrected name and no longer the old one', async () => {
    const owner = await newGraduate()
    const name = `${owner.entry.name}·新`
    await setEntry(owner, { name, nameFolded: foldName(name) })
    expect(await ask(owner.entry.name, owner.code)).toEqual({ verdict: 'unknown' })
    expect(await ask(name, owner.code)).toMatchObject({ verdict: 'valid', report: { basicInfo: { name } } })
  })

  it('is revoked while the record is voided, and good again under the next', async () => {
    const owner = await newGraduate()
    await voidRecord(owner)
    const revoked = await ask(owner.entry.name, owner.code)
    expect(revoked).toMatchObject({ verdict: 'revoked', codeKind: 'transfer' })
    expect('report' in revoked).toBe(false)
    expect(await ask('别人', owner.code)).toEqual({ verdict: 'unknown' })
    const db = work().shards.directory
    await change(
      ...writeVersions(db, {
        replaced: [],
        next: [await sealRecord(work(), { ...(owner.record as OpenRecord), id: newId(), version: 2 })],
        issued: [],
        printed: [owner.entry.id],
        unprinted: [],
        provinceCode: '11',
        now: Date.parse(NOW),
      }),
    )
    expect(await ask(owner.entry.name, owner.code)).toMatchObject({ verdict: 'valid' })
  })

  it.each(['3', '4', '5', '6'])('is revoked while 毕业结论 %s holds the entry', async (completionCode) => {
    const owner = await newGraduate({ completionCode })
    expect(await ask(owner.entry.name, owner.code)).toMatchObject({ verdict: 'revoked' })
    await setEntry(owner, { completionCode: '1' })
    expect(await ask(owner.entry.name, owner.code)).toMatchObject({ verdict: 'valid' })
  })

  it.each(['', '1', '2'])('is valid with 毕业结论 "%s"', async (completionCode) => {
    const owner = await newGraduate({ completionCode })
    expect(await ask(owner.entry.name, owner.code)).toMatchObject({ verdict: 'valid' })
  })
})

it('passes under the same limits as a 核验编号', async () => {
  const owner = await newGraduate()
  const desk = address()
  for (let times = 0; times < 20; times += 1)
    await ask(`某${times}`, times % 2 === 0 ? owner.code : 'Z2610001ABCDEFGH', { address: desk })
  const limited = { verdict: 'limited', retryAt: expect.any(String) }
  expect(await ask(owner.entry.name, owner.code, { address: desk })).toEqual(limited)
  expect(await ask(owner.entry.name, 'Z2610001ABCDEFGH', { address: desk })).toEqual(limited)
  expect(await ask(owner.entry.name, owner.code)).toMatchObject({ verdict: 'valid' })
  expect(await ledger(owner)).toHaveLength(11)
})

it('enters every look-up of an existing code in the ledger with the version shown, and no other', async () => {
  const owner = await newGraduate()
  await ask(owner.entry.name, owner.code)
  await ask('别人', owner.code)
  await ask(owner.entry.name, owner.code, { kind: 'hukou' })
  await ask(owner.entry.name, 'Z2610001ABCDEFGH')
  const next = await nextVersion(owner, { unitName: '另一单位' })
  await ask(owner.entry.name, owner.code)
  await voidRecord({ ...owner, record: next })
  await ask(owner.entry.name, owner.code)
  const until = Date.parse('2027-03-31T16:00:00Z')
  const rows = await ledger(owner)
  expect(rows).toMatchObject([
    { answered: true, recordId: owner.record?.id, endedAt: null },
    { answered: false, recordId: owner.record?.id },
    { answered: false, recordId: owner.record?.id },
    { answered: true, recordId: next.id },
    { answered: true, recordId: null, endedAt: Date.parse(NOW) },
  ])
  for (const row of rows)
    expect(row).toMatchObject({
      codeKind: 'transfer',
      reportId: '',
      kind: 'archive',
      via: 'api',
      validUntil: until,
    })
})

/** Rows each statement of one look-up read. */
async function rowsRead(from: string, name: string, code: string) {
  const here = work()
  await verify(here, { kind: 'archive', name, code, via: 'api', address: from })
  expect(here.meter.calls).toBe(1)
  return here.meter.statements.map((statement) => statement.rows)
}

async function rowsOfEachCase() {
  const owner = await newGraduate()
  await seedDispatch(work(), owner)
  const gone = await newGraduate()
  await voidRecord(gone)
  const desk = address()
  // fills every counter first, so that the rows are the most such a look-up can read
  for (const code of ['Z2610001ABCDEFGH', '-']) await rowsRead(desk, owner.entry.name, code)
  return {
    valid: await rowsRead(desk, owner.entry.name, owner.code),
    wrongName: await rowsRead(desk, '别人', owner.code),
    noSuchCode: await rowsRead(desk, owner.entry.name, 'Z2610001ABCDEFGH'),
    voided: await rowsRead(desk, gone.entry.name, gone.code),
  }
}

it('reads at most 20 rows, the same with 100,000 records', async () => {
  await rowsOfEachCase()
  const few = await rowsOfEachCase()
  const db = work().shards.directory
  const now = Date.parse(NOW)
  const n =
    '(with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000) select i from n)'
  await db.batch([
    db.run(`insert into records select 'r' || i, 'e' || i, 1, 'national', 1, '10', '', '', '', '', '', '', '', '', '',
      '', '', '', '', '', '', '', '', '', '', '', 1, null, 'school_upload', null from ${n}`),
    db.run(`insert into transfer_codes select 'h' || i, '', 'e' || i, '10001', 2026, 1 from ${n}`),
    db.run(`insert into dispatches (id, roster_entry_id, school_code, cohort, method, tracking_number, sent_on,
      recorded_at, updated_at) select 'd' || i, 'e' || i, '10001', 2026, 'ems', '', '', 1, 1 from ${n}`),
    db.run(`insert into dispatch_answers (id, dispatch_id, outcome, given_as, at)
      select 'a' || i, 'd' || i, 'received', 'claim', 1 from ${n}`),
    db.run(`insert into lookups (receipt, report_id, roster_entry_id, kind, via, at, answered, valid_until, code_kind,
      record_id) select 'l' || i, '', 'e' || i, 'archive', 'api', 1, 1, ${now}, 'transfer', 'r' || i from ${n}`),
    db.run(`insert into attempts select 'a' || i, 1, ${now} from ${n}`),
  ] as never)
  const many = await rowsOfEachCase()
  expect(many).toEqual(few)
  for (const rows of Object.values(many))
    expect(rows.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(20)
}, 60_000)

it('reads the same rows for a right code and a wrong one where the last limit is closed, and none of a code', async () => {
  await seedSchool(work(), { code: '20024', provinceCode: '11' })
  const owner = await newGraduate({ schoolCode: '20024' })
  const here = work()
  const from = address()
  const person = { name: owner.entry.nameFolded, schoolCode: '20024', cohort: 2026 }
  const counts = { prefixDay: 501, addressPrefixHour: 3 } as Record<string, number>
  for (const { name, about, windowEndsAt } of countersOf({ address: from, person }, here.machineNow)) {
    const key = await here.secrets.index('attempt', about)
    const db = here.shards.directory
    await change(db.insert(attempts).values({ key, count: counts[name] ?? 1, windowEndsAt }))
  }
  const rows = async (code: string) => {
    const metered = { ...work(), machineNow: here.machineNow }
    const asking = { kind: 'archive', name: owner.entry.name, code, via: 'api' } as const
    expect((await verify(metered, { ...asking, address: from })).answer.verdict).toBe('limited')
    return metered.meter.statements.map((statement) => statement.rows)
  }
  const right = await rows(owner.code)
  expect(right).toEqual(await rows('Z2620024ABCDEFGH'))
  expect(right[1]).toBe(0)
  expect(right.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(20)
})

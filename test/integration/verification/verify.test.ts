import { asc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { read } from '../../../db/client.ts'
import { reports } from '../../../db/schema/authorizations.ts'
import { lookups } from '../../../db/schema/verification.ts'
import { digestOf } from '../../../functions/proof/token.ts'
import { verify } from '../../../functions/verification/verify.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { type Report, sealAsItStands, seedReport } from '../../support/report-fixtures.ts'

const NOW = '2026-11-23T02:00:00Z'
const work = () => workAt(NOW, { kind: 'anonymous' })
let graduate: Graduate
let archive: Report
let hukou: Report
let exam = 26_110_101_150_000
let callers = 0
const address = () => `address-${(callers += 1)}`

/** A graduate of a name nobody else has, so that no test runs into another's limits. */
const newGraduate = (given: Partial<Parameters<typeof seedGraduate>[1]> = {}) =>
  seedGraduate(work(), {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
    name: `陈诚${exam}`,
    record: null,
    ...given,
  })

const byCode = (name: string, code: string, kind: 'archive' | 'hukou' = 'archive', at = NOW) =>
  verify(workAt(at, { kind: 'anonymous' }), { kind, name, code, via: 'api', address: address() }).then(
    (found) => found.answer,
  )
const byToken = (token: string) =>
  verify(work(), { token, via: 'api', address: address() }).then((found) => found.answer)

const ledger = async (reportOwner: Graduate) =>
  (
    await read(work().shards.directory, [
      work()
        .shards.directory.select()
        .from(lookups)
        .where(eq(lookups.rosterEntryId, reportOwner.entry.id))
        .orderBy(asc(lookups.seq)),
    ])
  )[0]

beforeAll(async () => {
  await seedSchool(work(), { code: '10001', provinceCode: '11' })
  graduate = await newGraduate({ name: '阿依古丽·麦麦提' })
  archive = await seedReport(work(), graduate)
  hukou = await seedReport(work(), graduate, { kind: 'hukou' })
})

it.each([
  ['radicals of a printed page’s text', '方文石', '⽅⽂⽯'],
  ['a radical that is none of Kangxi’s', '龙在野', '⻰在野'],
  ['marks that copying adds', '许\u{4dae}', '\u200e许\u2060\u{4dae}\u200b'],
  ['a private-use code point', '陈\u{4dae}', '陈\ue863'],
  ['another dot', '迪丽热巴·买买提', '迪丽热巴.买买提'],
  ['its label', '郑所南', '姓名：郑所南'],
])('knows a name by %s', async (_, name, typed) => {
  const report = await seedReport(work(), await newGraduate({ name }))
  expect(await byCode(typed, `核验编号：\u200b${report.code}`)).toMatchObject({ verdict: 'valid' })
})

describe('answers unknown, and nothing else,', () => {
  const bad: [string, () => Promise<unknown>][] = [
    ['to a code that was never issued', () => byCode('陈诚一', '2610001ABCDEFGH')],
    ['to a wrong name', () => byCode('阿依古丽', archive.code)],
    ['to the other kind', () => byCode(graduate.entry.name, archive.code, 'hukou')],
    ['to an archive look-up of a hukou code', () => byCode(graduate.entry.name, hukou.code)],
    ['to a text that is no code', () => byCode('陈诚二', '——')],
    ['to a long text', () => byCode('陈诚三', 'Z'.repeat(1000))],
    ['to a transfer code nobody issued', () => byCode('陈诚四', 'Z2610001ABCDEFGH')],
    ['to half of a surrogate pair and a NUL in the name', () => byCode('\ud800陈\u0000', archive.code)],
    ['to SQL', () => byCode("' or 1=1 --", "' or 1=1 --")],
    [
      'to a token with one changed character',
      () => byToken(archive.token.replace(/.$/, 'A').replace(/A$/, 'B')),
    ],
    ['to a text that is no token', () => byToken('token')],
    [
      'to a token beside a wrong name',
      () =>
        verify(work(), { name: '李四', code: archive.token, via: 'page', address: 'a' }).then(
          (f) => f.answer,
        ),
    ],
  ]
  it.each(bad)('%s', async (_, ask) => {
    expect(await ask()).toEqual({ verdict: 'unknown' })
  })
})

it('answers a right name and code with the frozen content, state, time and receipt', async () => {
  expect(await byCode(graduate.entry.name, archive.code)).toEqual({
    verdict: 'valid',
    kind: 'archive',
    codeKind: 'verification',
    validUntil: '2026-12-31T16:00:00.000Z',
    checkedAt: '2026-11-23T02:00:00.000Z',
    receipt: expect.stringMatching(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$/),
    report: JSON.parse(archive.content) as unknown,
  })
  const found = await byCode(graduate.entry.name, hukou.code, 'hukou')
  expect(found).toMatchObject({ report: { kind: 'hukou', destination: { category: '签就业协议形式就业' } } })
  expect(JSON.stringify(found)).not.toContain('云帆')
})

it('takes a code and a name as people type them', async () => {
  const spaced = ` ${archive.code.slice(0, 2)} ${archive.code.slice(2, 7)}-${archive.code.slice(7).toLowerCase()} `
  for (const name of ['阿依古丽•麦麦提', ' 阿依古丽 ． 麦麦提 '])
    expect(await byCode(name, spaced)).toMatchObject({ verdict: 'valid' })
})

it('releases only what the allowlist names, whatever the frozen content holds', async () => {
  const owner = await newGraduate()
  const report = await seedReport(work(), owner)
  const content = JSON.parse(report.content) as { basicInfo: Record<string, string> }
  content.basicInfo['idNumber'] = '110101200401010019'
  const text = JSON.stringify({ ...content, phone: '13900000000' })
  const db = work().shards.directory
  await db.batch([
    db
      .update(reports)
      .set({ content: text, digest: await digestOf(text) })
      .where(eq(reports.id, report.reportId)),
  ])
  await sealAsItStands(work(), report.reportId)
  const found = JSON.stringify(await byCode(owner.entry.name, report.code))
  expect(found).toContain('valid')
  expect(found).not.toMatch(/110101200401010019|13900000000/)
})

describe('tells whoever gave the right name and code', () => {
  const gone: [string, Parameters<typeof seedReport>[2], string][] = [
    ['that the day has passed', { validUntil: Date.parse('2026-11-23T02:00:00Z') }, 'expired'],
    [
      'that it holds until the last millisecond',
      { validUntil: Date.parse('2026-11-23T02:00:00.001Z') },
      'valid',
    ],
    ['that it was ended', { endedAt: 5, endedBecause: 'graduate' }, 'revoked'],
    ['that it was frozen', { endedAt: 5, endedBecause: 'frozen' }, 'revoked'],
    [
      'that the information has changed since',
      { supersededAt: 5, supersededBecause: 'record' },
      'superseded',
    ],
  ]
  it.each(gone)('%s', async (_, given, verdict) => {
    const owner = await newGraduate()
    const report = await seedReport(work(), owner, given)
    const typed = await byCode(owner.entry.name, report.code)
    const scanned = await byToken(report.token)
    for (const answer of [typed, scanned]) {
      expect(answer).toMatchObject({ verdict, kind: 'archive', receipt: expect.any(String) })
      expect('report' in answer).toBe(verdict === 'valid')
    }
    expect(await byCode('别人', report.code)).toEqual({ verdict: 'unknown' })
  })
})

describe('ends service by the graduation month, decided at read time', () => {
  // security.md, expiry table: the first instant that is no longer valid
  const table = [
    ['202306', '2023-12-31T16:00:00Z'],
    ['202308', '2024-02-29T16:00:00Z'],
    ['202208', '2023-02-28T16:00:00Z'],
    ['202210', '2023-04-30T16:00:00Z'],
    ['202312', '2024-06-30T16:00:00Z'],
  ] as const
  it.each(table)('%s', async (graduationMonth, ends) => {
    const owner = await newGraduate({ graduationMonth })
    // a code that wrongly claims to hold longer than the cap
    const report = await seedReport(work(), owner, { validUntil: Date.parse('2099-01-01T00:00:00Z') })
    const lastMoment = new Date(Date.parse(ends) - 1).toISOString()
    expect(await byCode(owner.entry.name, report.code, 'archive', lastMoment)).toMatchObject({
      verdict: 'valid',
      validUntil: new Date(ends).toISOString(),
    })
    expect(await byCode(owner.entry.name, report.code, 'archive', ends)).toMatchObject({ verdict: 'expired' })
  })
})

describe('by the token of a printed report', () => {
  it('needs no name, and the token decides the kind', async () => {
    expect(await byToken(hukou.token)).toMatchObject({ verdict: 'valid', report: { kind: 'hukou' } })
  })

  it.each(['archive', 'hukou'] as const)(
    'takes what a scanner gun types into the box of its own page: %s',
    async (kind) => {
      const { token } = kind === 'archive' ? archive : hukou
      for (const code of [token, `http://127.0.0.1:8787/v#${token}`, ` ${token}\n`])
        expect(
          (await verify(work(), { kind, name: '', code, via: 'page', address: address() })).answer,
        ).toMatchObject({ verdict: 'valid', kind })
    },
  )

  it.each([
    ["content = replace(content, '北京云帆', '另一单位')", 'unverifiable'],
    // another digest than the token's makes it another report's token
    ["digest = 'x'", 'unknown'],
  ])(
    'is told as what it is, and never valid, when the database was altered by %s',
    async (change, scanned) => {
      const owner = await newGraduate()
      const report = await seedReport(work(), owner)
      const db = work().shards.directory
      await db.batch([db.run(`update reports set ${change} where id = '${report.reportId}'`)] as never)
      const logged = vi.spyOn(console, 'log').mockReturnValue()
      expect((await byToken(report.token)).verdict).toBe(scanned)
      expect((await byCode(owner.entry.name, report.code)).verdict).toBe('unverifiable')
      expect(logged.mock.calls.join()).toContain('seal_broken')
      expect(logged.mock.calls.join()).toContain(report.reportId)
      logged.mockRestore()
    },
  )

  it('asks no database about a forged token', async () => {
    const here = work()
    await verify(here, { token: `${archive.token.slice(0, -2)}xx`, via: 'api', address: 'a' })
    expect(here.meter.calls).toBe(0)
  })
})

it('enters every look-up of an existing code in the ledger, answered or not, and no other', async () => {
  const owner = await newGraduate()
  const report = await seedReport(work(), owner)
  await byCode(owner.entry.name, report.code)
  await byCode('别人', report.code)
  await byCode(owner.entry.name, report.code, 'hukou')
  await byCode(owner.entry.name, '2610001ABCDEFGH')
  await byToken(report.token)
  expect(
    (await ledger(owner)).map(({ via, answered, kind, at, validUntil }) => [
      via,
      answered,
      kind,
      at,
      validUntil,
    ]),
  ).toEqual([
    ['api', true, 'archive', Date.parse(NOW), report.validUntil],
    ['api', false, 'archive', Date.parse(NOW), report.validUntil],
    ['api', false, 'archive', Date.parse(NOW), report.validUntil],
    ['token', true, 'archive', Date.parse(NOW), report.validUntil],
  ])
})

/** Rows each statement of one look-up read. */
async function rowsRead(from: string, name: string, code: string, token?: string) {
  const here = work()
  const asked = token === undefined ? { kind: 'archive' as const, name, code } : { token }
  await verify(here, { ...asked, via: 'api', address: from })
  expect(here.meter.calls).toBe(1)
  return here.meter.statements.map((statement) => statement.rows)
}

async function rowsOfEachCase() {
  const owner = await newGraduate()
  const report = await seedReport(work(), owner)
  const ended = await newGraduate()
  const over = { endedAt: 5, endedBecause: 'graduate' } as const
  const desk = address()
  // fills every counter first, so that the rows are the most such a look-up can read
  for (const code of ['2610001ABCDEFGH', '-']) await rowsRead(desk, owner.entry.name, code)
  return {
    valid: await rowsRead(desk, owner.entry.name, report.code),
    wrongName: await rowsRead(desk, '别人', report.code),
    noSuchCode: await rowsRead(desk, owner.entry.name, '2610001ABCDEFGH'),
    malformed: await rowsRead(desk, owner.entry.name, '-'),
    token: await rowsRead(desk, '', '', report.token),
    ended: await rowsRead(desk, ended.entry.name, (await seedReport(work(), ended, over)).code),
  }
}

it('reads one code and its report twice, and at most 20 rows, the same with 100,000 records', async () => {
  await rowsOfEachCase()
  const few = await rowsOfEachCase()
  // Of a token there is no row yet. The ledger insert reads 2 rows of sqlite_sequence and the row it wrote, so 5 leaves
  // one code and one report; the answer then finds the newest row, and reads it, the report and, for its seal, the code: 4
  // of codes, reports and records. Its one counter is new too.
  expect(few.token).toEqual([0, 5, 4, 1, 0])
  expect(few.ended[1]).toBe(few.valid[1])
  // the counters that could close the form come first
  expect(few.noSuchCode.slice(0, 2)).toEqual([6, 0])
  const db = work().shards.directory
  const now = Date.parse(NOW)
  const n =
    '(with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000) select i from n)'
  await db.batch([
    db.run(`insert into records select 'r' || i, 'e' || i, 1, 'national', 1, '10', '', '', '', '', '', '', '', '', '',
      '', '', '', '', '', '', '', '', '', '', '', 1, null, 'school_upload', null from ${n}`),
    db.run(`insert into reports select 'p' || i, 'e' || i, 'archive', 'r' || i, 'n' || i, '{}', 'd' || i, ${now},
      i + 1000000, 1, null
      from ${n}`),
    db.run(`insert into codes (hmac, cipher, report_id, roster_entry_id, kind, valid_until, issued_at)
      select 'h' || i, '', 'p' || i, 'e' || i, 'archive', ${now} + i, 1 from ${n}`),
    db.run(`insert into lookups (receipt, report_id, roster_entry_id, kind, via, at, answered, valid_until, code_kind,
      record_id) select 'l' || i, 'p' || i, 'e' || i, 'archive', 'api', 1, 1, ${now}, 'verification', null from ${n}`),
    db.run(`insert into attempts select 'a' || i, 1, ${now} from ${n}`),
  ] as never)
  const many = await rowsOfEachCase()
  expect(many).toEqual(few)
  for (const rows of Object.values(many))
    expect(rows.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(20)
}, 60_000)

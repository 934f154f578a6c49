import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { endAuthorization } from '../../../functions/authorizations/end-authorization.ts'
import { resumeAuthorization } from '../../../functions/authorizations/resume-authorization.ts'
import { checkChain } from '../../../functions/ledger/check-chain.ts'
import { acting, authorized } from '../../support/authorized.ts'
import { chainFields, lifeFields, readLedgerFile } from '#model/ledger/chain.ts'
import { readCsv } from '../../../functions/sheets/read-csv.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { origin, request } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { enterRows, ledgerOf, lookupRow, recompute, valuesOf } from '../../support/ledger-fixtures.ts'

const setup = workAt()
let mine: Graduate
let other: Graduate
let exam = 26_110_109_150_000

const newGraduate = () =>
  seedGraduate(setup, {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
    record: null,
  })

beforeAll(async () => {
  await seedSchool(setup, { code: '10001', provinceCode: '11' })
  mine = await newGraduate()
  other = await newGraduate()
  const id = mine.entry.id
  await enterRows(setup, [
    lookupRow(id, 'a-1', { department: '=HYPERLINK("http://evil")', departmentId: 'd', origin: '' }),
    lookupRow(id, 'a-2', { origin: '广东省', via: 'token' }),
    lookupRow(id, 'a-3', { answered: false, origin: '' }),
    lookupRow(other.entry.id, 'b-1'),
  ])
})

const exported = async (of: Graduate, as: 'json' | 'csv' = 'json') => {
  const answer = await request(`/api/graduate/lookups/export?as=${as}`, { graduate: of.cookie })
  return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) }
}
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

describe('as JSON', () => {
  it('holds every row with its hash, what a stranger needs, and nobody else’s', async () => {
    const { answer, bytes } = await exported(mine)
    expect(answer.headers.get('content-disposition')).toContain('attachment; filename="lookups.json"')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const file = readLedgerFile(textOf(bytes))
    const rows = await ledgerOf(setup, mine.entry.id)
    expect(file).toMatchObject({
      rule: 'quxiang-lookups-1',
      documentation: `${origin}/help/lookup-ledger/`,
      entry: mine.entry.id,
      fields: chainFields,
      count: 3,
    })
    expect(file?.rows.map((row) => row.values)).toEqual(rows.map(valuesOf))
    expect(file?.rows.map((row) => row.hash)).toEqual(
      recompute(mine.entry.id, file?.rows.map((row) => row.values) ?? []),
    )
    expect(file?.head).toBe(file?.rows.at(-1)?.hash)
    expect((await checkChain(workAt(undefined, mine.actor), file?.head)).noted).toBe(3)
  })

  it('is whole also where nobody has looked anything up, and over several pages', async () => {
    const empty = await newGraduate()
    const none = readLedgerFile(textOf((await exported(empty)).bytes))
    expect(none).toMatchObject({ count: 0, rows: [] })
    expect((await checkChain(workAt(undefined, empty.actor), none?.head)).noted).toBe(0)
    const db = setup.shards.directory
    await db.run(sql`insert into lookups (receipt, roster_entry_id, report_id, kind, via, at, answered, valid_until)
        select 'p' || i, ${empty.entry.id}, 'report', 'archive', 'page', i, 1, 1
        from (with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000) select i from n)`)
    const file = readLedgerFile(textOf((await exported(empty)).bytes))
    expect(file?.rows).toHaveLength(1000)
    expect(file?.rows.map((row) => row.hash)).toEqual(
      recompute(empty.entry.id, file?.rows.map((row) => row.values) ?? []),
    )
  })
})

describe('of a graduate with a code', () => {
  it('holds what became of it too, in one chain, in both forms', async () => {
    const { person, authorizationId, reportId } = await authorized(26_110_109_160_000)
    await endAuthorization(acting(person), authorizationId)
    await resumeAuthorization(acting(person, 1000), authorizationId)
    const file = readLedgerFile(textOf((await exported(person)).bytes))
    expect(file).toMatchObject({ fields: chainFields, codeFields: lifeFields, count: 3 })
    expect(file?.rows.map(({ values }) => [values[0], values[1], values[4], values[5], values[7]])).toEqual([
      [1, 'issued', reportId, 1, null],
      [2, 'ended', reportId, 1, 'graduate'],
      [3, 'resumed', reportId, 2, null],
    ])
    expect(file?.rows.map((row) => row.hash)).toEqual(
      recompute(person.entry.id, file?.rows.map((row) => row.values) ?? []),
    )
    const { bytes } = await exported(person, 'csv')
    const [titles = [], ...lines] = readCsv(bytes).rows.map((row) => row.cells)
    const told = lines.map((line) => line[titles.indexOf('事项')])
    expect(told[0]).toMatch(/^核验编号生效，有效期至 \d{4}-\d\d-\d\d 23:59:59$/)
    expect(told[1]).toBe('本人停止核验')
    expect(told[2]).toMatch(/^本人撤回停止，有效期至 /)
    expect(lines.map((line) => line[titles.indexOf('结果')])).toEqual(['', '', ''])
  })
})

describe('as CSV', () => {
  it('reads as a table, with no cell a spreadsheet takes for a formula', async () => {
    const { answer, bytes } = await exported(mine, 'csv')
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const [titles = [], ...lines] = readCsv(bytes).rows.map((row) => row.cells)
    expect(titles.slice(0, 3)).toEqual(['序号', '时间', '事项'])
    const of = (title: string) => lines.map((line) => line[titles.indexOf(title)])
    expect(of('回执')).toEqual(['a-1', 'a-2', 'a-3'])
    expect(of('结果')).toEqual(['核验有效', '核验有效', '未查到'])
    expect(of('来源')).toEqual(['', '广东省', '来源未知'])
    expect(of('查询部门')[0]).toBe(`'=HYPERLINK("http://evil")`)
    expect(of('校验值')).toEqual((await ledgerOf(setup, mine.entry.id)).map((row) => row.chainHash))
  })
})

it.each(['xml', '', 'json&as=csv'])('refuses a form of %j', async (as) => {
  const answer = await request(`/api/graduate/lookups/export?as=${as}`, { graduate: mine.cookie })
  expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'request.malformed' }])
})

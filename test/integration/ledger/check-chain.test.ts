import { eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lookups } from '../../../db/schema/verification.ts'
import { checkChain } from '../../../functions/ledger/check-chain.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { enterRows, ledgerOf, lookupRow, recompute, valuesOf } from '../../support/ledger-fixtures.ts'

const setup = workAt()
const db = () => workAt().shards.directory
let exam = 26_110_108_150_000
let mine: Graduate
let other: Graduate

const newGraduate = () =>
  seedGraduate(setup, {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
    record: null,
  })

const check = (noted?: string, of = mine) => checkChain(workAt(undefined, of.actor), noted)
const change = (place: number, set: Partial<typeof lookups.$inferInsert>) =>
  db()
    .update(lookups)
    .set(set)
    .where(sql`${lookups.rosterEntryId} = ${mine.entry.id} and ${lookups.chainSeq} = ${place}`)
const remove = (from: number, to = from) =>
  db()
    .delete(lookups)
    .where(sql`${lookups.rosterEntryId} = ${mine.entry.id} and ${lookups.chainSeq} between ${from} and ${to}`)

beforeAll(async () => {
  await seedSchool(setup, { code: '10001', provinceCode: '11' })
  other = await newGraduate()
})

beforeEach(async () => {
  mine = await newGraduate()
  const id = mine.entry.id
  await enterRows(
    setup,
    Array.from({ length: 7 }, (_, at) => lookupRow(id, `${id}-${at}`, { at: 1_795_000_000_000 + at })),
  )
  await enterRows(setup, [lookupRow(other.entry.id, `other-${id}`)])
})

it('seals first, and finds the chain whole, with the hash to note down', async () => {
  const checked = await check()
  const rows = await ledgerOf(setup, mine.entry.id)
  expect(checked).toEqual({
    rule: 'quxiang-lookups-1',
    sealed: 7,
    head: recompute(mine.entry.id, rows.map(valuesOf)).at(-1),
    broken: null,
    noted: null,
  })
  expect(await check()).toEqual(checked)
})

it('finds a hash noted down earlier again, also the beginning’s, and no other graduate’s', async () => {
  const { head } = await check()
  await enterRows(setup, [lookupRow(mine.entry.id, `${mine.entry.id}-later`)])
  expect(await check(head)).toMatchObject({ sealed: 8, broken: null, noted: 7 })
  expect(await check(recompute(mine.entry.id, []).at(0) ?? '')).toMatchObject({ noted: null })
  expect(await check((await check(undefined, other)).head)).toMatchObject({ noted: null })
  const empty = await newGraduate()
  const start = (await check(undefined, empty)).head
  expect(await check(start, empty)).toMatchObject({ sealed: 0, broken: null, noted: 0 })
})

describe('finds', () => {
  const tampered: [string, () => PromiseLike<unknown>, { at: number; because: string }][] = [
    ['a changed value', () => change(4, { answered: false }), { at: 4, because: 'changed' }],
    ['a changed instant', () => change(1, { at: 1 }), { at: 1, because: 'changed' }],
    ['a changed last row', () => change(7, { origin: '上海市' }), { at: 7, because: 'changed' }],
    ['a department put in', () => change(3, { department: '某局' }), { at: 3, because: 'changed' }],
    ['a row taken out of the middle', () => remove(3), { at: 3, because: 'missing' }],
    ['the first row taken out', () => remove(1), { at: 1, because: 'missing' }],
    [
      'a row taken out and the rest moved up',
      async () => {
        await remove(3)
        for (const place of [4, 5, 6, 7]) await change(place, { chainSeq: place - 1 })
      },
      { at: 3, because: 'changed' },
    ],
    [
      'two rows that changed places',
      async () => {
        const rows = await ledgerOf(setup, mine.entry.id)
        await change(2, { chainSeq: 100 })
        await change(5, { chainSeq: 2 })
        await change(100, { chainSeq: 5 })
        // with the hashes that stood there
        await change(2, { chainHash: rows[1]?.chainHash })
        await change(5, { chainHash: rows[4]?.chainHash })
      },
      { at: 2, because: 'changed' },
    ],
    [
      'a mark on a look-up that nobody disowned',
      () => change(6, { disownedAt: 5 }),
      { at: 6, because: 'mark' },
    ],
  ]
  it.each(tampered)('%s', async (_, tamper, broken) => {
    const { head } = await check()
    await tamper()
    expect(await check(head)).toMatchObject({ broken, noted: null })
    expect(await check(undefined, other)).toMatchObject({ broken: null })
  })

  it('a tail that was cut off, against the hash noted before', async () => {
    const { head } = await check()
    await remove(6, 7)
    const cut = await check(head)
    expect(cut).toMatchObject({ sealed: 5, broken: null, noted: null })
    // new look-ups do not cover it up
    await enterRows(setup, [
      lookupRow(mine.entry.id, `${mine.entry.id}-a`),
      lookupRow(mine.entry.id, `${mine.entry.id}-b`),
    ])
    expect(await check(head)).toMatchObject({ sealed: 7, broken: null, noted: null })
    expect(await check(cut.head)).toMatchObject({ noted: 5 })
  })
})

it('reads each row once, page by page, and two pages in as many round trips', async () => {
  const long = await newGraduate()
  await db().batch([
    db().run(`insert into lookups (receipt, roster_entry_id, report_id, kind, via, at, answered, valid_until)
      select '${long.entry.id}' || i, '${long.entry.id}', 'report', 'archive', 'page', i, 1, 1
      from (with recursive n(i) as (select 1 union all select i + 1 from n where i < 900) select i from n)`),
  ] as never)
  expect(await check(undefined, long)).toMatchObject({ sealed: 900, broken: null })
  const again = workAt(undefined, long.actor)
  expect(await checkChain(again, undefined)).toMatchObject({ sealed: 900, broken: null })
  // nothing to seal, the end, two pages
  expect(again.meter.calls).toBe(4)
  expect(again.meter.rows).toBeLessThan(2 * 900 + 20)
})

it('answers over HTTP, and refuses a noted hash that is none', async () => {
  const answer = await request('/api/graduate/lookups/chain', { graduate: mine.cookie })
  expect(await answer.json()).toMatchObject({ sealed: 7, broken: null })
  const { head } = await check()
  const noted = await request(`/api/graduate/lookups/chain?noted=${head.toUpperCase()}`, {
    graduate: mine.cookie,
  })
  expect(await noted.json()).toMatchObject({ noted: 7 })
  for (const bad of ['', 'x', head.slice(1), `${head}0`, `${head}&noted=${head}`]) {
    const refused = await request(`/api/graduate/lookups/chain?noted=${bad}`, { graduate: mine.cookie })
    expect([refused.status, await refused.json()]).toMatchObject([400, { code: 'request.malformed' }])
  }
})

it('writes no audit row when it seals, and changes nothing but places and hashes', async () => {
  const before = await ledgerOf(setup, mine.entry.id)
  await check()
  const after = await ledgerOf(setup, mine.entry.id)
  const place = {
    chainSeq: expect.any(Number) as number,
    chainHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  }
  expect(after).toEqual(before.map((row) => Object.assign(row, place)))
  const rows = await db().all(sql`select 1 from audit where subject_id = ${mine.entry.id}`)
  expect(rows).toEqual([])
  expect(await db().select().from(lookups).where(eq(lookups.receipt, 'nobody'))).toEqual([])
})

import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lookups } from '../../../db/schema/verification.ts'
import { checkChain } from '../../../functions/ledger/check-chain.ts'
import { disownLookup } from '../../../functions/ledger/disown-lookup.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { enterRows, ledgerOf, lookupRow } from '../../support/ledger-fixtures.ts'

const setup = workAt()
const db = () => setup.shards.directory
let exam = 26_110_116_150_000
let mine: Graduate

beforeAll(() => seedSchool(setup, { code: '10001', provinceCode: '11' }))
beforeEach(async () => {
  mine = await seedGraduate(setup, {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
    record: null,
  })
  // places 1 to 4; the second look-up is disowned after all were sealed, at place 5
  await enterRows(
    setup,
    [1, 2, 3, 4].map((at) => lookupRow(mine.entry.id, receipt(at), { at: 1000 + at })),
  )
  await check()
  await disownLookup(workAt('2026-11-23T03:00:00Z', mine.actor), receipt(2))
  await check()
})

const DISOWNED_AT = Date.parse('2026-11-23T03:00:00Z')
const receipt = (at: number) => `${mine.entry.id}-${at}`
const check = () => checkChain(workAt(undefined, mine.actor), undefined)
const change = (of: string, set: Partial<typeof lookups.$inferInsert>) =>
  db().update(lookups).set(set).where(eq(lookups.receipt, of))

it('finds a look-up and the row that disowns it saying the same instant', async () => {
  expect(await check()).toMatchObject({ sealed: 5, broken: null })
  const rows = await ledgerOf(setup, mine.entry.id)
  expect(rows.map(({ disowns, disownedAt, at }) => [disowns, disownedAt, at])).toEqual([
    [null, null, 1001],
    [null, DISOWNED_AT, 1002],
    [null, null, 1003],
    [null, null, 1004],
    [receipt(2), null, DISOWNED_AT],
  ])
})

describe('finds broken', () => {
  it.each<[string, () => PromiseLike<unknown>, number]>([
    ['a mark that was taken away', () => change(receipt(2), { disownedAt: null }), 5],
    ['a mark an instant earlier', () => change(receipt(2), { disownedAt: DISOWNED_AT - 1 }), 2],
    ['a mark an instant later', () => change(receipt(2), { disownedAt: DISOWNED_AT + 1 }), 2],
    ['a mark without a row that disowns', () => change(receipt(4), { disownedAt: DISOWNED_AT }), 4],
    [
      'a mark moved to another look-up',
      async () => {
        await change(receipt(2), { disownedAt: null })
        await change(receipt(3), { disownedAt: DISOWNED_AT })
      },
      3,
    ],
    [
      'a second row that disowns the same look-up',
      () =>
        enterRows(setup, [
          lookupRow(mine.entry.id, `again:${receipt(2)}`, { disowns: receipt(2), at: DISOWNED_AT }),
        ]),
      2,
    ],
    [
      'a row that disowns a look-up which is marked nowhere',
      () =>
        enterRows(setup, [
          lookupRow(mine.entry.id, `disowned:${receipt(1)}`, { disowns: receipt(1), at: DISOWNED_AT }),
        ]),
      6,
    ],
    [
      'a row that disowns a look-up of nobody',
      () => enterRows(setup, [lookupRow(mine.entry.id, 'disowned:x', { disowns: 'x', at: DISOWNED_AT })]),
      6,
    ],
  ])('%s', async (_, tamper, at) => {
    await tamper()
    expect(await check()).toMatchObject({ broken: { at, because: 'mark' }, noted: null })
  })

  it('the first of several', async () => {
    await change(receipt(4), { disownedAt: 5 })
    await change(receipt(2), { disownedAt: null })
    expect(await check()).toMatchObject({ broken: { at: 4, because: 'mark' } })
    await change(receipt(1), { disownedAt: 5 })
    expect(await check()).toMatchObject({ broken: { at: 1, because: 'mark' } })
  })

  it('a changed row rather than a mark, wherever the mark is', async () => {
    await change(receipt(1), { disownedAt: 5 })
    await change(receipt(3), { origin: '上海市' })
    expect(await check()).toMatchObject({ broken: { at: 3, because: 'changed' } })
  })
})

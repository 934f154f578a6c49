import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { commit } from '../../../db/commit.ts'
import { sealRows } from '../../../db/lookup-chain.ts'
import { enterDisowning, markDisowned } from '../../../db/lookups.ts'
import { lookups } from '../../../db/schema/verification.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import { workAt } from '../../support/fixtures.ts'
import { enterRows, ledgerOf, lookupRow } from '../../support/ledger-fixtures.ts'
import { changedBy } from '../../support/one-statement.ts'

const NOW = 1_796_000_000_000
const db = () => workAt().shards.directory
let entryId: string
let receipt: string

beforeEach(async () => {
  entryId = newId()
  receipt = newId()
  await enterRows(workAt(), [
    lookupRow(entryId, receipt, { recordId: 'record', departmentId: 'd', department: '某局' }),
  ])
})
const mark = (of = entryId, which = receipt, at = NOW) => changedBy(markDisowned(db(), of, which, at))
const disown = (of = entryId, frozen = true) => enterDisowning(db(), of, receipt, { at: NOW, frozen })

describe('the mark of 不是我授权的', () => {
  it('is made once and keeps its instant', async () => {
    expect(await mark()).toBe(1)
    expect(await mark(entryId, receipt, NOW + 1)).toBe(0)
    expect(await ledgerOf(workAt(), entryId)).toMatchObject([{ disownedAt: NOW }])
  })

  it("is made on nobody else's look-up, and on no row that disowns one", async () => {
    expect(await mark(newId())).toBe(0)
    expect(await mark(entryId, newId())).toBe(0)
    await db().update(lookups).set({ disowns: 'another' }).where(eq(lookups.receipt, receipt))
    expect(await mark()).toBe(0)
    expect(await ledgerOf(workAt(), entryId)).toMatchObject([{ disownedAt: null }])
  })
})

describe('the row that disowns', () => {
  it.each([true, false])('repeats the look-up and says whether the code was frozen: %s', async (frozen) => {
    expect(await changedBy(disown(entryId, frozen))).toBe(1)
    const [seen, disowning] = await ledgerOf(workAt(), entryId)
    expect(disowning).toEqual({
      ...seen,
      seq: disowning?.seq,
      receipt: `disowned:${receipt}`,
      disowns: receipt,
      at: NOW,
      endedAt: frozen ? NOW : null,
    })
  })

  it("is entered once, and for nobody else's look-up", async () => {
    expect(await changedBy(disown(newId()))).toBe(0)
    const enter = () =>
      commit(workAt(), db(), { audit: { none: 'counter' }, statements: { disowned: disown() } })
    expect(await enter()).toMatchObject({ done: true })
    // no verb expects a second one: the marking in front of it refuses first
    await expect(enter()).rejects.toThrow('lookups.receipt')
    expect(await ledgerOf(workAt(), entryId)).toHaveLength(2)
  })
})

describe('a seal', () => {
  const seal = (rows: { seq: number; chainSeq: number; chainHash: string }[]) =>
    commit(workAt(), db(), { audit: { none: 'sealing' }, statements: { sealed: sealRows(db(), rows) } })
  const seqs = async () => (await ledgerOf(workAt(), entryId)).map(({ seq }) => seq)
  const places = async () =>
    (await ledgerOf(workAt(), entryId)).map(({ chainSeq, chainHash }) => [chainSeq, chainHash])

  it('gives every row its place or none of them', async () => {
    await enterRows(workAt(), [lookupRow(entryId, newId())])
    const [first = 0, second = 0] = await seqs()
    expect(await seal([{ seq: first, chainSeq: 1, chainHash: 'a' }])).toMatchObject({ done: true })
    // one of the two has its place already
    const both = [
      { seq: first, chainSeq: 5, chainHash: 'x' },
      { seq: second, chainSeq: 6, chainHash: 'y' },
    ]
    expect(await seal(both)).toEqual({ done: false, because: 'guard' })
    expect(await places()).toEqual([
      [1, 'a'],
      [null, null],
    ])
  })

  it('gives no place twice', async () => {
    await enterRows(workAt(), [lookupRow(entryId, newId())])
    const [first = 0, second = 0] = await seqs()
    await seal([{ seq: first, chainSeq: 1, chainHash: 'a' }])
    expect(await seal([{ seq: second, chainSeq: 1, chainHash: 'b' }])).toEqual({
      done: false,
      because: 'guard',
    })
    expect(await seal([{ seq: second, chainSeq: 2, chainHash: 'b' }])).toMatchObject({ done: true })
  })
})

import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { commit } from '../../../db/commit.ts'
import { sealRows } from '../../../db/lookup-chain.ts'
import { enterDisowning, markDisowned } from '../../../db/lookups.ts'
import { codeEvents, lookups } from '../../../db/schema/verification.ts'
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
  interface Placed {
    seq: number
    chainSeq: number
    chainHash: string
  }
  const seal = (rows: Placed[], events: Placed[] = []) =>
    commit(workAt(), db(), {
      audit: { none: 'sealing' },
      statements: {
        sealed: sealRows(db(), { lookups: rows, events }),
      },
    })
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

  it('gives a look-up no place that a row of a code’s life has, nor the other way about', async () => {
    const [seq = 0] = await seqs()
    const event = { reportId: 'report', kind: 'archive', event: 'issued', at: 1 } as const
    const rows = await db()
      .insert(codeEvents)
      .values([
        { ...event, rosterEntryId: entryId, version: 1, validUntil: 2 },
        { ...event, rosterEntryId: entryId, version: 2, validUntil: 2 },
      ])
      .returning({ seq: codeEvents.seq })
    const [one = 0, two = 0] = rows.map((row) => row.seq)
    expect(await seal([], [{ seq: one, chainSeq: 1, chainHash: 'e' }])).toMatchObject({ done: true })
    // one that was read before that
    expect(await seal([{ seq, chainSeq: 1, chainHash: 'l' }])).toEqual({
      done: false,
      because: 'guard',
    })
    expect(await places()).toEqual([[null, null]])
    expect(await seal([{ seq, chainSeq: 2, chainHash: 'l' }])).toMatchObject({ done: true })
    expect(await seal([], [{ seq: two, chainSeq: 2, chainHash: 'e' }])).toEqual({
      done: false,
      because: 'guard',
    })
    expect(await seal([], [{ seq: two, chainSeq: 3, chainHash: 'e' }])).toMatchObject({ done: true })
  })
})

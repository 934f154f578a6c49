import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Statement } from '../../../db/client.ts'
import { commit } from '../../../db/commit.ts'
import { addConfirmation, addDispute, withdrawDispute } from '../../../db/records.ts'
import { codes } from '../../../db/schema/authorizations.ts'
import { codeEvents } from '../../../db/schema/verification.ts'
import { confirmations, disputes, records } from '../../../db/schema/records.ts'
import { rosterEntries } from '../../../db/schema/roster.ts'
import { closeDisputes, endStandings, moveConfirmations } from '../../../db/standing-effects.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { changedBy } from '../../support/one-statement.ts'

const NOW = 1_796_000_000_000
const db = () => workAt().shards.directory
let exam = 26_110_121_150_000
let mine: Graduate
let other: Graduate

const graduate = () =>
  seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
  })
const recordOf = (person: Graduate) => person.record?.id ?? ''

beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', provinceCode: '11' })
  other = await graduate()
})
beforeEach(async () => {
  mine = await graduate()
})

const entry = (set: Partial<typeof rosterEntries.$inferInsert>) =>
  db().update(rosterEntries).set(set).where(eq(rosterEntries.id, mine.entry.id))
const record = (set: Partial<typeof records.$inferInsert>) =>
  db()
    .update(records)
    .set(set)
    .where(eq(records.id, recordOf(mine)))
async function dispute(given: Partial<typeof disputes.$inferInsert> = {}) {
  const id = newId()
  await db()
    .insert(disputes)
    .values({
      id,
      rosterEntryId: mine.entry.id,
      recordId: recordOf(mine),
      detailCipher: '',
      archiveClaimed: true,
      hukouClaimed: false,
      openedAt: 1,
      ...given,
    })
  return id
}
async function confirmation(given: Partial<typeof confirmations.$inferInsert> = {}) {
  const id = newId()
  const row = { id, rosterEntryId: mine.entry.id, recordId: recordOf(mine), confirmedAt: 1, ...given }
  await db().insert(confirmations).values(row)
  return id
}
/** What `commit` says of a statement that a unique key may refuse. */
const committed = (statement: Statement) =>
  commit(workAt(), db(), { audit: { none: 'counter' }, statements: { statement } })

type Change = [string, () => PromiseLike<unknown>]
const ground: Change[] = [
  ['the version is the current one no longer', () => record({ supersededAt: 2 })],
  ['basic information waits to be checked again', () => entry({ basicInfoCheckedAt: null })],
  ['the school says 延期毕业', () => entry({ completionCode: '3' })],
  ['the school says 退学', () => entry({ completionCode: '4' })],
  ['the school says 肄业', () => entry({ completionCode: '5' })],
  ['the school says 休学', () => entry({ completionCode: '6' })],
]

describe('the confirming statement', () => {
  const confirmed = (given: Partial<Parameters<typeof addConfirmation>[1]> = {}) =>
    addConfirmation(db(), {
      id: newId(),
      rosterEntryId: mine.entry.id,
      recordId: recordOf(mine),
      confirmedAt: NOW,
      archiveFirst: false,
      ...given,
    })
  const confirm = (given?: Parameters<typeof confirmed>[0]) => changedBy(confirmed(given))

  it('confirms the version that stands', async () => {
    expect(await confirm()).toBe(1)
    expect(
      await db().select().from(confirmations).where(eq(confirmations.rosterEntryId, mine.entry.id)),
    ).toMatchObject([{ recordId: recordOf(mine), confirmedAt: NOW, endedAt: null }])
  })

  it.each<Change>([...ground, ['a dispute is open', () => dispute()]])(
    'writes nothing where %s',
    async (_, change) => {
      await change()
      expect(await confirm()).toBe(0)
    },
  )

  it('confirms although a dispute was closed and an earlier confirmation ended', async () => {
    await dispute({ closedAt: 2 })
    await confirmation({ endedAt: 2 })
    expect(await confirm()).toBe(1)
  })

  it.each([
    [true, '', 0],
    [true, '转回生源地', 1],
    [false, '', 1],
  ])(
    'with archive data asked for first %s and a type of %j confirms %d',
    async (archiveFirst, archiveTransferType, rows) => {
      await record({ archiveTransferType })
      expect(await confirm({ archiveFirst })).toBe(rows)
    },
  )

  it("writes nothing of another graduate's record, or for another graduate", async () => {
    expect(await confirm({ recordId: recordOf(other) })).toBe(0)
    expect(await confirm({ rosterEntryId: other.entry.id })).toBe(0)
    expect(await confirm({ recordId: newId() })).toBe(0)
  })

  it('lets one confirmation be live', async () => {
    expect(await committed(confirmed())).toMatchObject({ done: true })
    expect(await committed(confirmed())).toEqual({ done: false, because: 'guard' })
  })
})

describe('the disputing statement', () => {
  const disputed = (given: Partial<Parameters<typeof addDispute>[1]> = {}) =>
    addDispute(db(), {
      id: newId(),
      rosterEntryId: mine.entry.id,
      recordId: recordOf(mine),
      destinationKind: 'wrong',
      detailCipher: 'sealed',
      archiveClaimed: false,
      hukouClaimed: true,
      openedAt: NOW,
      provinceCode: '11',
      ...given,
    })

  it('opens a dispute about the version that stands, also where it was confirmed', async () => {
    await confirmation()
    expect(await changedBy(disputed())).toBe(1)
    expect(await db().select().from(disputes).where(eq(disputes.rosterEntryId, mine.entry.id))).toMatchObject(
      [
        {
          recordId: recordOf(mine),
          destinationKind: 'wrong',
          archiveClaimed: false,
          hukouClaimed: true,
          openedAt: NOW,
          closedAt: null,
          schoolCode: '10001',
          provinceCode: '11',
        },
      ],
    )
  })

  it.each(ground)('writes nothing where %s', async (_, change) => {
    await change()
    expect(await changedBy(disputed())).toBe(0)
  })

  it("writes nothing about another graduate's record, or for another graduate", async () => {
    expect(await changedBy(disputed({ recordId: recordOf(other) }))).toBe(0)
    expect(await changedBy(disputed({ rosterEntryId: other.entry.id }))).toBe(0)
  })

  it('lets one dispute be open', async () => {
    await dispute({ closedAt: 2 })
    expect(await committed(disputed())).toMatchObject({ done: true })
    expect(await committed(disputed())).toEqual({ done: false, because: 'guard' })
  })
})

describe('the withdrawing statement', () => {
  const rowOf = async (id: string) => (await db().select().from(disputes).where(eq(disputes.id, id)))[0]

  it('closes the open dispute', async () => {
    const id = await dispute()
    expect(await changedBy(withdrawDispute(db(), id, mine.entry.id, NOW))).toBe(1)
    expect(await rowOf(id)).toMatchObject({ closedAt: NOW, closedBecause: 'withdrawn' })
  })

  it('leaves one that was closed as it is: a correction that came first stays one', async () => {
    const id = await dispute({ closedAt: 2, closedBecause: 'corrected' })
    expect(await changedBy(withdrawDispute(db(), id, mine.entry.id, NOW))).toBe(0)
    expect(await rowOf(id)).toMatchObject({ closedAt: 2, closedBecause: 'corrected' })
  })

  it("leaves another graduate's alone", async () => {
    const id = await dispute()
    expect(await changedBy(withdrawDispute(db(), id, other.entry.id, NOW))).toBe(0)
    expect(await changedBy(withdrawDispute(db(), newId(), mine.entry.id, NOW))).toBe(0)
    expect(await rowOf(id)).toMatchObject({ closedAt: null })
  })
})

describe('what a change takes with it', () => {
  const code = (given: Partial<typeof codes.$inferInsert> = {}) => {
    const hmac = newId()
    return db()
      .insert(codes)
      .values({
        hmac,
        cipher: 'x',
        reportId: newId(),
        rosterEntryId: mine.entry.id,
        kind: 'archive',
        validUntil: NOW + 1,
        issuedAt: 1,
        openSeal: 'o',
        ...given,
      })
      .then(() => hmac)
  }
  const codeOf = async (hmac: string) => (await db().select().from(codes).where(eq(codes.hmac, hmac)))[0]
  const confirmationOf = async (id: string) =>
    (await db().select().from(confirmations).where(eq(confirmations.id, id)))[0]
  const run = (statements: Statement[]) =>
    commit(workAt(), db(), { audit: { none: 'counter' }, statements: { statements } })

  it('ends the confirmation and the live codes of both kinds, of these entries and no others', async () => {
    const [confirmed, theirs] = [
      await confirmation(),
      await confirmation({ rosterEntryId: other.entry.id, recordId: recordOf(other) }),
    ]
    const [archive, hukou, their] = [
      await code(),
      await code({ kind: 'hukou' }),
      await code({ rosterEntryId: other.entry.id }),
    ]
    await run(endStandings(db(), [mine.entry.id], 'dispute', NOW))
    expect(await confirmationOf(confirmed)).toMatchObject({ endedAt: NOW })
    for (const hmac of [archive, hukou])
      expect(await codeOf(hmac)).toMatchObject({
        supersededAt: NOW,
        supersededBecause: 'dispute',
        endedAt: null,
        openSeal: null,
      })
    const life = await db().select().from(codeEvents)
    expect(life.map(({ event, cause, at }) => [event, cause, at])).toEqual([
      ['superseded', 'dispute', NOW],
      ['superseded', 'dispute', NOW],
    ])
    expect(new Set(life.map(({ reportId }) => reportId))).toEqual(
      new Set([(await codeOf(archive))?.reportId, (await codeOf(hukou))?.reportId]),
    )
    expect(await confirmationOf(theirs)).toMatchObject({ endedAt: null })
    expect(await codeOf(their)).toMatchObject({ supersededAt: null })
  })

  it.each<[string, Partial<typeof codes.$inferInsert>]>([
    ['ended', { endedAt: 1, endedBecause: 'graduate' }],
    ['superseded', { supersededAt: 1, supersededBecause: 'record' }],
    ['marked as expired', { expiredAt: 1 }],
    ['past its day', { validUntil: NOW }],
  ])('leaves a code that was %s with its own reason', async (_, given) => {
    const hmac = await code(given)
    const before = await codeOf(hmac)
    await run(endStandings(db(), [mine.entry.id], 'roster', NOW))
    expect(await codeOf(hmac)).toEqual(before)
  })

  it('leaves a confirmation that ended with its own instant', async () => {
    const id = await confirmation({ endedAt: 2 })
    await run(endStandings(db(), [mine.entry.id], 'record', NOW))
    expect(await confirmationOf(id)).toMatchObject({ endedAt: 2 })
  })

  it('carries a live confirmation to the version that stands, and no ended one', async () => {
    const [live, ended] = [
      await confirmation({ recordId: 'before' }),
      await confirmation({ recordId: 'before', endedAt: 2 }),
    ]
    await run(moveConfirmations(db(), [mine.entry.id]))
    expect([(await confirmationOf(live))?.recordId, (await confirmationOf(ended))?.recordId]).toEqual([
      recordOf(mine),
      'before',
    ])
  })

  it('closes open disputes as corrected, and no closed one again', async () => {
    const open = await dispute()
    const withdrawn = await dispute({ closedAt: 2, closedBecause: 'withdrawn' })
    await run(closeDisputes(db(), [mine.entry.id], NOW))
    const rows = await db().select().from(disputes).where(eq(disputes.rosterEntryId, mine.entry.id))
    expect(Object.fromEntries(rows.map((row) => [row.id, [row.closedAt, row.closedBecause]]))).toEqual({
      [open]: [NOW, 'corrected'],
      [withdrawn]: [2, 'withdrawn'],
    })
  })
})

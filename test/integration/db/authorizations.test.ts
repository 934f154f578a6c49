import { eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addAuthorization,
  addCode,
  changeValidity,
  closeExpiredCodes,
  endCode,
  type NewAuthorization,
} from '../../../db/authorizations.ts'
import type { Db } from '../../../db/client.ts'
import { commit } from '../../../db/commit.ts'
import { freezeCode } from '../../../db/lookups.ts'
import { stepUps } from '../../../db/schema/access.ts'
import { authorizations, codes } from '../../../db/schema/authorizations.ts'
import { confirmations, disputes, records } from '../../../db/schema/records.ts'
import { rosterEntries } from '../../../db/schema/roster.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import { seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { changedBy } from '../../support/one-statement.ts'

// The statements by themselves: whatever was read before, they decide what is there when they write.
const MACHINE = 1_795_000_000_000
const NOW = 1_796_000_000_000
const DAY = 86_400_000
const db = () => workAt().shards.directory
let exam = 26_110_120_150_000

const graduate = () =>
  seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
  })

/** A graduate who confirmed and whose session's step-up has a minute left. */
async function ready() {
  const person = await graduate()
  const rosterEntryId = person.entry.id
  const recordId = person.record?.id ?? ''
  const confirmationId = newId()
  await db().insert(confirmations).values({ id: confirmationId, rosterEntryId, recordId, confirmedAt: 1 })
  await db()
    .insert(stepUps)
    .values({
      id: newId(),
      sessionHash: person.actor.sessionHash,
      rosterEntryId,
      issuer: 'i',
      subject: 's',
      purpose: 'authorize',
      nonceHash: newId(),
      askedAt: MACHINE - 2,
      passedAt: MACHINE - 1,
      expiresAt: MACHINE + 60_000,
    })
  return { person, rosterEntryId, recordId, confirmationId, sessionHash: person.actor.sessionHash }
}
type Ready = Awaited<ReturnType<typeof ready>>

let mine: Ready
beforeAll(() => seedSchool(workAt(), { code: '10001', provinceCode: '11' }))
beforeEach(async () => {
  mine = await ready()
})

const entry = (set: Partial<typeof rosterEntries.$inferInsert>) =>
  db().update(rosterEntries).set(set).where(eq(rosterEntries.id, mine.rosterEntryId))
const stepUp = (set: Partial<typeof stepUps.$inferInsert>) =>
  db().update(stepUps).set(set).where(eq(stepUps.rosterEntryId, mine.rosterEntryId))
const dispute = (closedAt: number | null) =>
  db().insert(disputes).values({
    id: newId(),
    rosterEntryId: mine.rosterEntryId,
    recordId: mine.recordId,
    detailCipher: '',
    archiveClaimed: true,
    hukouClaimed: false,
    openedAt: 1,
    closedAt,
  })

type Change = [string, () => PromiseLike<unknown>]
/** What makes a passed step-up none. */
const stepUpGone: Change[] = [
  ['there is no step-up', () => db().delete(stepUps).where(eq(stepUps.rosterEntryId, mine.rosterEntryId))],
  ['the step-up was asked for and not passed', () => stepUp({ passedAt: null })],
  ['the step-up runs out at this millisecond', () => stepUp({ expiresAt: MACHINE })],
  ['the step-up ran out before', () => stepUp({ expiresAt: MACHINE - 1 })],
  ["the step-up is another session's", () => stepUp({ sessionHash: newId() })],
  ['the step-up is for another entry', () => stepUp({ rosterEntryId: newId() })],
  [
    'the step-up is for another purpose',
    () =>
      db()
        .update(stepUps)
        .set({ purpose: sql`'other'` })
        .where(eq(stepUps.rosterEntryId, mine.rosterEntryId)),
  ],
]

describe('the authorizing statement', () => {
  const authorize = (
    given: Partial<NewAuthorization> = {},
    made: Partial<Parameters<typeof addAuthorization>[2]> = {},
  ) =>
    changedBy(
      addAuthorization(
        db(),
        {
          id: newId(),
          rosterEntryId: mine.rosterEntryId,
          kind: 'archive',
          consentId: newId(),
          confirmationId: mine.confirmationId,
          stepUpId: newId(),
          reportId: newId(),
          authorizedAt: NOW,
          ...given,
        },
        {
          recordId: mine.recordId,
          entryVersion: 1,
          sessionHash: mine.sessionHash,
          machineNow: MACHINE,
          ...made,
        },
      ),
    )

  it('authorizes where everything holds, and writes what it was given', async () => {
    const id = newId()
    expect(await authorize({ id, kind: 'hukou' })).toBe(1)
    expect(await db().select().from(authorizations).where(eq(authorizations.id, id))).toMatchObject([
      {
        rosterEntryId: mine.rosterEntryId,
        kind: 'hukou',
        confirmationId: mine.confirmationId,
        authorizedAt: NOW,
      },
    ])
  })

  it.each<Change>([
    ['the step-up has a millisecond left', () => stepUp({ expiresAt: MACHINE + 1 })],
    ['an earlier dispute was closed', () => dispute(2)],
    ['the school says 毕业', () => entry({ completionCode: '1' })],
    ['the school says 结业', () => entry({ completionCode: '2' })],
  ])('authorizes although %s', async (_, change) => {
    await change()
    expect(await authorize()).toBe(1)
  })

  it.each<Change>([
    ...stepUpGone,
    [
      'the confirmation has ended',
      () => db().update(confirmations).set({ endedAt: 2 }).where(eq(confirmations.id, mine.confirmationId)),
    ],
    [
      'the confirmed version is the current one no longer',
      () => db().update(records).set({ supersededAt: 2 }).where(eq(records.id, mine.recordId)),
    ],
    ['the entry has another version', () => entry({ version: 2 })],
    ['basic information waits to be checked again', () => entry({ basicInfoCheckedAt: null })],
    ['the school holds the entry back', () => entry({ completionCode: '3' })],
    ['a dispute is open', () => dispute(null)],
  ])('writes nothing where %s', async (_, change) => {
    await change()
    expect(await authorize()).toBe(0)
  })

  it('writes nothing from a version that is not the confirmed one', async () => {
    expect(await authorize({}, { recordId: newId() })).toBe(0)
  })

  it("writes nothing on another graduate's confirmation, in either direction", async () => {
    const other = await ready()
    const theirs = { confirmationId: other.confirmationId }
    expect(await authorize(theirs, { recordId: other.recordId })).toBe(0)
    expect(await authorize({ rosterEntryId: other.rosterEntryId })).toBe(0)
    expect(
      await authorize({ rosterEntryId: other.rosterEntryId, ...theirs }, { recordId: other.recordId }),
    ).toBe(0)
  })
})

const VALID_UNTIL = NOW + 10 * DAY
async function code(given: Partial<typeof codes.$inferInsert> = {}) {
  const hmac = newId()
  await db()
    .insert(codes)
    .values({
      hmac,
      cipher: 'x',
      reportId: newId(),
      rosterEntryId: mine.rosterEntryId,
      kind: 'archive',
      validUntil: VALID_UNTIL,
      issuedAt: NOW - DAY,
      openSeal: 'o',
      ...given,
    })
  return { hmac, rosterEntryId: mine.rosterEntryId, version: 1 }
}
const rowOf = async ({ hmac }: { hmac: string }) =>
  (await db().select().from(codes).where(eq(codes.hmac, hmac)))[0]

/** What makes a code none that a look-up would call valid. */
const dead: [string, Partial<typeof codes.$inferInsert>][] = [
  ['was ended', { endedAt: NOW - 1, endedBecause: 'graduate' }],
  ['was superseded', { supersededAt: NOW - 1, supersededBecause: 'record' }],
  ['was marked as expired', { expiredAt: NOW - 1 }],
  ['runs out at this millisecond', { validUntil: NOW }],
  ['ran out', { validUntil: NOW - 1 }],
]

describe('the statement that changes a validity', () => {
  const change = (
    of: Parameters<typeof changeValidity>[1],
    to: { validUntil: number; now?: number },
    sessionHash = mine.sessionHash,
  ) =>
    changedBy(
      changeValidity(
        db(),
        of,
        { remindedAt: null, now: NOW, openSeal: `seal of ${to.validUntil}`, ...to },
        { sessionHash, machineNow: MACHINE },
      ),
    )
  const longer = { validUntil: VALID_UNTIL + 1 }
  const shorter = { validUntil: VALID_UNTIL - 1 }

  it('makes a live code longer and shorter, and counts its version up', async () => {
    const of = await code({ remindedAt: 5 })
    expect(await change(of, longer)).toBe(1)
    expect(await rowOf(of)).toMatchObject({
      ...longer,
      version: 2,
      remindedAt: null,
      openSeal: `seal of ${longer.validUntil}`,
    })
    expect(await change({ ...of, version: 2 }, shorter)).toBe(1)
    expect(await rowOf(of)).toMatchObject({ ...shorter, version: 3 })
  })

  it.each(dead)('changes no code that %s, longer or shorter', async (_, given) => {
    const of = await code(given)
    const before = await rowOf(of)
    expect([await change(of, longer), await change(of, { validUntil: NOW - DAY })]).toEqual([0, 0])
    expect(await rowOf(of)).toEqual(before)
  })

  it('changes a code in its last millisecond', async () => {
    expect(await change(await code({ validUntil: NOW + 1 }), longer)).toBe(1)
  })

  it.each(stepUpGone)('makes a code longer no more where %s, but still shorter', async (_, gone) => {
    const of = await code()
    await gone()
    expect(await change(of, longer)).toBe(0)
    // the same end is not longer
    expect(await change(of, { validUntil: VALID_UNTIL })).toBe(1)
    expect(await change({ ...of, version: 2 }, shorter)).toBe(1)
  })

  it('makes a code longer while the step-up has a millisecond left', async () => {
    const of = await code()
    await stepUp({ expiresAt: MACHINE + 1 })
    expect(await change(of, longer)).toBe(1)
  })

  it("changes no code in another version, of another entry, or by another's step-up", async () => {
    const of = await code()
    const other = await ready()
    for (const version of [0, 2]) expect(await change({ ...of, version }, shorter)).toBe(0)
    expect(await change({ ...of, rosterEntryId: other.rosterEntryId }, shorter)).toBe(0)
    expect(await change({ ...of, hmac: newId() }, shorter)).toBe(0)
    expect(await change(of, longer, other.sessionHash)).toBe(0)
    expect(await rowOf(of)).toMatchObject({ validUntil: VALID_UNTIL, version: 1 })
  })
})

describe.each([
  [
    'ends',
    (at: Db, of: Parameters<typeof endCode>[1], now: number) =>
      endCode(at, of, { sessionHash: 's', now, endSeal: 'e' }),
    'graduate',
  ],
  ['freezes', freezeCode, 'frozen'],
] as const)('the statement that %s a code', (_, statement, endedBecause) => {
  it('does it to a live one', async () => {
    const of = await code()
    expect(await changedBy(statement(db(), of, NOW))).toBe(1)
    expect(await rowOf(of)).toMatchObject({
      endedAt: NOW,
      endedBecause,
      openSeal: null,
      endSeal: endedBecause === 'graduate' ? 'e' : null,
    })
    // one that has changed since it was read ends without what it could be taken back by
    const changed = await code({ version: 2, kind: 'hukou' })
    expect(await changedBy(statement(db(), changed, NOW))).toBe(1)
    expect(await rowOf(changed)).toMatchObject({ endedAt: NOW, openSeal: null, endSeal: null })
  })

  it.each(dead)('leaves a code that %s as it is', async (__, given) => {
    const of = await code(given)
    const before = await rowOf(of)
    expect(await changedBy(statement(db(), of, NOW))).toBe(0)
    expect(await rowOf(of)).toEqual(before)
  })

  it("leaves another entry's and another code alone", async () => {
    const of = await code()
    expect(await changedBy(statement(db(), { ...of, rosterEntryId: newId() }, NOW))).toBe(0)
    expect(await changedBy(statement(db(), { ...of, hmac: newId() }, NOW))).toBe(0)
    expect(await rowOf(of)).toMatchObject({ endedAt: null })
  })
})

describe('before the next code is issued', () => {
  const close = () => changedBy(closeExpiredCodes(db(), mine.rosterEntryId, 'archive', NOW))

  it.each([0, 1, DAY])('a code that ran out %d ms ago is marked', async (ago) => {
    const of = await code({ validUntil: NOW - ago })
    expect(await close()).toBe(1)
    expect(await rowOf(of)).toMatchObject({
      expiredAt: NOW,
      endedAt: null,
      supersededAt: null,
      openSeal: 'o',
    })
  })

  it.each<[string, Partial<typeof codes.$inferInsert>]>([
    ['has a millisecond left', { validUntil: NOW + 1 }],
    ['is of the other kind', { validUntil: NOW - 1, kind: 'hukou' }],
    ["is another entry's", { validUntil: NOW - 1, rosterEntryId: 'another' }],
    ['was ended', { validUntil: NOW - 1, endedAt: 1 }],
    ['was superseded', { validUntil: NOW - 1, supersededAt: 1 }],
    ['was marked before', { validUntil: NOW - 1, expiredAt: 1 }],
  ])('a code that %s is not', async (_, given) => {
    const of = await code(given)
    expect(await close()).toBe(0)
    expect((await rowOf(of))?.expiredAt).toBe(given.expiredAt ?? null)
    await db().delete(codes).where(eq(codes.hmac, of.hmac))
  })

  const issue = (given: Partial<typeof codes.$inferInsert> = {}) => {
    const work = workAt()
    const issued = {
      hmac: newId(),
      cipher: 'x',
      reportId: newId(),
      rosterEntryId: mine.rosterEntryId,
      kind: 'archive' as const,
      validUntil: VALID_UNTIL,
      issuedAt: NOW,
      ...given,
    }
    return commit(work, db(), { audit: { none: 'counter' }, statements: { issued: addCode(db(), issued) } })
  }

  it('an open code of the same kind lets no second one be issued, not even one that ran out unmarked', async () => {
    await code()
    expect(await issue()).toEqual({ done: false, because: 'guard' })
    await db()
      .update(codes)
      .set({ validUntil: NOW - 1 })
      .where(eq(codes.rosterEntryId, mine.rosterEntryId))
    expect(await issue()).toEqual({ done: false, because: 'guard' })
    expect(await close()).toBe(1)
    expect(await issue()).toMatchObject({ done: true })
    expect(await issue()).toEqual({ done: false, because: 'guard' })
  })

  it.each(dead.filter(([, { validUntil }]) => validUntil === undefined))(
    'a code that %s stands in no way',
    async (_, given) => {
      await code(given)
      expect(await issue()).toMatchObject({ done: true })
    },
  )

  it('a code of the other kind or of another graduate stands in no way, and one report has one code', async () => {
    const reportId = newId()
    await code({ kind: 'hukou', reportId })
    await code({ rosterEntryId: newId() })
    await expect(issue({ reportId })).rejects.toThrow('codes.report_id')
    expect(await issue()).toMatchObject({ done: true })
  })
})

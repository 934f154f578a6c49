import { and, between, desc, eq, getTableColumns, isNull, lt, sql } from 'drizzle-orm'
import { among } from './bulk.ts'
import { type Db, read, type Statement } from './client.ts'
import { mustChange } from './commit.ts'
import { isLiveCode, unsealed } from './fragments.ts'
import { insertFrom } from './insert-from.ts'
import { authorizations, codes } from './schema/authorizations.ts'
import { departmentLookups } from './schema/departments.ts'
import { lookups } from './schema/verification.ts'

/** An entry's own look-ups: a row that disowns one is none. */
const lookupsOf = (rosterEntryId: string) =>
  and(eq(lookups.rosterEntryId, rosterEntryId), isNull(lookups.disowns))

/**
 * A page of an entry's look-ups, newest first, by keyset, and the reports whose codes are good at this moment.
 * @param before only rows with a smaller seq
 */
export async function listLookups(
  db: Db,
  rosterEntryId: string,
  { before, limit, now }: { before: number | undefined; limit: number; now: number },
) {
  const { rows, live } = await read(db, {
    rows: db
      .select()
      .from(lookups)
      .where(and(lookupsOf(rosterEntryId), before === undefined ? undefined : lt(lookups.seq, before)))
      .orderBy(desc(lookups.seq))
      .limit(limit),
    live: db
      .select({ reportId: codes.reportId })
      .from(codes)
      .where(and(eq(codes.rosterEntryId, rosterEntryId), isLiveCode(now))),
  })
  return { rows, live: new Set(live.map((code) => code.reportId)) }
}

/** The row that says that a look-up was disowned has this receipt, so that there is one at most. */
const disowningOf = (receipt: string) => `disowned:${receipt}`

/** One look-up of this entry, what became of its code, and what its disowning did, where it was disowned. */
export async function findLookup(db: Db, rosterEntryId: string, receipt: string) {
  const { rows, disownings } = await read(db, {
    rows: db
      .select({
        kind: lookups.kind,
        codeKind: lookups.codeKind,
        disownedAt: lookups.disownedAt,
        authorizationId: sql<string | null>`${authorizations.id}`.as('authorization_id'),
        hmac: codes.hmac,
        validUntil: sql<number | null>`${codes.validUntil}`.as('code_valid_until'),
        endedAt: sql<number | null>`${codes.endedAt}`.as('code_ended_at'),
        supersededAt: sql<number | null>`${codes.supersededAt}`.as('code_superseded_at'),
      })
      .from(lookups)
      .leftJoin(codes, eq(codes.reportId, lookups.reportId))
      .leftJoin(authorizations, eq(authorizations.reportId, lookups.reportId))
      .where(and(eq(lookups.receipt, receipt), lookupsOf(rosterEntryId))),
    disownings: db
      .select({ frozenAt: lookups.endedAt })
      .from(lookups)
      .where(and(eq(lookups.receipt, disowningOf(receipt)), eq(lookups.rosterEntryId, rosterEntryId))),
  })
  const [found] = rows
  return found && { ...found, frozen: disownings[0]?.frozenAt != null }
}

export const markDisowned = (db: Db, rosterEntryId: string, receipt: string, now: number) =>
  db
    .update(lookups)
    .set({ disownedAt: now })
    .where(and(eq(lookups.receipt, receipt), lookupsOf(rosterEntryId), isNull(lookups.disownedAt)))

/** The disowning as a row of its own, because the look-up's may be sealed already; it repeats the rest of that row. */
export const enterDisowning = (
  db: Db,
  rosterEntryId: string,
  receipt: string,
  { at, frozen }: { at: number; frozen: boolean },
) =>
  insertFrom(
    db,
    lookups,
    {
      ...getTableColumns(lookups),
      seq: sql`null`,
      receipt: disowningOf(receipt),
      at,
      endedAt: frozen ? at : null,
      disownedAt: null,
      withheldAt: null,
      askedUnder: null,
      repeats: 0,
      chainSeq: null,
      chainHash: null,
      disowns: lookups.receipt,
    },
    sql`from ${lookups} where ${lookups.receipt} = ${receipt} and ${lookups.rosterEntryId} = ${rosterEntryId}`,
  )

/** The data found did not pass their seals: said once of each, and in the department's history where one asked. */
export const markWithheld = (
  db: Db,
  { receipts, departmentId, askedAt, now }: Withheld,
): Record<'marked' | 'history', Statement[]> => ({
  marked: mustChange(
    db,
    db
      .update(lookups)
      .set({ withheldAt: now })
      .where(and(sql`${lookups.receipt} in ${among(receipts)}`, isNull(lookups.withheldAt))),
    receipts.length,
  ),
  history:
    departmentId === null
      ? []
      : [
          db
            .update(departmentLookups)
            .set({ verdict: 'unverifiable' })
            .where(
              and(
                eq(departmentLookups.departmentId, departmentId),
                between(departmentLookups.at, askedAt - 60_000, askedAt),
                sql`${departmentLookups.receipt} in ${among(receipts)}`,
              ),
            ),
        ],
})

/** Look-ups of one batch. */
interface Withheld {
  receipts: readonly string[]
  departmentId: string | null
  askedAt: number
  now: number
}

export const freezeCode = (db: Db, code: { hmac: string; rosterEntryId: string }, now: number) =>
  db
    .update(codes)
    .set({ endedAt: now, endedBecause: 'frozen', ...unsealed })
    .where(and(eq(codes.hmac, code.hmac), eq(codes.rosterEntryId, code.rosterEntryId), isLiveCode(now)))

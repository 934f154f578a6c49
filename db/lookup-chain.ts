// The hash chain over an entry's ledger (functions/model/ledger/chain.ts): what waits to be sealed, the seal, and the
// sealed rows. A row's place is unique in its entry, so of two that seal at once one writes nothing.
import { and, asc, desc, eq, gt, isNotNull, lte, type SQL, sql } from 'drizzle-orm'
import { type Db, read, type Statement } from './client.ts'
import { mustChange, unlessTaken } from './commit.ts'
import { lookups } from './schema/verification.ts'

/** No place yet. Their partial index holds no others and gives them in the order in which they are sealed. */
const isWaiting = (rosterEntryId: string | undefined): SQL =>
  rosterEntryId === undefined
    ? sql`chain_seq is null`
    : sql`chain_seq is null and roster_entry_id = ${rosterEntryId}`

/** What waits to be sealed, and where each entry's chain ends, in one round trip. */
export async function findUnsealed(db: Db, rosterEntryId: string | undefined, limit: number) {
  const { rows, heads } = await read(db, {
    rows: db
      .select()
      .from(lookups)
      .where(isWaiting(rosterEntryId))
      .orderBy(asc(lookups.rosterEntryId), asc(lookups.seq))
      .limit(limit),
    heads: db
      .select({
        rosterEntryId: lookups.rosterEntryId,
        chainSeq: sql<number>`${lookups.chainSeq}`,
        chainHash: sql<string>`${lookups.chainHash}`,
      })
      .from(
        sql`(select distinct roster_entry_id as entry_id from (select roster_entry_id from lookups
          where ${isWaiting(rosterEntryId)} order by roster_entry_id, seq limit ${limit})) waiting`,
      )
      .innerJoin(
        lookups,
        sql`${lookups.rosterEntryId} = waiting.entry_id and ${lookups.chainSeq} =
          (select max(l.chain_seq) from lookups l where l.roster_entry_id = waiting.entry_id)`,
      ),
  })
  return { rows, heads }
}

/** Gives rows their places and hashes; undone where one of them has got its own meanwhile. */
export function sealRows(
  db: Db,
  sealed: readonly { seq: number; chainSeq: number; chainHash: string }[],
): Statement[] {
  const json = JSON.stringify(sealed.map((row) => [row.seq, row.chainSeq, row.chainHash]))
  return mustChange(
    db,
    unlessTaken(
      db
        .update(lookups)
        .set({ chainSeq: sql`j.value->>1`, chainHash: sql`j.value->>2` })
        .from(sql`json_each(${json}) j`)
        .where(sql`${lookups.seq} = j.value->>0 and ${lookups.chainSeq} is null`),
      [lookups.rosterEntryId, lookups.chainSeq],
    ),
    sealed.length,
  )
}

/** The last sealed row of an entry. */
export async function findChainHead(db: Db, rosterEntryId: string) {
  const [rows] = await read(db, [
    db
      .select({ chainSeq: lookups.chainSeq, chainHash: lookups.chainHash })
      .from(lookups)
      .where(and(eq(lookups.rosterEntryId, rosterEntryId), isNotNull(lookups.chainSeq)))
      .orderBy(desc(lookups.chainSeq))
      .limit(1),
  ])
  return rows[0]
}

/** Sealed rows in their order, after a place and up to another. */
export async function listSealed(
  db: Db,
  rosterEntryId: string,
  places: { after: number; upTo: number },
  limit: number,
) {
  const [rows] = await read(db, [
    db
      .select()
      .from(lookups)
      .where(
        and(
          eq(lookups.rosterEntryId, rosterEntryId),
          gt(lookups.chainSeq, places.after),
          lte(lookups.chainSeq, places.upTo),
        ),
      )
      .orderBy(asc(lookups.chainSeq))
      .limit(limit),
  ])
  return rows
}

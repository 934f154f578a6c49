// The hash chain over an entry's look-ups and the life of its codes (functions/model/ledger/chain.ts): what waits to be
// sealed, the seal, and the sealed rows. It is one sequence over two tables, each unique in its entry: of two that seal at
// once one writes nothing.
import { and, asc, desc, eq, getTableColumns, gt, isNotNull, lte, type SQL, sql } from 'drizzle-orm'
import { type Db, read, type Statement } from './client.ts'
import { mustChange, unlessTaken } from './commit.ts'
import { codeEvents, lookups } from './schema/verification.ts'

type Chained = typeof lookups | typeof codeEvents

/** No place yet. Their partial indexes hold no others and give them in the order in which they are sealed. */
const isWaiting = (rosterEntryId: string | undefined): SQL =>
  rosterEntryId === undefined
    ? sql`chain_seq is null`
    : sql`chain_seq is null and roster_entry_id = ${rosterEntryId}`

/** Place and hash of the last sealed row that the waiting row's entry has in a table; null without one. */
const lastIn = (table: Chained, waiting: 'lookups' | 'code_events', name: string) =>
  sql<string | null>`(select last.chain_seq || ' ' || last.chain_hash from ${table} last
    where last.roster_entry_id = ${sql.raw(waiting)}.roster_entry_id and last.chain_seq is not null
    order by last.chain_seq desc limit 1)`.as(name)

export interface ChainEnd {
  /** 0 where nothing is sealed yet */
  chainSeq: number
  chainHash: string | undefined
}

const endOf = (lasts: readonly (string | null)[]): ChainEnd =>
  lasts
    .map((last) => last?.split(' ') ?? [])
    .map(([place = '0', chainHash]) => ({ chainSeq: Number(place), chainHash }))
    .reduce((one, other) => (other.chainSeq > one.chainSeq ? other : one))

/** What waits to be sealed, each row with where its entry's chain ends, in one round trip. */
export async function findUnsealed(db: Db, rosterEntryId: string | undefined, limit: number) {
  const found = await read(db, {
    lookups: db
      .select({
        ...getTableColumns(lookups),
        lastLookup: lastIn(lookups, 'lookups', 'last_lookup'),
        lastEvent: lastIn(codeEvents, 'lookups', 'last_event'),
      })
      .from(lookups)
      .where(isWaiting(rosterEntryId))
      .orderBy(asc(lookups.rosterEntryId), asc(lookups.seq))
      .limit(limit),
    events: db
      .select({
        ...getTableColumns(codeEvents),
        lastLookup: lastIn(lookups, 'code_events', 'last_lookup'),
        lastEvent: lastIn(codeEvents, 'code_events', 'last_event'),
      })
      .from(codeEvents)
      .where(isWaiting(rosterEntryId))
      .orderBy(asc(codeEvents.rosterEntryId), asc(codeEvents.seq))
      .limit(limit),
  })
  const ends = new Map(
    [...found.lookups, ...found.events].map((row) => [
      row.rosterEntryId,
      endOf([row.lastLookup, row.lastEvent]),
    ]),
  )
  return { ...found, ends }
}

export interface Placed {
  seq: number
  chainSeq: number
  chainHash: string
}

/** Each table's own key knows nothing of the other's places: a row whose place is taken there is not changed. */
const placeRows = (db: Db, table: Chained, other: Chained, placed: readonly Placed[]): Statement[] => {
  if (placed.length === 0) return []
  const json = JSON.stringify(placed.map((row) => [row.seq, row.chainSeq, row.chainHash]))
  return mustChange(
    db,
    unlessTaken(
      db
        .update(table)
        .set({ chainSeq: sql`j.value->>1`, chainHash: sql`j.value->>2` })
        .from(sql`json_each(${json}) j`)
        .where(
          sql`${table.seq} = j.value->>0 and ${table.chainSeq} is null and not exists (select 1 from ${other}
            where ${other.rosterEntryId} = ${table.rosterEntryId} and ${other.chainSeq} = j.value->>1)`,
        ),
      [table.rosterEntryId, table.chainSeq],
    ),
    placed.length,
  )
}

/** Gives rows their places and hashes; undone where one of them has got its own meanwhile, or another row its place. */
export const sealRows = (
  db: Db,
  placed: { lookups: readonly Placed[]; events: readonly Placed[] },
): Statement[] => [
  ...placeRows(db, lookups, codeEvents, placed.lookups),
  ...placeRows(db, codeEvents, lookups, placed.events),
]

const headIn = (db: Db, table: Chained, rosterEntryId: string) =>
  db
    .select({ chainSeq: table.chainSeq, chainHash: table.chainHash })
    .from(table)
    .where(and(eq(table.rosterEntryId, rosterEntryId), isNotNull(table.chainSeq)))
    .orderBy(desc(table.chainSeq))
    .limit(1)

/** The last sealed row of an entry. */
export async function findChainHead(db: Db, rosterEntryId: string) {
  const { lookup, event } = await read(db, {
    lookup: headIn(db, lookups, rosterEntryId),
    event: headIn(db, codeEvents, rosterEntryId),
  })
  const [one, other] = [lookup[0], event[0]]
  return (other?.chainSeq ?? 0) > (one?.chainSeq ?? 0) ? other : one
}

const between = (table: Chained, rosterEntryId: string, places: { after: number; upTo: number }) =>
  and(
    eq(table.rosterEntryId, rosterEntryId),
    gt(table.chainSeq, places.after),
    lte(table.chainSeq, places.upTo),
  )

/** Of a row that has one. */
const sealedPlace = sql<number>`chain_seq`.as('place')

/** Sealed rows in their order, after a place and up to another: as many as there are places between, at most. */
export async function listSealed(db: Db, rosterEntryId: string, places: { after: number; upTo: number }) {
  const found = await read(db, {
    lookups: db
      .select({ ...getTableColumns(lookups), chainSeq: sealedPlace })
      .from(lookups)
      .where(between(lookups, rosterEntryId, places))
      .orderBy(asc(lookups.chainSeq)),
    events: db
      .select({ ...getTableColumns(codeEvents), chainSeq: sealedPlace })
      .from(codeEvents)
      .where(between(codeEvents, rosterEntryId, places))
      .orderBy(asc(codeEvents.chainSeq)),
  })
  return [...found.lookups, ...found.events].toSorted((one, other) => one.chainSeq - other.chainSeq)
}

export type SealedRow = Awaited<ReturnType<typeof listSealed>>[number]

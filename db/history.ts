// The life of one roster entry, as its graduate may read it: what each version said, and who brought it.
import { and, desc, eq, gt, lt, sql } from 'drizzle-orm'
import { insertRows } from './bulk.ts'
import { type Db, read, type Statement } from './client.ts'
import { confirmations, disputes, records } from './schema/records.ts'
import { rosterChanges } from './schema/roster.ts'

export type NewRosterChange = Omit<typeof rosterChanges.$inferSelect, 'seq'>

/** In the commit of the import that changes the entries. No version is told of twice. */
export const addRosterChanges = (db: Db, changes: readonly NewRosterChange[]): Statement[] =>
  insertRows(db, rosterChanges, changes).map(({ statement }) => statement)

/** Confirmations of an entry, found by its records: there is no index on their entry alone. */
const confirmationsQuery = (db: Db, rosterEntryId: string, before: number, limit: number) =>
  db
    .select({
      recordId: confirmations.recordId,
      confirmedAt: confirmations.confirmedAt,
      endedAt: confirmations.endedAt,
    })
    .from(confirmations)
    .where(
      and(
        sql`${confirmations.recordId} in (select r.id from records r where r.roster_entry_id = ${rosterEntryId})`,
        lt(confirmations.confirmedAt, before),
      ),
    )
    .orderBy(desc(confirmations.confirmedAt))
    .limit(limit)

/**
 * What happened before an instant, the newest `limit` of each kind, in one round trip; one record more, to say what the
 * oldest of them changed.
 */
export async function findHistory(db: Db, rosterEntryId: string, before: number, limit: number) {
  const { versions, roster, confirmed, disputed } = await read(db, {
    versions: db
      .select()
      .from(records)
      .where(and(eq(records.rosterEntryId, rosterEntryId), lt(records.createdAt, before)))
      .orderBy(desc(records.version))
      .limit(limit + 1),
    roster: db
      .select()
      .from(rosterChanges)
      .where(and(eq(rosterChanges.rosterEntryId, rosterEntryId), lt(rosterChanges.at, before)))
      .orderBy(desc(rosterChanges.version))
      .limit(limit),
    confirmed: confirmationsQuery(db, rosterEntryId, before, limit),
    disputed: db
      .select({
        openedAt: disputes.openedAt,
        closedAt: disputes.closedAt,
        closedBecause: disputes.closedBecause,
      })
      .from(disputes)
      .where(and(eq(disputes.rosterEntryId, rosterEntryId), lt(disputes.openedAt, before)))
      .orderBy(desc(disputes.openedAt))
      .limit(limit),
  })
  return { versions, roster, confirmed, disputed }
}

export type History = Awaited<ReturnType<typeof findHistory>>

/** The newest confirmation of an entry that ended, the record it was of, and the roster's changes since it was given. */
export async function findLastConfirmed(db: Db, rosterEntryId: string) {
  const lastConfirmed = sql`(select f.id from confirmations f join records r on r.id = f.record_id
    where r.roster_entry_id = ${rosterEntryId} order by f.confirmed_at desc limit 1)`
  const { was, roster } = await read(db, {
    was: db
      .select()
      .from(records)
      .where(
        sql`${records.id} = (select f.record_id from confirmations f where f.id = ${lastConfirmed} and f.ended_at is not null)`,
      ),
    roster: db
      .select()
      .from(rosterChanges)
      .where(
        and(
          eq(rosterChanges.rosterEntryId, rosterEntryId),
          gt(
            rosterChanges.at,
            sql`(select f.confirmed_at from confirmations f where f.id = ${lastConfirmed})`,
          ),
        ),
      )
      .orderBy(rosterChanges.version)
      .limit(200),
  })
  return { record: was[0], roster }
}

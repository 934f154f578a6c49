import { and, desc, eq, sql } from 'drizzle-orm'
import { type ShownField, shownFields } from '#model/record/fields.ts'
import { among } from './bulk.ts'
import { type Db, read } from './client.ts'
import { unlessTaken } from './commit.ts'
import {
  isChecked,
  isCurrentRecord,
  isLiveConfirmation,
  isOpenDispute,
  noOpenDispute,
  notOnHold,
} from './fragments.ts'
import { insertFrom } from './insert-from.ts'
import { confirmations, disputes, records } from './schema/records.ts'
import { rosterEntries } from './schema/roster.ts'

export type RosterEntry = typeof rosterEntries.$inferSelect
export type DestinationRecord = typeof records.$inferSelect

/** The columns of a record that people are shown, see `shownRecord`. */
export const shownColumns = Object.fromEntries(shownFields.map((field) => [field, records[field]])) as Pick<
  typeof records,
  ShownField
>

/** Everything that says where a graduate's confirmation stands. */
export interface Standing {
  entry: RosterEntry
  record: DestinationRecord | undefined
  confirmation: typeof confirmations.$inferSelect | undefined
  dispute: typeof disputes.$inferSelect | undefined
}

/** The reads of a standing, for callers that read more in the same round trip. */
export const standingQueries = (db: Db, rosterEntryId: string) => ({
  entries: db.select().from(rosterEntries).where(eq(rosterEntries.id, rosterEntryId)),
  current: db
    .select()
    .from(records)
    .where(and(eq(records.rosterEntryId, rosterEntryId), isCurrentRecord)),
  live: db
    .select()
    .from(confirmations)
    .where(and(eq(confirmations.rosterEntryId, rosterEntryId), isLiveConfirmation)),
  open: db
    .select()
    .from(disputes)
    .where(and(eq(disputes.rosterEntryId, rosterEntryId), isOpenDispute))
    .orderBy(desc(disputes.openedAt)),
})

export async function findStanding(db: Db, rosterEntryId: string): Promise<Standing | undefined> {
  const { entries, current, live, open } = await read(db, standingQueries(db, rosterEntryId))
  const entry = entries[0]
  return entry && { entry, record: current[0], confirmation: live[0], dispute: open[0] }
}

/** What is registered of an entry today. */
export async function findRegistered(db: Db, rosterEntryId: string) {
  const { entries, current } = standingQueries(db, rosterEntryId)
  const found = await read(db, { entries, current })
  const entry = found.entries[0]
  return entry && { entry, record: found.current[0] }
}

/** The version named, if it is still the current one, its entry was checked and no hold lasts. */
const fromCurrent = (named: { recordId: string; rosterEntryId: string }) =>
  sql`from ${records} join ${rosterEntries} on ${rosterEntries.id} = ${records.rosterEntryId}
    where ${records.id} = ${named.recordId} and ${records.rosterEntryId} = ${named.rosterEntryId}
      and ${isCurrentRecord} and ${isChecked} and ${notOnHold}`

/**
 * Confirms the current version, if it is still the one named, basic info is checked, the school does not hold the
 * entry back, no dispute is open and, where the province asks for it, archive data is there and none lives already.
 */
export const addConfirmation = (
  db: Db,
  {
    archiveFirst,
    ...confirmation
  }: { id: string; rosterEntryId: string; recordId: string; confirmedAt: number; archiveFirst: boolean },
) =>
  unlessTaken(
    insertFrom(
      db,
      confirmations,
      confirmation,
      sql`${fromCurrent(confirmation)}
      and (${archiveFirst ? 1 : 0} = 0 or ${records.archiveTransferType} <> '')
      and ${noOpenDispute(confirmation.rosterEntryId)}`,
    ),
    [confirmations.rosterEntryId],
  )

export interface NewDispute {
  id: string
  rosterEntryId: string
  recordId: string
  destinationKind: 'changed' | 'wrong' | null
  detailCipher: string
  archiveClaimed: boolean
  hukouClaimed: boolean
  openedAt: number
  provinceCode: string
}

/** Opens a dispute about the current version, if it is still the one named, no hold lasts and none is open already. */
export const addDispute = (db: Db, dispute: NewDispute) =>
  unlessTaken(
    insertFrom(db, disputes, { ...dispute, schoolCode: rosterEntries.schoolCode }, fromCurrent(dispute)),
    [disputes.rosterEntryId],
  )

export const withdrawDispute = (db: Db, disputeId: string, rosterEntryId: string, now: number) =>
  db
    .update(disputes)
    .set({ closedAt: now, closedBecause: 'withdrawn' })
    .where(and(eq(disputes.id, disputeId), eq(disputes.rosterEntryId, rosterEntryId), isOpenDispute))

/** Which of these entries have a record now. */
export async function entriesWithRecord(db: Db, rosterEntryIds: readonly string[]): Promise<Set<string>> {
  const [rows] = await read(db, [
    db
      .select({ id: records.rosterEntryId })
      .from(records)
      .where(and(sql`${records.rosterEntryId} in ${among(rosterEntryIds)}`, isCurrentRecord)),
  ])
  return new Set(rows.map(({ id }) => id))
}

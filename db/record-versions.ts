// The only place where a record gets its next version, or ends: with everything that follows from it, for one entry or
// for many at once. Whoever calls it has read the current versions; where one has moved on since, the batch is undone.
import { and, sql } from 'drizzle-orm'
import { among, insertRows } from './bulk.ts'
import type { Db, Statement } from './client.ts'
import { mustChange, unlessTaken } from './commit.ts'
import { addEvents } from './events.ts'
import { isCurrentRecord } from './fragments.ts'
import { returnOutdated } from './registrations.ts'
import { records, transferCodes } from './schema/records.ts'
import { closeDisputes, endStandings, moveConfirmations } from './standing-effects.ts'

export type NewRecord = typeof records.$inferSelect
export type NewTransferCode = typeof transferCodes.$inferSelect

export interface NextVersions {
  /** ids of the current versions that were read and are replaced */
  replaced: readonly string[]
  next: readonly NewRecord[]
  /** codes of entries that have none yet */
  issued: readonly NewTransferCode[]
  /** entries of which something that a report prints has changed (decision 3) */
  printed: readonly string[]
  /** entries of which only other fields have changed */
  unprinted: readonly string[]
  /** of all these entries */
  provinceCode: string
  now: number
}

/**
 * Writes the next versions. Open disputes close as corrected; confirmations end or move along; registrations that were
 * under review go back to their graduates, unless the caller closes them before these statements.
 */
export function writeVersions(db: Db, change: NextVersions): Statement[] {
  const { replaced, next, issued, printed, unprinted, provinceCode, now } = change
  const entryIds = next.map(({ rosterEntryId }) => rosterEntryId)
  return [
    ...endVersions(db, replaced, 'replaced', now),
    // where there was none, another may have come meanwhile
    ...insertRows(db, records, next).map(({ statement }) =>
      unlessTaken(statement, [records.rosterEntryId], [records.rosterEntryId, records.version]),
    ),
    // one that another commit has given meanwhile stays
    ...insertRows(db, transferCodes, issued).map(({ statement }) => statement.onConflictDoNothing()),
    ...endStandings(db, printed, 'record', now),
    ...moveConfirmations(db, unprinted),
    ...closeDisputes(db, [...printed, ...unprinted], now),
    ...returnOutdated(db, entryIds, now),
    ...(entryIds.length === 0
      ? []
      : [addEvents(db, { kind: 'record.reported', provinceCode, entryIds, at: now })]),
  ]
}

/** 作废: ends an entry's record; no version follows. The province hears of the version that ended. */
export const voidVersion = (
  db: Db,
  ended: { recordId: string; rosterEntryId: string; provinceCode: string; now: number },
): Statement[] => [
  addEvents(db, {
    kind: 'record.voided',
    provinceCode: ended.provinceCode,
    entryIds: [ended.rosterEntryId],
    at: ended.now,
  }),
  ...endVersions(db, [ended.recordId], 'voided', ended.now),
  ...endStandings(db, [ended.rosterEntryId], 'record', ended.now),
  ...closeDisputes(db, [ended.rosterEntryId], ended.now),
]

const endVersions = (
  db: Db,
  ids: readonly string[],
  endedBecause: 'replaced' | 'voided',
  now: number,
): Statement[] =>
  ids.length === 0
    ? []
    : mustChange(
        db,
        db
          .update(records)
          .set({ supersededAt: now, endedBecause })
          .where(and(sql`${records.id} in ${among(ids)}`, isCurrentRecord)),
        ids.length,
      )

// What a changed roster entry or record, or a dispute, takes with it; for one entry or many at once.
import { and, sql } from 'drizzle-orm'
import type { SupersededBecause } from '#model/reasons.ts'
import { among } from './bulk.ts'
import type { Db, Statement } from './client.ts'
import { noteCodes } from './code-events.ts'
import { currentRecordOf, isLiveCode, isLiveConfirmation, isOpenDispute, unsealed } from './fragments.ts'
import { codes } from './schema/authorizations.ts'
import { confirmations, disputes } from './schema/records.ts'

/** Ends the confirmation and supersedes the live codes: what a report prints has changed or is disputed (decision 3). */
export const endStandings = (
  db: Db,
  entryIds: readonly string[],
  because: SupersededBecause,
  now: number,
): Statement[] => {
  if (entryIds.length === 0) return []
  const theirLiveCodes = and(sql`${codes.rosterEntryId} in ${among(entryIds)}`, isLiveCode(now))
  return [
    db
      .update(confirmations)
      .set({ endedAt: now })
      .where(and(sql`${confirmations.rosterEntryId} in ${among(entryIds)}`, isLiveConfirmation)),
    // before they change: afterwards nothing tells these from codes that were superseded before
    noteCodes(db, { event: 'superseded', at: now, cause: because }, theirLiveCodes),
    db
      .update(codes)
      .set({ supersededAt: now, supersededBecause: because, ...unsealed })
      .where(theirLiveCodes),
  ]
}

/** Carries a confirmation over to the version now current: nothing that a report prints has changed. */
export const moveConfirmations = (db: Db, entryIds: readonly string[]): Statement[] =>
  entryIds.length === 0
    ? []
    : [
        db
          .update(confirmations)
          .set({
            recordId: currentRecordOf(confirmations.rosterEntryId),
          })
          .where(and(sql`${confirmations.rosterEntryId} in ${among(entryIds)}`, isLiveConfirmation)),
      ]

/** A corrected record answers the dispute about the one before. */
export const closeDisputes = (db: Db, entryIds: readonly string[], now: number): Statement[] =>
  entryIds.length === 0
    ? []
    : [
        db
          .update(disputes)
          .set({ closedAt: now, closedBecause: 'corrected' })
          .where(and(sql`${disputes.rosterEntryId} in ${among(entryIds)}`, isOpenDispute)),
      ]

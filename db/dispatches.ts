// Sendings of files as the school enters them, one or many at once. Every write is tied to what was read: another
// school's, an outdated version, one the unit has answered meanwhile or a record not to be sent undoes the batch.
import { and, eq, getTableColumns, isNull, not, sql } from 'drizzle-orm'
import { among, jsonChunks } from './bulk.ts'
import { type Db, read, type Statement } from './client.ts'
import { mustChange, unlessTaken } from './commit.ts'
import { answersOfSending } from './dispatch-answers.ts'
import { isAnswered, isCurrentRecord, isCurrentSending, notOnHold } from './fragments.ts'
import { insertFrom } from './insert-from.ts'
import { dispatches } from './schema/dispatches.ts'
import { records } from './schema/records.ts'
import { rosterEntries } from './schema/roster.ts'

export type DispatchRow = typeof dispatches.$inferSelect

interface Sent {
  method: DispatchRow['method']
  trackingNumber: string
  sentOn: string
}

/** New sendings, if the entries are this school's, their current records name somebody to send to and no other counts. */
export const addDispatches = (
  db: Db,
  schoolCode: string,
  sent: readonly (Sent & { id: string; rosterEntryId: string })[],
  unsendable: readonly string[],
  now: number,
): Statement[] =>
  jsonChunks(
    sent.map((each) => [each.id, each.rosterEntryId, each.method, each.trackingNumber, each.sentOn]),
  ).flatMap(({ json, rows }) =>
    mustChange(
      db,
      unlessTaken(
        insertFrom(
          db,
          dispatches,
          {
            id: sql`j.value->>0`,
            rosterEntryId: rosterEntries.id,
            schoolCode: rosterEntries.schoolCode,
            cohort: rosterEntries.cohort,
            method: sql`j.value->>2`,
            trackingNumber: sql`j.value->>3`,
            sentOn: sql`j.value->>4`,
            recordedAt: now,
            updatedAt: now,
          },
          sql`from json_each(${json}) j
            cross join ${rosterEntries} on ${rosterEntries.id} = j.value->>1
              and ${rosterEntries.schoolCode} = ${schoolCode}
            cross join ${records} on ${records.rosterEntryId} = ${rosterEntries.id} and ${isCurrentRecord}
          where ${notOnHold} and ${records.archiveTransferType} not in ${among(unsendable)}`,
        ),
        [dispatches.rosterEntryId],
      ),
      rows,
    ),
  )

/** Corrections of sendings nobody has answered, or additions to an answer that came first. */
export const correctDispatches = (
  db: Db,
  schoolCode: string,
  corrected: readonly (Sent & { id: string; version: number })[],
  now: number,
): Statement[] =>
  jsonChunks(
    corrected.map((each) => [each.id, each.version, each.method, each.trackingNumber, each.sentOn]),
  ).flatMap(({ json, rows }) =>
    mustChange(
      db,
      db
        .update(dispatches)
        .set({
          method: sql`j.value->>2`,
          trackingNumber: sql`j.value->>3`,
          sentOn: sql`j.value->>4`,
          updatedAt: now,
          version: sql`${dispatches.version} + 1`,
        })
        .from(sql`json_each(${json}) j`)
        .where(
          and(
            sql`${dispatches.id} = j.value->>0 and ${dispatches.version} = j.value->>1`,
            eq(dispatches.schoolCode, schoolCode),
            isCurrentSending,
            sql`(not ${isAnswered} or ${dispatches.method} = '')`,
          ),
        ),
      rows,
    ),
  )

/** Answered sendings that another one follows. */
export const replaceDispatches = (
  db: Db,
  schoolCode: string,
  replaced: readonly { id: string; version: number }[],
  now: number,
): Statement[] =>
  jsonChunks(replaced.map(({ id, version }) => [id, version])).flatMap(({ json, rows }) =>
    mustChange(
      db,
      db
        .update(dispatches)
        .set({ replacedAt: now, version: sql`${dispatches.version} + 1` })
        .from(sql`json_each(${json}) j`)
        .where(
          and(
            sql`${dispatches.id} = j.value->>0 and ${dispatches.version} = j.value->>1`,
            eq(dispatches.schoolCode, schoolCode),
            isCurrentSending,
            isAnswered,
          ),
        ),
      rows,
    ),
  )

/** A school's current sending by id, with all that was answered of it. */
export async function findDispatch(db: Db, schoolCode: string, id: string) {
  const [rows] = await read(db, [
    db
      .select({ ...getTableColumns(dispatches), answers: answersOfSending })
      .from(dispatches)
      .where(and(eq(dispatches.id, id), eq(dispatches.schoolCode, schoolCode), isCurrentSending)),
  ])
  return rows[0]
}

/**
 * Takes a sending back that no answer stands of, and the one that it replaced counts again. One that was never answered
 * goes as if it had not been entered; one whose answers were set aside is kept with them.
 */
export function withdrawDispatch(db: Db, taken: DispatchRow, keep: boolean, now: number): Statement[] {
  const which = and(
    eq(dispatches.id, taken.id),
    eq(dispatches.schoolCode, taken.schoolCode),
    eq(dispatches.version, taken.version),
    isCurrentSending,
    not(isAnswered),
  )
  const next = sql`${dispatches.version} + 1`
  return [
    ...mustChange(
      db,
      keep
        ? db.update(dispatches).set({ replacedAt: now, withdrawnAt: now, version: next }).where(which)
        : db.delete(dispatches).where(which),
    ),
    db
      .update(dispatches)
      .set({ replacedAt: null, version: next })
      .where(
        and(
          eq(dispatches.rosterEntryId, taken.rosterEntryId),
          eq(dispatches.replacedAt, taken.recordedAt),
          isNull(dispatches.withdrawnAt),
        ),
      ),
  ]
}

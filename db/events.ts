// The feed a province follows: written in the commit of the act itself, read by its sequence number.
import { and, asc, eq, gt, gte, lt, sql } from 'drizzle-orm'
import { among } from './bulk.ts'
import { type Db, read, type Statement } from './client.ts'
import { isCurrentRecord, isLiveConfirmation } from './fragments.ts'
import { insertFrom } from './insert-from.ts'
import { confirmations, records } from './schema/records.ts'
import { rosterEntries } from './schema/roster.ts'
import { events } from './schema/sync.ts'

type EventKind = (typeof events.$inferSelect)['kind']

/** Of an entry and a version of its record. */
const about = ({ kind, provinceCode, at }: { kind: EventKind; provinceCode: string; at: number }) => ({
  at,
  provinceCode,
  schoolCode: rosterEntries.schoolCode,
  kind,
  examNumber: rosterEntries.examNumber,
  recordVersion: records.version,
})

/** One event for each of these entries, about the version that is current when the statement runs. */
export const addEvents = (
  db: Db,
  happened: { kind: EventKind; provinceCode: string; entryIds: readonly string[]; at: number },
) =>
  insertFrom(
    db,
    events,
    about(happened),
    sql`from ${among(happened.entryIds)} named
    cross join ${rosterEntries} on ${rosterEntries.id} = named.value
    cross join ${records} on ${records.rosterEntryId} = ${rosterEntries.id} and ${isCurrentRecord}`,
  )

/**
 * For confirmations that end although neither graduate nor province acted: goes before `endStandings`, because only the
 * entries whose confirmation still lives are told of.
 */
export const confirmationEndedEvents = (
  db: Db,
  ended: { provinceCode: string; entryIds: readonly string[]; at: number },
): Statement[] =>
  ended.entryIds.length === 0
    ? []
    : [
        insertFrom(
          db,
          events,
          about({ kind: 'confirmation.ended', ...ended }),
          sql`from ${among(ended.entryIds)} named
          cross join ${confirmations} on ${confirmations.rosterEntryId} = named.value and ${isLiveConfirmation}
          cross join ${rosterEntries} on ${rosterEntries.id} = ${confirmations.rosterEntryId}
          cross join ${records} on ${records.id} = ${confirmations.recordId}`,
        ),
      ]

const shown = {
  seq: events.seq,
  at: events.at,
  schoolCode: events.schoolCode,
  kind: events.kind,
  examNumber: events.examNumber,
  recordVersion: events.recordVersion,
}

/** A province's events after this one, oldest first. */
export async function findEvents(db: Db, provinceCode: string, after: number, limit: number) {
  const [rows] = await read(db, [
    db
      .select(shown)
      .from(events)
      .where(and(eq(events.provinceCode, provinceCode), gt(events.seq, after)))
      .orderBy(asc(events.seq))
      .limit(limit),
  ])
  return rows
}

/** A school's events of some time, oldest first, as far as they were told to this province. */
export async function findSchoolEvents(
  db: Db,
  of: { provinceCode: string; schoolCode: string; from: number; until: number },
) {
  const [rows] = await read(db, [
    db
      .select(shown)
      .from(events)
      .where(
        and(
          eq(events.schoolCode, of.schoolCode),
          gte(events.at, of.from),
          lt(events.at, of.until),
          eq(events.provinceCode, of.provinceCode),
        ),
      )
      .orderBy(asc(events.seq)),
  ])
  return rows
}

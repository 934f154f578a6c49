// What a roster import reads and writes: everything in sets, a few statements whatever the number of rows.
import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import { among, insertRows, jsonChunks, snake } from './bulk.ts'
import { type Db, read, type Statement } from './client.ts'
import { mustChange } from './commit.ts'
import { sessions } from './schema/access.ts'
import { bindings, rosterEntries } from './schema/roster.ts'

export type NewRosterEntry = typeof rosterEntries.$inferSelect

/** ciphers are not read: an upload compares blind indexes */
const {
  idNumberCipher: _idNumber,
  emailCipher: _email,
  phoneCipher: _phone,
  ...comparedColumns
} = getTableColumns(rosterEntries)

export type KnownEntry = Omit<NewRosterEntry, 'idNumberCipher' | 'emailCipher' | 'phoneCipher'>

export interface Missing {
  examNumber: string
  name: string
}

/** At most this many missing graduates are listed; all are counted. */
const missingListed = 1000

/**
 * The school's entries of these cohorts that a file names, and those it does not name, in one round trip.
 * @param examNumbers every exam number of the file, also of refused rows
 */
export async function findEntriesOfFile(
  db: Db,
  schoolCode: string,
  cohorts: readonly number[],
  examNumbers: readonly string[],
): Promise<{ entries: KnownEntry[]; missing: Missing[]; missingCount: number }> {
  const ofCohorts = and(
    eq(rosterEntries.schoolCode, schoolCode),
    sql`${rosterEntries.cohort} in ${among(cohorts)}`,
  )
  const { missing, count, entries } = await read(db, {
    ...missingQueries(db, schoolCode, cohorts, examNumbers),
    entries: jsonChunks(examNumbers).map(({ json }) =>
      db
        .select(comparedColumns)
        .from(rosterEntries)
        .where(and(ofCohorts, sql`${rosterEntries.examNumber} in (select value from json_each(${json}))`)),
    ),
  })
  return { entries: entries.flat(), missing, missingCount: count[0]?.count ?? 0 }
}

export function missingQueries(
  db: Db,
  schoolCode: string,
  cohorts: readonly number[],
  examNumbers: readonly string[],
) {
  const missing = and(
    eq(rosterEntries.schoolCode, schoolCode),
    sql`${rosterEntries.cohort} in ${among(cohorts)}`,
    sql`${rosterEntries.examNumber} not in ${among(examNumbers)}`,
  )
  return {
    missing: db
      .select({ examNumber: rosterEntries.examNumber, name: rosterEntries.name })
      .from(rosterEntries)
      .where(missing)
      .orderBy(rosterEntries.cohort, rosterEntries.examNumber)
      .limit(missingListed),
    count: db
      .select({ count: sql<number>`count(*)`.as('count') })
      .from(rosterEntries)
      .where(missing),
  }
}

/** Entries of the school that carry one of these identity numbers (blind indexes). */
export async function findEntriesByIdNumber(db: Db, schoolCode: string, idNumberIndexes: readonly string[]) {
  const found = jsonChunks(idNumberIndexes).map(({ json }) =>
    db
      .select({
        idNumberIndex: rosterEntries.idNumberIndex,
        cohort: rosterEntries.cohort,
        examNumber: rosterEntries.examNumber,
      })
      .from(rosterEntries)
      .where(
        and(
          sql`${rosterEntries.idNumberIndex} in (select value from json_each(${json}))`,
          eq(rosterEntries.schoolCode, schoolCode),
        ),
      ),
  )
  return (await read(db, { found })).found.flat()
}

/**
 * Writes entries: new ones, and known ones under their own id and the version after the one that was read. An entry
 * that changed meanwhile, or was added under another id, undoes the batch. `basicInfoCheckedAt` of a known entry: null
 * asks for a new check, anything else keeps the one there is.
 */
export function writeEntries(db: Db, entries: readonly NewRosterEntry[]): Statement[] {
  const kept = new Set(['id', 'schoolCode', 'cohort', 'examNumber', 'createdAt', 'basicInfoCheckedAt'])
  const set = Object.fromEntries(
    Object.keys(getTableColumns(rosterEntries))
      .filter((column) => !kept.has(column))
      .map((column) => [column, sql.raw(`excluded.${snake(column)}`)]),
  )
  return insertRows(db, rosterEntries, entries).flatMap(({ statement, rows }) =>
    mustChange(
      db,
      statement.onConflictDoUpdate({
        target: [rosterEntries.schoolCode, rosterEntries.cohort, rosterEntries.examNumber],
        set: {
          ...set,
          basicInfoCheckedAt: sql`case when excluded.basic_info_checked_at is null then null else ${rosterEntries.basicInfoCheckedAt} end`,
        },
        setWhere: sql`${rosterEntries.id} = excluded.id and ${rosterEntries.version} = excluded.version - 1`,
      }),
      rows,
    ),
  )
}

/** Takes sign-ins off entries whose identity number changed, sessions included: they may be another person's. */
export const unbindEntries = (db: Db, entryIds: readonly string[]): Statement[] =>
  entryIds.length === 0
    ? []
    : [
        db.delete(bindings).where(sql`${bindings.rosterEntryId} in ${among(entryIds)}`),
        db.delete(sessions).where(sql`${sessions.rosterEntryId} in ${among(entryIds)}`),
      ]

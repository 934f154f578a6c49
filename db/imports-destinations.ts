// What an import of destinations reads and writes, by a school or by a province: everything in sets.
import { and, asc, eq, sql } from 'drizzle-orm'
import { among, jsonChunks } from './bulk.ts'
import { type Db, read } from './client.ts'
import { hasTransferCode, isCurrentRecord, lastVersion } from './fragments.ts'
import { missingQueries, type Missing } from './imports-roster.ts'
import { provinces, schools } from './schema/places.ts'
import { records } from './schema/records.ts'
import type { NewRecord } from './record-versions.ts'
import { rosterEntries } from './schema/roster.ts'

/** A graduate a row may be about, with the record that now stands. */
export interface KnownGraduate {
  id: string
  schoolCode: string
  cohort: number
  examNumber: string
  nameFolded: string
  archiveMovedIn: boolean | null
  hukouMovedIn: boolean | null
  /** of any record it ever had; 0 where it never had one */
  lastVersion: number
  /** whether a 转递编号 was issued, 0 or 1 */
  hasTransferCode: number
  record: NewRecord | undefined
}

/** The cohorts a school has, one index seek each. */
export const cohortsOf = (schoolCode: string) => sql`(
  with recursive c(cohort) as (
    select min(cohort) from roster_entries where school_code = ${schoolCode}
    union all
    select (select min(e.cohort) from roster_entries e where e.school_code = ${schoolCode} and e.cohort > c.cohort)
    from c where c.cohort is not null)
  select cohort from c where cohort is not null)`

/** The graduates of these schools under these exam numbers, of any cohort, with their current records; one round trip. */
export async function findGraduates(
  db: Db,
  schoolCodes: readonly string[],
  examNumbers: readonly string[],
): Promise<KnownGraduate[]> {
  const chunks = jsonChunks(examNumbers).map(({ json }) => {
    // by exam number, however many schools a province has; the + keeps the planner from walking whole schools
    const named = and(
      sql`${rosterEntries.examNumber} in (select value from json_each(${json}))`,
      sql`+${rosterEntries.schoolCode} in ${among(schoolCodes)}`,
    )
    return {
      graduates: db
        .select({
          id: rosterEntries.id,
          schoolCode: rosterEntries.schoolCode,
          cohort: rosterEntries.cohort,
          examNumber: rosterEntries.examNumber,
          nameFolded: rosterEntries.nameFolded,
          archiveMovedIn: rosterEntries.archiveMovedIn,
          hukouMovedIn: rosterEntries.hukouMovedIn,
          lastVersion,
          hasTransferCode,
        })
        .from(rosterEntries)
        .where(named),
      current: db
        .select()
        .from(records)
        .where(
          and(
            sql`${records.rosterEntryId} in (${db.select({ id: rosterEntries.id }).from(rosterEntries).where(named)})`,
            isCurrentRecord,
          ),
        ),
    }
  })
  const found = await read(db, {
    graduates: chunks.map(({ graduates }) => graduates),
    current: chunks.map(({ current }) => current),
  })
  const recordOf = new Map(found.current.flat().map((record) => [record.rosterEntryId, record]))
  return found.graduates
    .flat()
    .map((graduate) => Object.assign(graduate, { record: recordOf.get(graduate.id) }))
}

/** Graduates of these cohorts that a file does not name. */
export async function findMissing(
  db: Db,
  schoolCode: string,
  cohorts: readonly number[],
  examNumbers: readonly string[],
): Promise<{ missing: Missing[]; missingCount: number }> {
  const { missing, count } = await read(db, missingQueries(db, schoolCode, cohorts, examNumbers))
  return { missing, missingCount: count[0]?.count ?? 0 }
}

/** Schools of a province, and its settings. */
export async function listSchools(directory: Db, provinceCode: string) {
  const [rows] = await read(directory, [
    directory
      .select({ code: schools.code, entryName: provinces.entryName, entryUrl: provinces.entryUrl })
      .from(schools)
      .innerJoin(provinces, eq(provinces.code, schools.provinceCode))
      .where(eq(schools.provinceCode, provinceCode))
      .orderBy(asc(schools.code)),
  ])
  return rows
}

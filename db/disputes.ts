// Open disputes as those who can mend them read them: oldest first, by keyset over (opened_at, id).
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Place } from '#model/keyset.ts'
import { type Db, read } from './client.ts'
import { pageEverywhere } from './everywhere.ts'
import { isOpenDispute } from './fragments.ts'
import { shownColumns } from './records.ts'
import { disputes, records } from './schema/records.ts'
import { rosterEntries } from './schema/roster.ts'
import type { Shards } from './shards.ts'

const shown = {
  id: disputes.id,
  openedAt: disputes.openedAt,
  detailCipher: disputes.detailCipher,
  recordId: disputes.recordId,
  schoolCode: disputes.schoolCode,
  entryId: sql<string>`${rosterEntries.id}`.as('entry_id'),
  name: rosterEntries.name,
  examNumber: rosterEntries.examNumber,
  college: rosterEntries.college,
  major: rosterEntries.major,
  recordVersion: sql<number>`${records.version}`.as('record_version'),
  sourceSystem: records.sourceSystem,
  reportedAt: records.reportedAt,
  ...shownColumns,
}

/** Whose they are: a school's, or a province's; of one source system or of both. */
interface DisputesOf {
  schoolCode?: string
  provinceCode?: string
  sourceSystem?: 'national' | 'provincial' | undefined
}

/** One page from all databases. */
export const pageOfDisputes = (shards: Shards, of: DisputesOf, after: Place | undefined, size: number) =>
  pageEverywhere(
    shards,
    size,
    (db, limit) => listOpenDisputes(db, of, after, limit),
    (row) => row.openedAt,
    'oldest',
  )

async function listOpenDisputes(db: Db, of: DisputesOf, after: Place | undefined, limit: number) {
  const [rows] = await read(db, [
    db
      .select(shown)
      .from(disputes)
      .innerJoin(rosterEntries, eq(rosterEntries.id, disputes.rosterEntryId))
      .innerJoin(records, eq(records.id, disputes.recordId))
      .where(
        and(
          of.schoolCode === undefined ? undefined : eq(disputes.schoolCode, of.schoolCode),
          of.provinceCode === undefined ? undefined : eq(disputes.provinceCode, of.provinceCode),
          isOpenDispute,
          of.sourceSystem === undefined ? undefined : eq(records.sourceSystem, of.sourceSystem),
          after === undefined
            ? undefined
            : sql`(${disputes.openedAt}, ${disputes.id}) > (${after.at}, ${after.id})`,
        ),
      )
      .orderBy(asc(disputes.openedAt), asc(disputes.id))
      .limit(limit),
  ])
  return rows
}

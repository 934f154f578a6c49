import { and, eq, sql } from 'drizzle-orm'
import { type Db, read } from './client.ts'
import { currentRecordOf } from './fragments.ts'
import { codes, reports } from './schema/authorizations.ts'
import { openCodeUnderSeal, reportUnderSeal } from './under-seal.ts'

/** A report of this roster entry with its code, or undefined: another's is the same as missing. */
export async function findReport(db: Db, id: string, rosterEntryId: string) {
  const [rows] = await read(db, [
    db
      .select({
        underSeal: reportUnderSeal,
        code: openCodeUnderSeal,
        cipher: codes.cipher,
        endedAt: codes.endedAt,
        endedBecause: codes.endedBecause,
        supersededAt: codes.supersededAt,
        supersededBecause: codes.supersededBecause,
        registered: sql<number>`${currentRecordOf(reports.rosterEntryId)} is not null`,
      })
      .from(reports)
      .innerJoin(codes, eq(codes.reportId, reports.id))
      .where(and(eq(reports.id, id), eq(reports.rosterEntryId, rosterEntryId))),
  ])
  return rows[0]
}

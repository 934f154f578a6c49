import { and, desc, eq, lt } from 'drizzle-orm'
import { type Db, read } from './client.ts'
import { lookups } from './schema/verification.ts'

/** A page of an entry's look-ups, newest first, by keyset. @param before only rows with a smaller seq */
export async function listLookups(db: Db, rosterEntryId: string, before: number | undefined, limit: number) {
  const [rows] = await read(db, [
    db
      .select()
      .from(lookups)
      .where(
        and(
          eq(lookups.rosterEntryId, rosterEntryId),
          before === undefined ? undefined : lt(lookups.seq, before),
        ),
      )
      .orderBy(desc(lookups.seq))
      .limit(limit),
  ])
  return rows
}

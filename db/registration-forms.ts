import { and, desc, eq } from 'drizzle-orm'
import { type Db, read } from './client.ts'
import { records, transferCodes } from './schema/records.ts'
import { rosterEntries } from './schema/roster.ts'

/** What a 去向登记信息表 prints of an entry of this school, or undefined: another's is the same as missing. */
export async function findForm(db: Db, schoolCode: string, rosterEntryId: string) {
  const { entries, newest, codes } = await read(db, {
    entries: db
      .select()
      .from(rosterEntries)
      .where(and(eq(rosterEntries.id, rosterEntryId), eq(rosterEntries.schoolCode, schoolCode))),
    // the newest version, also one that was voided
    newest: db
      .select()
      .from(records)
      .where(eq(records.rosterEntryId, rosterEntryId))
      .orderBy(desc(records.version))
      .limit(1),
    codes: db.select().from(transferCodes).where(eq(transferCodes.rosterEntryId, rosterEntryId)),
  })
  const [entry] = entries
  return entry && { entry, record: newest[0], code: codes[0] }
}

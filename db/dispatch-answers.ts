import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { type Db, read } from './client.ts'
import { isCurrentRecord, isCurrentSending } from './fragments.ts'
import { dispatches } from './schema/dispatches.ts'
import { records } from './schema/records.ts'

export interface NewAnswer {
  outcome: 'received' | 'returned'
  returnReasonCipher: string
  answeredAt: number
}

/** This version is still the record that stands: a condition inside guarded statements. */
const stands = (recordId: string) =>
  sql`exists (select 1 from ${records} where ${records.id} = ${recordId} and ${isCurrentRecord})`

/** The receiving unit's answer on the sending that counts, if nobody has answered it. */
export const answerDispatch = (db: Db, dispatchId: string, recordId: string, answer: NewAnswer) =>
  db
    .update(dispatches)
    .set({ ...answer, updatedAt: answer.answeredAt, version: sql`${dispatches.version} + 1` })
    .where(and(eq(dispatches.id, dispatchId), isNull(dispatches.outcome), isCurrentSending, stands(recordId)))

/** An entry's sendings, newest first; the one that counts has no `replacedAt`. */
export async function findSendings(db: Db, rosterEntryId: string) {
  const [rows] = await read(db, [
    db
      .select()
      .from(dispatches)
      .where(eq(dispatches.rosterEntryId, rosterEntryId))
      .orderBy(desc(dispatches.recordedAt), desc(sql`rowid`)),
  ])
  return rows
}

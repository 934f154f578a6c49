// The outbox of reminders. A code is marked as reminded in the same batch that queues its message.
import { and, asc, desc, eq, lte, sql } from 'drizzle-orm'
import type { ReportKind } from '#model/report/kinds.ts'
import { type Db, read } from './client.ts'
import { isLiveCode } from './fragments.ts'
import { insertFrom } from './insert-from.ts'
import { codes } from './schema/authorizations.ts'
import { messages } from './schema/messages.ts'
import { rosterEntries } from './schema/roster.ts'

/** Queues a message for at most `limit` live codes that end by `until` and were not reminded of, and marks them. */
export function queueReminders(
  db: Db,
  { now, until, machineNow, limit }: { now: number; until: number; machineNow: number; limit: number },
) {
  const due = sql`select ${codes.hmac} from ${codes} indexed by codes_to_remind
    where ${isLiveCode(now)} and ${codes.validUntil} <= ${until} and ${codes.remindedAt} is null
    order by ${codes.validUntil}, ${codes.hmac} limit ${limit}`
  return {
    queued: insertFrom(
      db,
      messages,
      {
        id: sql`${codes.reportId} || '.' || ${codes.validUntil}`,
        rosterEntryId: codes.rosterEntryId,
        reportId: codes.reportId,
        kind: codes.kind,
        validUntil: codes.validUntil,
        state: 'queued',
        queuedAt: machineNow,
        nextTryAt: machineNow,
      },
      sql`from ${codes} where ${codes.hmac} in (${due})`,
    ).onConflictDoNothing(),
    reminded: db
      .update(codes)
      .set({ remindedAt: now })
      .where(sql`${codes.hmac} in (${due})`),
  }
}

/** What is due to be sent, with the school's sealed contact data of the graduate and whether the code still ends then. */
export async function findQueued(db: Db, now: number, machineNow: number, limit: number) {
  const [rows] = await read(db, [
    db
      .select({
        id: sql<string>`${messages.id}`.as('message_id'),
        kind: sql<ReportKind>`${messages.kind}`.as('message_kind'),
        validUntil: sql<number>`${messages.validUntil}`.as('message_valid_until'),
        tries: messages.tries,
        live: sql<number>`${isLiveCode(now)} and ${codes.validUntil} = ${messages.validUntil}`.as(
          'code_live',
        ),
        entryId: sql<string>`${rosterEntries.id}`.as('entry_id'),
        schoolName: rosterEntries.schoolName,
        phoneCipher: rosterEntries.phoneCipher,
        emailCipher: rosterEntries.emailCipher,
      })
      .from(messages)
      .innerJoin(codes, eq(codes.reportId, messages.reportId))
      .innerJoin(rosterEntries, eq(rosterEntries.id, messages.rosterEntryId))
      .where(and(eq(messages.state, 'queued'), lte(messages.nextTryAt, machineNow)))
      .orderBy(asc(messages.nextTryAt))
      .limit(limit),
  ])
  return rows
}

export type Settled = Exclude<(typeof messages.$inferSelect)['state'], 'queued'>

export const settleMessage = (db: Db, id: string, state: Settled, machineNow: number) =>
  db
    .update(messages)
    .set({ state, settledAt: machineNow, tries: sql`${messages.tries} + 1` })
    .where(and(eq(messages.id, id), eq(messages.state, 'queued')))

export const tryMessageLater = (db: Db, id: string, nextTryAt: number) =>
  db
    .update(messages)
    .set({ nextTryAt, tries: sql`${messages.tries} + 1` })
    .where(and(eq(messages.id, id), eq(messages.state, 'queued')))

/** Deletes at most `limit` messages that were queued before this. */
export const dropOldMessages = (db: Db, before: number, limit: number) =>
  db
    .delete(messages)
    .where(
      sql`${messages.id} in (select id from messages where queued_at < ${before} order by queued_at limit ${limit})`,
    )

/** The newest messages, with whom they are for. */
export async function listMessages(db: Db, limit: number) {
  const [rows] = await read(db, [
    db
      .select({
        id: sql<string>`${messages.id}`.as('message_id'),
        kind: messages.kind,
        validUntil: messages.validUntil,
        state: messages.state,
        queuedAt: messages.queuedAt,
        settledAt: messages.settledAt,
        entryId: sql<string>`${rosterEntries.id}`.as('entry_id'),
        schoolName: rosterEntries.schoolName,
        phoneCipher: rosterEntries.phoneCipher,
        emailCipher: rosterEntries.emailCipher,
      })
      .from(messages)
      .innerJoin(rosterEntries, eq(rosterEntries.id, messages.rosterEntryId))
      .orderBy(desc(messages.queuedAt))
      .limit(limit),
  ])
  return rows
}

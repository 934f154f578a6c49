import { and, eq, getTableColumns, gt, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { read } from './client.ts'
import { sessions, staff } from './schema/access.ts'

export type Session = typeof sessions.$inferSelect
export type NewSession = typeof sessions.$inferInsert

/** The session under this hash that has not passed its absolute end; idle time is the caller's rule. */
export async function findSession(
  db: Db,
  idHash: string,
  machineNow: number,
): Promise<(Session & { college: string | null; staffLive: number }) | undefined> {
  const [rows] = await read(db, [
    db
      .select({
        ...getTableColumns(sessions),
        college: sql<string | null>`${staff.college}`.as('staff_college'),
        /** 0 for staff whose account is gone or disabled */
        staffLive:
          sql<number>`${sessions.kind} <> 'staff' or (${staff.id} is not null and ${staff.disabledAt} is null)`.as(
            'staff_live',
          ),
      })
      .from(sessions)
      .leftJoin(staff, eq(staff.id, sessions.staffId))
      .where(and(eq(sessions.idHash, idHash), gt(sessions.expiresAt, machineNow))),
  ])
  return rows[0]
}

export const addSession = (db: Db, session: NewSession) => db.insert(sessions).values(session)

export const touchSession = (db: Db, idHash: string, machineNow: number) =>
  db.update(sessions).set({ lastSeenAt: machineNow }).where(eq(sessions.idHash, idHash))

export const endSession = (db: Db, idHash: string) => db.delete(sessions).where(eq(sessions.idHash, idHash))

/** The same session under a new id, at a step-up (session fixation). */
export const renameSession = (db: Db, from: string, to: string) =>
  db.update(sessions).set({ idHash: to }).where(eq(sessions.idHash, from))

export const chooseEntry = (
  db: Db,
  idHash: string,
  entry: { rosterEntryId: string; schoolCode: string; cohort: number },
) => db.update(sessions).set(entry).where(eq(sessions.idHash, idHash))

/** Deletes at most `limit` sessions past their end. */
export const dropEndedSessions = (db: Db, machineNow: number, limit: number) =>
  db
    .delete(sessions)
    .where(
      sql`${sessions.idHash} in (select id_hash from sessions where expires_at <= ${machineNow} limit ${limit})`,
    )

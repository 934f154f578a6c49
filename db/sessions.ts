import { and, eq, getTableColumns, gt, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { read } from './client.ts'
import { departmentColumns } from './departments.ts'
import { staffPlace } from './people.ts'
import { sessions, staff } from './schema/access.ts'
import { departmentAccounts, departments } from './schema/departments.ts'

export type NewSession = typeof sessions.$inferInsert

/** The session under this hash that has not passed its absolute end; idle time is the caller's rule. */
export async function findSession(db: Db, idHash: string, machineNow: number) {
  const [rows] = await read(db, [
    db
      .select({
        ...getTableColumns(sessions),
        place: staffPlace,
        department: departmentColumns,
        /** 0 where the account, or its department, is gone or disabled */
        live: sql<number>`case ${sessions.kind}
          when 'staff' then ${staff.id} is not null and ${staff.disabledAt} is null
          when 'department' then ${departmentAccounts.id} is not null and ${departmentAccounts.disabledAt} is null
            and ${departments.id} is not null and ${departments.disabledAt} is null
          else 1 end`.as('live'),
      })
      .from(sessions)
      .leftJoin(staff, and(eq(staff.id, sessions.staffId), eq(sessions.kind, 'staff')))
      .leftJoin(
        departmentAccounts,
        and(eq(departmentAccounts.id, sessions.staffId), eq(sessions.kind, 'department')),
      )
      .leftJoin(departments, eq(departments.id, departmentAccounts.departmentId))
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

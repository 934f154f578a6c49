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
        /** 0 where the grant, or its department, is gone, disabled or not confirmed; 1 where none is chosen yet */
        live: sql<number>`case when ${sessions.staffId} is null then 1 else case ${sessions.kind}
          when 'staff' then ${staff.id} is not null and ${staff.disabledAt} is null
            and ${staff.confirmedAt} is not null
          when 'department' then ${departmentAccounts.id} is not null and ${departmentAccounts.disabledAt} is null
            and ${departments.id} is not null and ${departments.disabledAt} is null
          else 1 end end`.as('live'),
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

/** What a session's own person holds and may act by at this moment. */
const isHeld = {
  staff: (
    id: string,
  ) => sql`exists (select 1 from staff held where held.id = ${id} and held.issuer = sessions.issuer
    and held.subject = sessions.subject and held.disabled_at is null and held.confirmed_at is not null)`,
  department: (
    id: string,
  ) => sql`exists (select 1 from department_accounts held join departments of on of.id = held.department_id
    where held.id = ${id} and held.issuer = sessions.issuer and held.subject = sessions.subject
    and held.disabled_at is null and of.disabled_at is null)`,
}

/** The grant that a session acts by from now on. */
export const chooseGrant = (
  db: Db,
  session: { idHash: string; kind: keyof typeof isHeld },
  chosen: { staffId: string; schoolCode: string | null; claimsCipher: string },
) =>
  db
    .update(sessions)
    .set(chosen)
    .where(
      and(
        eq(sessions.idHash, session.idHash),
        eq(sessions.kind, session.kind),
        isHeld[session.kind](chosen.staffId),
      ),
    )

/** Deletes at most `limit` sessions past their end. */
export const dropEndedSessions = (db: Db, machineNow: number, limit: number) =>
  db
    .delete(sessions)
    .where(
      sql`${sessions.idHash} in (select id_hash from sessions where expires_at <= ${machineNow} limit ${limit})`,
    )

// What a person holds, of schools and colleges or of departments, as rows of the database become actors.
import { findDepartmentAccounts } from '../../../db/departments.ts'
import { findStaff } from '../../../db/people.ts'
import type { Db } from '../../../db/client.ts'
import type { Arriving, SessionActor } from '#model/actors.ts'
import { type HeldKind, staffScopeOf } from '#model/roles.ts'
import { departmentOf } from '../stored-actors.ts'

export interface Held {
  actor: Arriving<SessionActor<HeldKind>>
  /** the school or department */
  place: string
  /** the college of it; '' for all of it */
  part: string
}

type StaffRow = Awaited<ReturnType<typeof findStaff>>[number]
type AccountRow = Awaited<ReturnType<typeof findDepartmentAccounts>>[number]

/** The ones that open something: a school's that waits for its second person does not. */
export const heldStaff = (rows: readonly StaffRow[]): Held[] =>
  rows.flatMap((row) => {
    const scope = staffScopeOf(row)
    if (row.confirmedAt === null || scope === undefined) return []
    const actor = { kind: 'staff', accountId: row.id, scope, name: row.name } as const
    return [{ actor, place: row.schoolName, part: row.college }]
  })

export const heldAccounts = (rows: readonly AccountRow[]): Held[] =>
  rows.map(({ accountId, accountName, department }) => ({
    actor: {
      kind: 'department',
      accountId,
      scope: { level: 'department', department: departmentOf(department) },
      name: accountName,
    },
    place: department.name,
    part: '',
  }))

const held = {
  staff: async (db: Db, issuer: string, subject: string) => heldStaff(await findStaff(db, issuer, subject)),
  department: async (db: Db, issuer: string, subject: string) =>
    heldAccounts(await findDepartmentAccounts(db, issuer, subject)),
} as const satisfies Record<HeldKind, (db: Db, issuer: string, subject: string) => Promise<Held[]>>

/** What somebody may choose among in a session of this kind. */
export const findHeld = (
  db: Db,
  { of, issuer, subject }: { of: HeldKind; issuer: string; subject: string },
): Promise<Held[]> => held[of](db, issuer, subject)

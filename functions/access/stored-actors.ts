// From the rows of the database to who acts, and back. Only here is '' the whole school, and `staffId` an account of any
// kind.
import type { DepartmentColumns } from '../../db/departments.ts'
import type { findTokenClient } from '../../db/machine-clients.ts'
import type { findSession, NewSession } from '../../db/sessions.ts'
import {
  type ActorOf,
  type GraduateActor,
  type GrantHolder,
  schoolCodeOf,
  type SessionActor,
  type SystemRole,
} from '#model/actors.ts'
import type { Department } from '#model/department.ts'
import { type SessionKind, staffScopeOf } from '#model/roles.ts'

type SessionRow = NonNullable<Awaited<ReturnType<typeof findSession>>>
type ClientRow = NonNullable<Awaited<ReturnType<typeof findTokenClient>>>
type Claims = GraduateActor['claims']

export const departmentOf = ({ unitNames, ...columns }: DepartmentColumns): Department => ({
  ...columns,
  unitNames: JSON.parse(unitNames) as string[],
})

const sessionActors: {
  [K in SessionKind]: (row: SessionRow, sessionHash: string, claims: Claims) => SessionActor<K> | undefined
} = {
  graduate: ({ issuer, subject, rosterEntryId, schoolCode, cohort }, sessionHash, claims) => ({
    kind: 'graduate',
    sessionHash,
    issuer,
    subject,
    claims,
    ...(rosterEntryId === null || schoolCode === null || cohort === null
      ? {}
      : { rosterEntryId, schoolCode, cohort }),
  }),
  staff: ({ staffId, place }, sessionHash, { name }) => {
    const scope = place === null ? undefined : staffScopeOf(place)
    if (staffId === null || scope === undefined) return undefined
    return { kind: 'staff', sessionHash, accountId: staffId, scope, name }
  },
  department: ({ staffId, department }, sessionHash, { name }) => {
    if (staffId === null || department === null) return undefined
    const scope = { level: 'department', department: departmentOf(department) } as const
    return { kind: 'department', sessionHash, accountId: staffId, scope, name }
  },
}

/** Who a live session is; undefined where its account has no place. */
export const sessionActorOf = <K extends SessionKind>(
  kind: K,
  row: SessionRow,
  sessionHash: string,
  claims: Claims,
): SessionActor<K> | undefined => sessionActors[kind](row, sessionHash, claims)

/** What a session's row keeps of whom it is about. */
export function sessionColumnsOf(
  actor: SessionActor | GrantHolder,
): Pick<NewSession, 'staffId' | 'rosterEntryId' | 'schoolCode' | 'cohort'> {
  if (actor.kind === 'holder') return {}
  if (actor.kind !== 'graduate') return { staffId: actor.accountId, schoolCode: schoolCodeOf(actor) }
  const { rosterEntryId, schoolCode, cohort } = actor
  return { rosterEntryId, schoolCode, cohort }
}

/** Who acts with a machine's credentials, and as what; undefined where its department is gone or disabled. */
export function systemActorOf(
  client: ClientRow,
): { [R in SystemRole]: { role: R; actor: ActorOf<R> } }[SystemRole] | undefined {
  const { clientId: accountId, provinceCode, departmentId, department } = client
  if (departmentId === null) {
    const scope = { level: 'province', provinceCode } as const
    return { role: 'provincialSystem', actor: { kind: 'province', accountId, scope } }
  }
  if (department === null) return undefined
  const scope = { level: 'department', department: departmentOf(department) } as const
  return { role: 'departmentSystem', actor: { kind: 'department', accountId, scope } }
}

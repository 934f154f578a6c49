// Who can act with us: one row a role. Whatever differs between roles is read from here; a switch over them stands
// nowhere else.
import type { Department } from './department.ts'

const MINUTE = 60_000

/** The two providers a person is sent to; one redirect address each. */
export const providers = ['graduate', 'staff'] as const
export type ProviderKind = (typeof providers)[number]

/**
 * What a browser holds to be known by: one cookie a kind, so that a person can be several; `__Host-` wants Secure and
 * Path=/. Idle and absolute ends are milliseconds of machine time (`security.md`, rules for every route).
 */
export const sessionRules = {
  graduate: {
    cookie: '__Host-graduate',
    provider: 'graduate',
    startPage: '/graduate/',
    idle: 30 * MINUTE,
    absolute: 480 * MINUTE,
  },
  staff: {
    cookie: '__Host-staff',
    provider: 'staff',
    startPage: '/staff/',
    idle: 15 * MINUTE,
    absolute: 480 * MINUTE,
  },
  // departments' accounts are the staff provider's too
  department: {
    cookie: '__Host-department',
    provider: 'staff',
    startPage: '/department/',
    idle: 15 * MINUTE,
    absolute: 480 * MINUTE,
  },
} as const satisfies Record<
  string,
  {
    cookie: `__Host-${string}`
    provider: ProviderKind
    startPage: `/${string}/`
    idle: number
    absolute: number
  }
>
export type SessionKind = keyof typeof sessionRules
export const sessionKinds = Object.keys(sessionRules) as [SessionKind, ...SessionKind[]]

/** The sessions that act by one of the grants a person holds. */
export type HeldKind = Exclude<SessionKind, 'graduate'>

/** How far an account reaches. Each level names its place in full: none has a value that means "all". */
interface Scopes {
  province: { level: 'province'; provinceCode: string }
  school: { level: 'school'; schoolCode: string }
  college: { level: 'college'; schoolCode: string; college: string }
  department: { level: 'department'; department: Department }
}
type Level = keyof Scopes
export type ScopeOf<L extends Level> = Scopes[L]

/** The columns of a staff account that say where it acts, as the database has them: '' is the whole school. */
export interface AccountPlace {
  schoolCode: string
  college: string
}

interface Role {
  /** what the audit calls it */
  kind: 'graduate' | 'staff' | 'department' | 'province'
  /** the session that carries it, or an access token for machines */
  by: SessionKind | 'token'
  /** staff: the scope of an account that has this role */
  scopeOf?: (place: AccountPlace) => Scopes[Level] | undefined
  /** what another role of the same session is told where only this one may */
  reserved?: string
}

export const roles = {
  /** their own entries, by the sign-in these are bound to */
  graduate: { kind: 'graduate', by: 'graduate' },
  school: {
    kind: 'staff',
    by: 'staff',
    scopeOf: ({ schoolCode, college }): ScopeOf<'school'> | undefined =>
      college === '' ? { level: 'school', schoolCode } : undefined,
    reserved: 'staff.school_only',
  },
  college: {
    kind: 'staff',
    by: 'staff',
    scopeOf: ({ schoolCode, college }): ScopeOf<'college'> | undefined =>
      college === '' ? undefined : { level: 'college', schoolCode, college },
  },
  department: { kind: 'department', by: 'department' },
  departmentSystem: { kind: 'department', by: 'token' },
  provincialSystem: { kind: 'province', by: 'token' },
} as const satisfies Record<string, Role>

/** Where a staff account acts: the scope of the role whose place it is, or undefined for a place that is no role's. */
export function staffScopeOf(place: AccountPlace) {
  for (const role of Object.values(roles)) {
    const scope = 'scopeOf' in role ? role.scopeOf(place) : undefined
    if (scope !== undefined) return scope
  }
  return undefined
}

// Who acts. Built from the session or the access token only, never from the request's own words.
import type { HeldKind, roles, ScopeOf, SessionKind } from './roles.ts'

type Roles = typeof roles
export type Role = keyof Roles
type RoleWith<Property> = { [R in Role]: Roles[R] extends Property ? R : never }[Role]
/** Roles of people, carried by a session. */
export type SessionRole = RoleWith<{ by: SessionKind }>
/** Roles of machines, carried by an access token. */
export type SystemRole = RoleWith<{ by: 'token' }>
export type StaffRole = RoleWith<{ kind: 'staff' }>

interface SessionActors {
  graduate: GraduateActor
  staff: StaffActor
  department: DepartmentPerson
}
/** Whoever a session of this kind is. */
export type SessionActor<K extends SessionKind = SessionKind> = SessionActors[K]

/** Who signs in; whose session it is comes with its id. */
export type Arriving<A extends SessionActor | GrantHolder = SessionActor | GrantHolder> = A extends unknown
  ? Omit<A, 'sessionHash'>
  : never

/** Whoever acts in this role. */
export type ActorOf<R extends Role> = ({ [S in StaffRole]: StaffActor<S> } & {
  graduate: GraduateActor
  department: DepartmentPerson
  departmentSystem: DepartmentSystem
  provincialSystem: ProvincialSystem
})[R]

export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'system'; name: string }
  | SessionActor
  | GrantHolder
  | DepartmentSystem
  | ProvincialSystem

/** Somebody who signed in to act by one of several grants, and about to choose which. */
export interface GrantHolder {
  kind: 'holder'
  of: HeldKind
  sessionHash: string
  issuer: string
  subject: string
  /** what the session acts by now */
  chosenId: string | null
}

/** Somebody of a school's staff, or of one college of it. */
export interface StaffActor<R extends StaffRole = StaffRole> {
  kind: 'staff'
  sessionHash: string
  accountId: string
  scope: ScopeOf<R>
  name: string
}

/** Somebody who verifies for a department. */
export interface DepartmentPerson {
  kind: 'department'
  sessionHash: string
  accountId: string
  scope: ScopeOf<'department'>
  name: string
}

/** A department's own machine, known by its access token. */
export interface DepartmentSystem {
  kind: 'department'
  /** the machine client */
  accountId: string
  scope: ScopeOf<'department'>
}

export type DepartmentActor = DepartmentPerson | DepartmentSystem

/** A provincial system, known by its access token. */
export interface ProvincialSystem {
  kind: 'province'
  /** the machine client */
  accountId: string
  scope: ScopeOf<'province'>
}

export interface GraduateActor {
  kind: 'graduate'
  sessionHash: string
  issuer: string
  subject: string
  /** what the provider says of the person; phone and e-mail shown are these (decision 12) */
  claims: { name: string; phone: string; email: string }
  /** the roster entry chosen; undefined until one is */
  rosterEntryId?: string
  schoolCode?: string
  cohort?: number
}

/** The role in which somebody is signed in. */
export const roleOf = (actor: SessionActor): SessionRole =>
  actor.kind === 'staff' ? actor.scope.level : actor.kind

/** The session somebody has, whatever they may do in it. */
export const sessionKindOf = (actor: SessionActor | GrantHolder): SessionKind =>
  actor.kind === 'holder' ? actor.of : actor.kind

/** Who signed in or out, as the audit names it. */
export const signedInAs = (actor: SessionActor | GrantHolder): string =>
  'accountId' in actor ? actor.accountId : actor.subject

/** What the audit calls an actor. */
export function auditIdOf(actor: Actor): string {
  if ('accountId' in actor) return actor.accountId
  if (actor.kind === 'graduate') return actor.rosterEntryId ?? actor.subject
  if (actor.kind === 'holder') return actor.subject
  return actor.kind === 'system' ? actor.name : ''
}

/** Who somebody stays from one session to the next. */
export function identityOf(actor: Actor): string {
  if ('accountId' in actor) return actor.accountId
  return 'issuer' in actor ? `${actor.issuer}\n${actor.subject}` : actor.kind
}

/** The school an actor belongs to, where it is one. */
export function schoolCodeOf(actor: Exclude<Actor, { kind: 'anonymous' | 'system' }>): string | undefined {
  if (actor.kind === 'graduate') return actor.schoolCode
  if (actor.kind === 'holder') return undefined
  return 'schoolCode' in actor.scope ? actor.scope.schoolCode : undefined
}

/** The school, department or province somebody acts for; '' for anybody else. */
export function placeOfActor(actor: Actor): string {
  if (!('scope' in actor)) return ''
  const { scope } = actor
  if ('schoolCode' in scope) return scope.schoolCode
  if ('department' in scope) return scope.department.id
  return 'provinceCode' in scope ? scope.provinceCode : ''
}

// Decides who is asking, from the session cookie or, for machines, the access token only. What it never does: take a
// school, an entry or a role from the request's own words.
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie, deleteCookie } from 'hono/cookie'
import { commit } from '../../db/commit.ts'
import { findTokenClient } from '../../db/machine-clients.ts'
import { endSession, findSession, touchSession } from '../../db/sessions.ts'
import type { AppEnv } from '../platform/bindings.ts'
import { departmentOf, machineActor } from './department-actor.ts'
import { refuse } from '../platform/problem.ts'
import { sha256 } from '../platform/secrets.ts'
import { isIdle, type SessionKind, sessionLimits, touchEvery } from '#model/session.ts'
import type { Actor, GraduateActor } from '#model/actors.ts'

/** `__Host-` wants Secure and Path=/; one cookie a kind, so that a person can be both. */
export const sessionCookie = {
  graduate: '__Host-graduate',
  staff: '__Host-staff',
  department: '__Host-department',
} as const satisfies Record<SessionKind, string>

const cookieOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const

export const giveSession = (c: Context<AppEnv>, kind: SessionKind, id: string) =>
  setCookie(c, sessionCookie[kind], id, { ...cookieOptions, maxAge: sessionLimits[kind].absolute / 1000 })

export const takeSession = (c: Context<AppEnv>, kind: SessionKind) =>
  deleteCookie(c, sessionCookie[kind], cookieOptions)

/** The actor of a live session of this kind, or undefined. Touches it at most once a minute. */
export async function findActor(c: Context<AppEnv>, kind: SessionKind): Promise<Actor | undefined> {
  const cookie = getCookie(c, sessionCookie[kind])
  if (cookie === undefined || !/^[A-Za-z0-9_-]{22}$/.test(cookie)) return undefined
  const work = c.get('work')
  const db = work.shards.directory
  const idHash = await sha256(cookie)
  const session = await findSession(db, idHash, work.machineNow)
  if (session?.kind !== kind) return undefined
  // an account that was disabled ends its open sessions at their next request
  if (session.live === 0 || isIdle(session, work.machineNow)) {
    await commit(work, db, { audit: { none: 'tidying' }, statements: { ended: endSession(db, idHash) } })
    return undefined
  }
  if (work.machineNow - session.lastSeenAt >= touchEvery)
    await commit(work, db, {
      audit: { none: 'session touch' },
      statements: { touched: touchSession(db, idHash, work.machineNow) },
    })
  const claims = JSON.parse(
    await work.secrets.open('sessions.claims', session.subject, session.claimsCipher),
  ) as GraduateActor['claims']
  if (session.kind === 'staff')
    return {
      kind: 'staff',
      sessionHash: idHash,
      staffId: session.staffId ?? '',
      schoolCode: session.schoolCode ?? '',
      college: session.college ?? '',
      name: claims.name,
    }
  if (session.kind === 'department') {
    if (session.department === null) return undefined
    return {
      kind: 'department',
      sessionHash: idHash,
      accountId: session.staffId ?? '',
      name: claims.name,
      department: departmentOf(session.department),
    }
  }
  return {
    kind: 'graduate',
    sessionHash: idHash,
    issuer: session.issuer,
    subject: session.subject,
    claims,
    ...(session.rosterEntryId === null || session.schoolCode === null || session.cohort === null
      ? {}
      : { rosterEntryId: session.rosterEntryId, schoolCode: session.schoolCode, cohort: session.cohort }),
  }
}

/**
 * Lets only this kind of session through; anything else is 401. `school` is staff of the whole school: a college's are
 * told so. A write must also come from our own pages.
 */
export const only =
  (kind: SessionKind | 'school'): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const actor = await findActor(c, kind === 'school' ? 'staff' : kind)
    if (actor === undefined) refuse('session.missing')
    if (kind === 'school' && actor.kind === 'staff' && actor.college !== '') refuse('staff.school_only')
    c.set('work', { ...c.get('work'), actor })
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') fromOwnPages(c)
    await next()
  }

/**
 * Lets only a system with a live access token through: a province's, or a department's. No cookie is looked at, so no
 * Origin is asked for.
 */
const onlyMachine =
  (kind: 'province' | 'department'): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const given = c.req.header('authorization')
    if (given === undefined) refuse('token.missing', { challenge: 'Bearer' })
    const token = /^Bearer +([A-Za-z0-9_-]{44})$/i.exec(given)?.[1]
    const work = c.get('work')
    const client =
      token === undefined
        ? undefined
        : await findTokenClient(work.shards.directory, await sha256(token), work.machineNow)
    const actor = client === undefined ? undefined : machineActor(client)
    if (actor?.kind !== kind) refuse('token.invalid', { challenge: 'Bearer error="invalid_token"' })
    c.set('work', { ...work, actor })
    await next()
  }

export const onlyProvince = onlyMachine('province')
export const onlyDepartmentMachine = onlyMachine('department')

/** @throws Problem when a write was not sent by a page of our own origin */
export function fromOwnPages(c: Context<AppEnv>): void {
  if (c.req.header('origin') !== c.get('work').config.origin) refuse('request.foreign_origin')
}

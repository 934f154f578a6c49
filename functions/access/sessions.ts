// Decides who is asking, from the session cookie or, for machines, the access token only. What it never does: take a
// school, an entry or a role from the request's own words.
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie, deleteCookie } from 'hono/cookie'
import { commit } from '../../db/commit.ts'
import { findTokenClient } from '../../db/machine-clients.ts'
import { endSession, findSession, touchSession } from '../../db/sessions.ts'
import type { AppEnv } from '../platform/bindings.ts'
import { refuse } from '../platform/problem.ts'
import { stating } from '../platform/route-properties.ts'
import { sha256 } from '../platform/secrets.ts'
import {
  type Actor,
  type ActorOf,
  type GraduateActor,
  type GrantHolder,
  roleOf,
  type SessionActor,
  type SessionRole,
  type SystemRole,
} from '#model/actors.ts'
import { type HeldKind, roles, type SessionKind, sessionRules } from '#model/roles.ts'
import { isIdle, touchEvery } from '#model/session.ts'
import { sessionActorOf, systemActorOf } from './stored-actors.ts'

const cookieOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const

export const giveSession = (c: Context<AppEnv>, kind: SessionKind, id: string) =>
  setCookie(c, sessionRules[kind].cookie, id, {
    ...cookieOptions,
    maxAge: sessionRules[kind].absolute / 1000,
  })

export const takeSession = (c: Context<AppEnv>, kind: SessionKind) =>
  deleteCookie(c, sessionRules[kind].cookie, cookieOptions)

type Live = NonNullable<Awaited<ReturnType<typeof findLive>>>

/** The live session of this kind, or undefined. Touches it at most once a minute. */
async function findLive<Env extends AppEnv>(c: Context<Env>, kind: SessionKind) {
  const cookie = getCookie(c, sessionRules[kind].cookie)
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
  return { session, idHash, claims }
}

const actorOf = <K extends SessionKind>(kind: K, live: Live | undefined): SessionActor<K> | undefined =>
  live && sessionActorOf(kind, live.session, live.idHash, live.claims)

/** The actor of a live session of this kind, or undefined. */
export const findActor = async <K extends SessionKind, Env extends AppEnv>(
  c: Context<Env>,
  kind: K,
): Promise<SessionActor<K> | undefined> => actorOf(kind, await findLive(c, kind))

/** Whoever holds a live session of this kind, whether or not a grant is chosen; or undefined. */
export async function findHolder<Env extends AppEnv>(
  c: Context<Env>,
  kind: HeldKind,
): Promise<GrantHolder | undefined> {
  const live = await findLive(c, kind)
  if (live === undefined) return undefined
  const { issuer, subject, staffId } = live.session
  return { kind: 'holder', of: kind, sessionHash: live.idHash, issuer, subject, chosenId: staffId }
}

const hasChosen = (kind: SessionKind, live: Live | undefined) =>
  live === undefined || kind === 'graduate' || live.session.staffId !== null

/** Whether this actor has one of these roles. @throws Problem of the first one where another role has the session */
function isOneOf<R extends SessionRole>(
  actor: SessionActor,
  allowed: readonly [R, ...R[]],
): actor is SessionActor & ActorOf<R> {
  if ((allowed as readonly SessionRole[]).includes(roleOf(actor))) return true
  const role = roles[allowed[0]]
  return 'reserved' in role ? refuse(role.reserved) : false
}

/** Types the work of everything behind it as this actor's. */
const asking = <A extends Actor>(ask: MiddlewareHandler<AppEnv<A>>) => stating('asks who', ask)

/**
 * Lets only these roles of one session through, and types the work as theirs; anything else is 401, and another role of
 * the same session is told whose it is. A write must also come from our own pages.
 */
export const only = <R extends SessionRole>(...allowed: [R, ...R[]]) =>
  asking<ActorOf<R>>(async (c, next) => {
    const kind = roles[allowed[0]].by
    const live = await findLive(c, kind)
    if (!hasChosen(kind, live)) refuse('grant.not_chosen')
    const actor = actorOf(kind, live)
    if (actor === undefined || !isOneOf(actor, allowed)) refuse('session.missing')
    c.set('work', { ...c.get('work'), actor })
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') fromOwnPages(c)
    await next()
  })

/** Lets whoever has such a session choose what to act by. A write must also come from our own pages. */
export const choosing = (kind: HeldKind) =>
  asking<GrantHolder>(async (c, next) => {
    const actor = await findHolder(c, kind)
    if (actor === undefined) refuse('session.missing')
    c.set('work', { ...c.get('work'), actor })
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') fromOwnPages(c)
    await next()
  })

/**
 * For a page: lets only this role through, and leads whoever is not signed in to the sign-in and back, whoever has a
 * grant to choose to where they are.
 * @param back where to, the page itself unless it says otherwise
 */
export const orSignIn = <R extends SessionRole>(role: R, back: (c: Context) => string = (c) => c.req.path) =>
  asking<ActorOf<R>>(async (c, next) => {
    const kind = roles[role].by
    const live = await findLive(c, kind)
    if (!hasChosen(kind, live)) return c.redirect(sessionRules[kind].startPage)
    const actor = actorOf(kind, live)
    if (actor === undefined || !isOneOf(actor, [role]))
      return c.redirect(`/sign-in/${kind}?return=${encodeURIComponent(back(c))}`)
    c.set('work', { ...c.get('work'), actor })
    await next()
  })

/** Lets only systems of this role through, by a live access token. No cookie is looked at, so no Origin is asked for. */
export const onlySystem = <R extends SystemRole>(role: R) =>
  asking<ActorOf<R>>(async (c, next) => {
    const given = c.req.header('authorization')
    if (given === undefined) refuse('token.missing', { challenge: 'Bearer' })
    const token = /^Bearer +([A-Za-z0-9_-]{44})$/i.exec(given)?.[1]
    const work = c.get('work')
    const client =
      token === undefined
        ? undefined
        : await findTokenClient(work.shards.directory, await sha256(token), work.machineNow)
    const known = client === undefined ? undefined : systemActorOf(client)
    if (known?.role !== role) refuse('token.invalid', { challenge: 'Bearer error="invalid_token"' })
    c.set('work', { ...work, actor: known.actor as ActorOf<R> })
    await next()
  })

/** @throws Problem when a write was not sent by a page of our own origin */
export function fromOwnPages<Env extends AppEnv>(c: Context<Env>): void {
  if (c.req.header('origin') !== c.get('work').config.origin) refuse('request.foreign_origin')
}

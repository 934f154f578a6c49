// Signing in and out, and the step-up. What it never does: take who somebody is, or where they come back to, from
// anything but the provider's checked answer and the sealed pre-session.
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { findActor, findHolder, fromOwnPages, giveSession, orSignIn, takeSession } from '../sessions.ts'
import type { AppEnv } from '../../platform/bindings.ts'
import { Problem, refuse } from '../../platform/problem.ts'
import { type ProviderKind, type SessionKind, sessionKinds, sessionRules } from '#model/roles.ts'
import { query } from '../../platform/validate.ts'
import { open } from '../../platform/route-properties.ts'
import { beginSignIn, type Leaving } from './begin-sign-in.ts'
import { beginStepUp } from './begin-step-up.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { finishStepUp } from './finish-step-up.ts'
import { openPreSession } from './pre-session.ts'
import { awayFor } from '#model/session.ts'
import { ownPath } from './decide-sign-in.ts'
import { signOut } from './sign-out.ts'
import { wayOn } from '#words/access/sign-in.ts'

const preSessionCookie = '__Host-pre-session'
const cookieOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const

/** Cookies are a host's: a page opened as localhost continues under the host that providers send people back to. */
const underOurHost: MiddlewareHandler<AppEnv> = async (c, next) => {
  const { origin } = c.get('work').config
  const asked = new URL(c.req.url)
  if (asked.host !== new URL(origin).host) return c.redirect(`${origin}${asked.pathname}${asked.search}`)
  return next()
}

const returnQuery = query(z.strictObject({ return: z.string().optional() }))

const to = (path: string, returnTo: string | undefined) =>
  returnTo === undefined ? path : `${path}?return=${encodeURIComponent(returnTo)}`

/** Gives a refusal its next step: the same thing again, where it must be otherwise with a word for that. */
async function orAgain<T>(href: string, text: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const next = { href, text: error.code === 'sign_in.bound_elsewhere' ? wayOn.otherAccount : text }
    throw new Problem(error.code, { next, ...error.said })
  }
}

function leave(c: Context, leaving: Leaving) {
  setCookie(c, preSessionCookie, leaving.preSession, { ...cookieOptions, maxAge: awayFor / 1000 })
  return c.redirect(leaving.location)
}

/** A pre-session is good for one answer, whatever comes of it: also where a problem page is the answer. */
const singleUse: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next()
  deleteCookie(c, preSessionCookie, cookieOptions)
}

const callback =
  (kind: ProviderKind) =>
  async (c: Context<AppEnv>): Promise<Response> => {
    const work = c.get('work')
    const preSession = await openPreSession(work, getCookie(c, preSessionCookie))
    const session = preSession?.session ?? kind
    const signIn = `/sign-in/${session}`
    const again = { href: signIn, text: wayOn.signInAgain }
    if (preSession === undefined) refuse('sign_in.expired', { next: again })
    if (preSession.provider !== kind) refuse('sign_in.rejected', { reason: 'another provider', next: again })
    const { search } = new URL(c.req.url)
    const { returnTo } = preSession
    if (preSession.purpose === 'step-up') {
      const actor = await findActor(c, 'graduate')
      if (actor === undefined)
        refuse('session.missing', { next: { href: to(signIn, returnTo), text: wayOn.signInAgain } })
      const id = await orAgain(to('/step-up', returnTo), wayOn.retry, () =>
        finishStepUp({ ...work, actor }, preSession, search),
      )
      giveSession(c, 'graduate', id)
    } else {
      const id = await orAgain(to(signIn, returnTo), wayOn.signInAgain, () =>
        finishSignIn(work, preSession, search, getCookie(c, sessionRules[session].cookie)),
      )
      giveSession(c, session, id)
    }
    return c.redirect(returnTo, 303)
  }

const begin = async (c: Context<AppEnv>, kind: SessionKind, asked: string | undefined) =>
  orAgain(to(`/sign-in/${kind}`, ownPath(asked, sessionRules[kind].startPage)), wayOn.retry, async () =>
    leave(c, await beginSignIn(c.get('work'), kind, asked)),
  )

const stepUpBack = (c: Context) => ownPath(c.req.query('return'), '/graduate/authorize/')
const stepUpAgain = (c: Context) => to('/step-up', stepUpBack(c))

export const signInRoutes = new Hono<AppEnv>()
  .get('/sign-in/graduate', open(), underOurHost, returnQuery, (c) =>
    begin(c, 'graduate', c.req.valid('query').return),
  )
  .get('/sign-in/staff', open(), underOurHost, returnQuery, (c) =>
    begin(c, 'staff', c.req.valid('query').return),
  )
  .get('/sign-in/department', open(), underOurHost, returnQuery, (c) =>
    begin(c, 'department', c.req.valid('query').return),
  )
  .get('/sign-in/callback/graduate', open(), singleUse, callback('graduate'))
  .get('/sign-in/callback/staff', open(), singleUse, callback('staff'))
  .get('/step-up', underOurHost, returnQuery, orSignIn('graduate', stepUpAgain), async (c) => {
    const work = c.get('work')
    if (work.actor.rosterEntryId === undefined) return c.redirect(sessionRules.graduate.startPage)
    return orAgain(stepUpAgain(c), wayOn.retry, async () => leave(c, await beginStepUp(work, stepUpBack(c))))
  })
  .post('/sign-out', open(), async (c) => {
    fromOwnPages(c)
    for (const kind of sessionKinds) {
      const actor =
        (await findActor(c, kind)) ?? (kind === 'graduate' ? undefined : await findHolder(c, kind))
      if (actor !== undefined) await signOut(c.get('work'), actor)
      takeSession(c, kind)
    }
    return c.redirect('/', 303)
  })

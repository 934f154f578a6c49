// Signing in and out, and the step-up. What it never does: take who somebody is, or where they come back to, from
// anything but the provider's checked answer and the sealed pre-session.
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { findActor, fromOwnPages, giveSession, sessionCookie, takeSession } from '../platform/access.ts'
import type { AppEnv } from '../platform/bindings.ts'
import { refuse } from '../platform/problem.ts'
import { beginSignIn, type Leaving } from './begin-sign-in.ts'
import { beginStepUp } from './begin-step-up.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { finishStepUp } from './finish-step-up.ts'
import { openPreSession } from './pre-session.ts'
import { awayFor, ownPath, type ProviderKind } from './sign-in.rules.ts'
import { signOut } from './sign-out.ts'

const preSessionCookie = '__Host-pre-session'
const cookieOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const

/** Cookies are a host's: a page opened as localhost continues under the host that providers send people back to. */
const underOurHost: MiddlewareHandler<AppEnv> = async (c, next) => {
  const { origin } = c.get('work').config
  const asked = new URL(c.req.url)
  if (asked.host !== new URL(origin).host) return c.redirect(`${origin}${asked.pathname}${asked.search}`)
  return next()
}

function leave(c: Context<AppEnv>, leaving: Leaving) {
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
    if (preSession === undefined) refuse('sign_in.expired')
    if (preSession.provider !== kind) refuse('sign_in.rejected', { reason: 'another provider' })
    const { search } = new URL(c.req.url)
    if (preSession.purpose === 'step-up') {
      const actor = await findActor(c, 'graduate')
      if (actor === undefined) refuse('session.missing')
      giveSession(c, kind, await finishStepUp({ ...work, actor }, preSession, search))
    } else
      giveSession(c, kind, await finishSignIn(work, preSession, search, getCookie(c, sessionCookie[kind])))
    return c.redirect(preSession.returnTo, 303)
  }

export const signInRoutes = new Hono<AppEnv>()
  .get('/sign-in/graduate', underOurHost, async (c) =>
    leave(c, await beginSignIn(c.get('work'), 'graduate', c.req.query('return'))),
  )
  .get('/sign-in/staff', underOurHost, async (c) =>
    leave(c, await beginSignIn(c.get('work'), 'staff', c.req.query('return'))),
  )
  .get('/sign-in/callback/graduate', singleUse, callback('graduate'))
  .get('/sign-in/callback/staff', singleUse, callback('staff'))
  .get('/step-up', underOurHost, async (c) => {
    const back = ownPath(c.req.query('return'), '/graduate/authorize/')
    const actor = await findActor(c, 'graduate')
    if (actor === undefined)
      return c.redirect(
        `/sign-in/graduate?return=${encodeURIComponent(`/step-up?return=${encodeURIComponent(back)}`)}`,
      )
    return leave(c, await beginStepUp({ ...c.get('work'), actor }, back))
  })
  .post('/sign-out', async (c) => {
    fromOwnPages(c)
    for (const kind of ['graduate', 'staff'] as const) {
      const actor = await findActor(c, kind)
      if (actor !== undefined) await signOut(c.get('work'), actor)
      takeSession(c, kind)
    }
    return c.redirect('/', 303)
  })

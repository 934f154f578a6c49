import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import { openAPIRouteHandler } from 'hono-openapi'
import { authorizationRoutes } from './authorizations/routes.ts'
import { basicInfoRoutes } from './records/basic-info/routes.ts'
import { codeTableRoutes } from './records/regions/routes.ts'
import { dispatchRoutes } from './transfer/routes.ts'
import { lookupRoutes } from './ledger/routes.ts'
import type { AppEnv } from './platform/bindings.ts'
import { securityHeaders } from '#model/security-headers.ts'
import { cacheFor } from './platform/caching.ts'
import { causeOf, log } from './platform/log.ts'
import { openWork } from './platform/open-work.ts'
import { pageWith, problemContent } from './print/page.ts'
import { Problem, refuse } from './platform/problem.ts'
import { open, states } from './platform/route-properties.ts'
import type { Runtime } from './platform/runtime.ts'
import type { Work } from './platform/work.ts'
import { provincialRoutes } from './exchange/report-routes.ts'
import { uploadRoutes } from './intake/routes.ts'
import { grantRoutes } from './access/grants/routes.ts'
import { staffRoutes } from './access/staff/routes.ts'
import { signInRoutes } from './access/sign-in/routes.ts'
import { stepUpRoutes } from './access/step-ups/routes.ts'
import { syncRoutes } from './exchange/routes.ts'
import { transferRoutes } from './transfer/graduate-routes.ts'
import { deskRoutes } from './departments/routes.ts'
import { verificationPages } from './verification/page-routes.ts'
import { verificationRoutes } from './verification/routes.ts'
import { registrationRoutes } from './records/registrations/routes.ts'
import { recordRoutes } from './records/routes.ts'
import { reminderRoutes } from './messages/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { keysOf } from './proof/signing-keys.ts'

const about = {
  openapi: '3.1.0',
  info: {
    title: '去向：毕业去向登记与核验',
    version: '1',
    description: '每个 JSON 接口的输入和回答。拒绝一律为 RFC 9457 问题文档。',
  },
  components: {
    securitySchemes: {
      provincialToken: { type: 'http' as const, scheme: 'bearer' },
      departmentToken: { type: 'http' as const, scheme: 'bearer' },
    },
  },
}

/** what the worker serves outside /api/: pages and sign-in, no JSON */
const pages = /^\/(?!api\/)/

/** of every route that does not state that it bounds its body itself */
const BODY_LIMIT = 64 * 1024

export function createApp(runtime: Runtime) {
  const app = new Hono<AppEnv>()

  app.use(async (c, next) => {
    c.set('runtime', runtime)
    c.set('work', openWork(c.env, { kind: 'anonymous' }))
    await keysOf(c.get('work').secrets.signingKeys)
    const began = Date.now()
    await next()
    const work = c.get('work')
    for (const [name, value] of Object.entries(securityHeaders))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
    if (work.config.sandbox && !states(c, 'untimed'))
      c.res.headers.set('Server-Timing', `db;desc="calls=${work.meter.calls} rows=${work.meter.rows}"`)
    log({
      event: 'request',
      at: new Date(work.machineNow).toISOString(),
      requestId: work.requestId,
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      calls: work.meter.calls,
      rows: work.meter.rows,
      ms: Date.now() - began,
    })
    if (work.afterwards.length > 0) runtime.after(c, Promise.all(work.afterwards.map((task) => task())))
  })

  const bounded = bodyLimit({ maxSize: BODY_LIMIT, onError: () => refuse('request.too_large') })
  app.use((c, next) => (states(c, 'bounds its body') ? next() : bounded(c, next)))

  app.notFound(() => refuse('page.not_found'))

  app.onError(async (error, c) => {
    const work: Work | undefined = c.get('work')
    const problem =
      error instanceof Problem
        ? error
        : error instanceof HTTPException && error.status < 500
          ? new Problem('request.malformed', { reason: error.message })
          : new Problem('server.failed', { reason: causeOf(error) })
    log({
      event: problem.status >= 500 ? 'failed' : 'refused',
      at: new Date(work?.machineNow ?? Date.now()).toISOString(),
      ...(work === undefined ? {} : { requestId: work.requestId }),
      route: routePath(c, -1),
      code: problem.code,
      ...(problem.said.reason === undefined ? {} : { reason: problem.said.reason }),
    })
    // without settings there is no work: the log names what is wrong with them
    const body = problem.body(work?.config.origin ?? '', work?.requestId ?? '')
    const wantsPage =
      !c.req.path.startsWith('/api/') && c.req.header('accept')?.includes('text/html') === true
    if (wantsPage)
      try {
        return await pageWith(c, '/problem/', problemContent(body, problem.said.next), {
          status: problem.status,
        })
      } catch {
        // without the built page there is still the JSON
      }
    return c.body(JSON.stringify(body), problem.status, {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...(problem.said.challenge === undefined ? {} : { 'WWW-Authenticate': problem.said.challenge }),
      ...(problem.said.retryAfter === undefined ? {} : { 'Retry-After': String(problem.said.retryAfter) }),
    })
  })

  const api = app
    .route('/', recordRoutes)
    .route('/', registrationRoutes)
    .route('/', authorizationRoutes)
    .route('/', lookupRoutes)
    .route('/', codeTableRoutes)
    .route('/', uploadRoutes)
    .route('/', verificationRoutes)
    .route('/', verificationPages)
    .route('/', reportRoutes)
    .route('/', transferRoutes)
    .route('/', basicInfoRoutes)
    .route('/', signInRoutes)
    .route('/', stepUpRoutes)
    .route('/', grantRoutes)
    .route('/', staffRoutes)
    .route('/', provincialRoutes)
    .route('/', syncRoutes)
    .route('/', dispatchRoutes)
    .route('/', reminderRoutes)
    .route('/', deskRoutes)
  app.get(
    '/api/openapi.json',
    open(),
    cacheFor(300),
    openAPIRouteHandler(api, { documentation: about, exclude: pages, excludeStaticFile: false }),
  )
  return api
}

/** What the site's typed client knows of the JSON routes. */
export type Api = ReturnType<typeof createApp>

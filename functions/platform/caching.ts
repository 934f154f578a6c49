import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './bindings.ts'

/** For the few answers of the edge that are about nobody. Everything else stays `no-store`. */
export const cacheFor =
  (seconds: number, stale?: number): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    await next()
    const more = stale === undefined ? '' : `, stale-while-revalidate=${stale}`
    c.res.headers.set('Cache-Control', `public, max-age=${seconds}${more}`)
  }

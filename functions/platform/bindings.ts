import type { D1Database, Fetcher } from '@cloudflare/workers-types'
import type { Work } from './work.ts'

/** What the runtime must bind; settings and secrets come as text beside it. */
export interface Bindings {
  DB: D1Database
  ASSETS: Fetcher
}

/** The type parameter of every Hono app here. */
export interface AppEnv {
  Bindings: Bindings
  Variables: { work: Work }
}

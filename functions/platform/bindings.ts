import type { D1Database, Fetcher } from '@cloudflare/workers-types'
import type { Runtime } from './runtime.ts'
import type { Work } from './work.ts'
import type { Actor } from '#model/actors.ts'

/** What the runtime must bind; settings and secrets come as text beside it. */
export interface Bindings {
  DB: D1Database
  ASSETS: Fetcher
}

/** The type parameter of every Hono app here; behind a middleware that says who acts, of that actor. */
export interface AppEnv<A extends Actor = Actor> {
  Bindings: Bindings
  Variables: {
    work: Work<A>
    runtime: Runtime
    /** how the audit calls what this route lists, and from how many people on */
    telling?: { action: string; fewest: number }
  }
}

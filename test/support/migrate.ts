// One worker serves many files (isolate: false), so that the app's modules are loaded once and not once a file. What a
// file must not see of the one before is its database: every file starts on an empty one with the real migrations.
import { applyD1Migrations, env, reset } from 'cloudflare:test'
import type { D1Database } from '@cloudflare/workers-types'
import { moveClock } from './moved-clock.ts'

const bound = env as unknown as {
  DB: D1Database
  MIGRATIONS: Parameters<typeof applyD1Migrations>[1]
  TEST_DAYS_AHEAD: string
}
moveClock(bound.TEST_DAYS_AHEAD)
// a database that nobody asked for ten seconds sleeps, and reset() deletes only what is awake
await bound.DB.prepare('select 1').run()
await reset()
await applyD1Migrations(bound.DB as never, bound.MIGRATIONS)

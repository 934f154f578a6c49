import { applyD1Migrations, env } from 'cloudflare:test'
import type { D1Database } from '@cloudflare/workers-types'

const bound = env as unknown as { DB: D1Database; MIGRATIONS: Parameters<typeof applyD1Migrations>[1] }
await applyD1Migrations(bound.DB as never, bound.MIGRATIONS)

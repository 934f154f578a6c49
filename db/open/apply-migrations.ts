import { readdirSync, readFileSync } from 'node:fs'
import type { D1Database } from '@cloudflare/workers-types'

/** What drizzle-kit writes between two statements. */
const BREAK = '--> statement-breakpoint'
const folder = new URL('../migrations/', import.meta.url)

/** wrangler's own table: what one of the two has applied, the other does not apply again. */
const noted = `create table if not exists d1_migrations (
  id integer primary key autoincrement,
  name text unique,
  applied_at timestamp default current_timestamp not null
)`

/** As `wrangler d1 migrations apply` does, which takes nine seconds for it: each migration whole or not at all, in order. */
export async function applyMigrations(DB: D1Database): Promise<void> {
  await DB.prepare(noted).run()
  const { results } = await DB.prepare('select name from d1_migrations').all<{ name: string }>()
  const applied = new Set(results.map(({ name }) => name))
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql') && !applied.has(file))
  for (const file of files.toSorted())
    await DB.batch([
      ...readFileSync(new URL(file, folder), 'utf8')
        .split(BREAK)
        .map((statement) => DB.prepare(statement)),
      DB.prepare('insert into d1_migrations (name) values (?)').bind(file),
    ])
}

import { readdirSync, readFileSync } from 'node:fs'
import type { Client } from '@libsql/client'

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
export async function applyMigrations(client: Client): Promise<void> {
  await client.execute(noted)
  const { rows } = await client.execute('select name from d1_migrations')
  const applied = new Set(rows.map((row) => row['name']))
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql') && !applied.has(file))
  for (const file of files.toSorted())
    await client.batch(
      [
        ...readFileSync(new URL(file, folder), 'utf8').split(BREAK),
        { sql: 'insert into d1_migrations (name) values (?)', args: [file] },
      ],
      'write',
    )
}

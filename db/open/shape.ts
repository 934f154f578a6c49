import { readFileSync } from 'node:fs'
import { parse } from 'smol-toml'

interface Shape {
  compatibility_date: string
  d1_databases: { database_id: string }[]
}

/** What wrangler.toml says; wrangler would read it too, but takes two seconds to load. */
export const shape = () =>
  parse(readFileSync(new URL('../../wrangler.toml', import.meta.url), 'utf8')) as unknown as Shape

export const databaseId = () => shape().d1_databases[0]?.database_id ?? ''

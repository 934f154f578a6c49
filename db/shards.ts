// The only place that says which database holds what. Everything about one graduate is in one database, so that one
// batch can hold it; the directory (provinces, schools, staff, sessions) has its own handle.
import type { D1Database } from '@cloudflare/workers-types'
import { type Db, type Meter, openD1 } from './client.ts'

export interface Shards {
  directory: Db
  /** the database of a school's cohort */
  of: (schoolCode: string, cohort: number) => Db
  /** every database, for schedules and for finding a person by identity number */
  all: () => Db[]
}

/** One database for all: the default, and what local use has. More bindings are told apart here and nowhere else. */
export const oneDatabase = (db: Db): Shards => ({ directory: db, of: () => db, all: () => [db] })

export const openShards = (bindings: { DB: D1Database }, meter: Meter): Shards =>
  oneDatabase(openD1(bindings.DB, meter))

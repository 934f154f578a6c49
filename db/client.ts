// Opens the two engines behind one type. All reads and writes go through batch(): one round trip, metered.
import type { Client } from '@libsql/client'
import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types'
import type { BatchItem } from 'drizzle-orm/batch'
import { drizzle as drizzleD1, type DrizzleD1Database } from 'drizzle-orm/d1'
import { drizzle as drizzleLibsql } from 'drizzle-orm/libsql'

export type Db = DrizzleD1Database
export type Statement = BatchItem<'sqlite'>

/** Counts round trips, and the rows each statement read where the engine tells (D1). */
export interface Meter {
  calls: number
  rows: number
  statements: { rows: number }[]
}

export const newMeter = (): Meter => ({ calls: 0, rows: 0, statements: [] })

/** D1 with a meter between drizzle and the binding: `batch` is the only call drizzle makes for our reads and writes. */
export function openD1(binding: D1Database, meter: Meter): Db {
  const metered: Pick<D1Database, 'prepare' | 'batch'> = {
    prepare: (query) => binding.prepare(query),
    async batch<T>(statements: D1PreparedStatement[]) {
      meter.calls += 1
      const results = await binding.batch<T>(statements)
      for (const result of results) {
        meter.rows += result.meta.rows_read
        meter.statements.push({ rows: result.meta.rows_read })
      }
      return results
    },
  }
  return drizzleD1(metered as D1Database, { casing: 'snake_case' })
}

export function openLibsql(client: Client): Db {
  return drizzleLibsql(client, { casing: 'snake_case' }) as unknown as Db
}

type Rows<Q extends readonly Statement[]> = { -readonly [K in keyof Q]: Q[K]['_']['result'] }

/**
 * Runs reads in one round trip. In a join give every column its own name (`.as('…')`): D1 answers batches with
 * objects, and columns of one name would fall together.
 */
export async function read<const Q extends readonly [Statement, ...Statement[]]>(
  db: Db,
  queries: Q,
): Promise<Rows<Q>> {
  return (await db.batch(queries as never)) as Rows<Q>
}

/** How many rows a write in a batch changed; both engines. */
export function changedRows(result: unknown): number {
  const answer = result as { meta?: { changes?: number }; rowsAffected?: number }
  return answer.meta?.changes ?? answer.rowsAffected ?? 0
}

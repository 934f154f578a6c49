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

/** Statements under names, in the order in which they run. A name can hold several of one make, or none. */
export type Named = Readonly<Record<string, Statement | readonly Statement[] | undefined>>

type ResultOf<Held> = Held extends Statement
  ? Held['_']['result']
  : Held extends readonly Statement[]
    ? Held[number]['_']['result'][]
    : undefined

export type Results<N extends Named> = { -readonly [Name in keyof N]: ResultOf<N[Name]> }

/** One batch: what it gives back stands under the names of the statements. */
export async function runBatch<N extends Named>(
  db: Db,
  named: N,
  before: readonly Statement[] = [],
  after: readonly Statement[] = [],
): Promise<Results<N>> {
  const held = Object.entries(named).map(([name, value]) => ({
    name,
    several: Array.isArray(value),
    statements: value === undefined ? [] : [value].flat(),
  }))
  const all = [...before, ...held.flatMap(({ statements }) => statements), ...after]
  const answers: unknown[] = all.length === 0 ? [] : await db.batch(all as [Statement, ...Statement[]])
  let at = before.length
  const results = held.map(({ name, several, statements }) => {
    const own = answers.slice(at, at + statements.length)
    at += statements.length
    return [name, several ? own : own[0]]
  })
  return Object.fromEntries(results) as Results<N>
}

/**
 * Runs reads in one round trip: one, or several under names. In a join give every column its own name (`.as('…')`): D1
 * answers batches with objects, and columns of one name would fall together.
 */
export async function read<Query extends Statement>(
  db: Db,
  query: readonly [Query],
): Promise<[rows: Query['_']['result']]>
export async function read<N extends Named>(db: Db, queries: N): Promise<Results<N>>
export async function read(db: Db, queries: readonly [Statement] | Named): Promise<unknown> {
  if (!('0' in queries)) return runBatch(db, queries as Named)
  const { only } = await runBatch(db, { only: queries[0] as Statement })
  return [only]
}

/** How many rows a write in a batch changed; both engines. */
export function changedRows(result: unknown): number {
  const answer = result as { meta?: { changes?: number }; rowsAffected?: number }
  return answer.meta?.changes ?? answer.rowsAffected ?? 0
}

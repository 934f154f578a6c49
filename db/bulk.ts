// Many rows in few statements: rows travel as one JSON parameter and are unfolded by json_each. D1 takes 100
// parameters and 2 MB a value, so a statement holds at most 1,000 rows and 1 MB.
import { getTableColumns, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Db } from './client.ts'
import { insertFrom, type Selected } from './insert-from.ts'

const limit = { rows: 1000, bytes: 900_000 }
const encoder = new TextEncoder()

/** JSON arrays of the items, each small enough for one statement. */
export function jsonChunks(items: readonly unknown[]): { json: string; rows: number }[] {
  const chunks: { json: string; rows: number }[] = []
  let parts: string[] = []
  let bytes = 0
  const close = () => {
    if (parts.length > 0) chunks.push({ json: `[${parts.join(',')}]`, rows: parts.length })
    parts = []
    bytes = 0
  }
  for (const item of items) {
    const part = JSON.stringify(item)
    const size = encoder.encode(part).length + 1
    if (parts.length === limit.rows || bytes + size > limit.bytes) close()
    parts.push(part)
    bytes += size
  }
  close()
  return chunks
}

/** Membership in a JSON array of text or numbers, for `column in ${among(values)}`. */
export const among = (values: readonly (string | number)[]) =>
  sql`(select value from json_each(${JSON.stringify(values)}))`

export const snake = (name: string): string =>
  name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`)

/** One insert for each chunk of rows; the caller adds what happens on a conflict. A `seq` is the database's to give. */
export function insertRows<T extends SQLiteTable>(
  db: Db,
  table: T,
  rows: readonly Omit<T['$inferSelect'], 'seq'>[],
) {
  const columns = Object.keys(getTableColumns(table))
  // both sides are made of one list, so that a name is given its own value
  const selected = Object.fromEntries(columns.map((name, at) => [name, sql.raw(`value->>${at}`)]))
  const arrays = rows.map((row: Record<string, unknown>) => columns.map((column) => row[column] ?? null))
  return jsonChunks(arrays).map(({ json, rows: count }) => ({
    statement: insertFrom(db, table, selected as Selected<T>, sql`from json_each(${json}) where true`),
    rows: count,
  }))
}

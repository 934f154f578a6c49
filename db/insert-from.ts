// insert … select that names its columns. drizzle puts what is selected into a table's columns by place; here each value
// stands under its column's name, and the table says where.
import { getTableColumns, isSQLWrapper, type SQL, sql, type SQLWrapper } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Db } from './client.ts'

/** A value for each column; one that may be null or has a default can be left out, as in `values()`. */
export type Selected<T extends SQLiteTable> = {
  [Column in keyof T['$inferInsert']]: T['$inferInsert'][Column] | SQLWrapper
}

/**
 * Inserts one row for each that `tail` (`from … where …`) gives. A tail with a conflict clause behind it needs a
 * `where`, or SQLite reads the conflict as a join.
 */
export function insertFrom<T extends SQLiteTable>(db: Db, table: T, selected: Selected<T>, tail: SQL) {
  const named: Record<string, unknown> = selected
  const values = Object.entries(getTableColumns(table)).map(([name, column]) => {
    // null that was given is null, also where the column has a default
    const value = named[name] === undefined ? (column.default ?? null) : named[name]
    if (value === null) return sql`null`
    return isSQLWrapper(value) ? sql`${value}` : sql.param(value, column).getSQL()
  })
  return db.insert(table).select(sql`select ${sql.join(values, sql`, `)} ${tail}`)
}

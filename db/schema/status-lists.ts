import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The signed status list as it is served; one row. */
export const statusLists = sqliteTable('status_lists', {
  id: integer().primaryKey(),
  /** compact JWS */
  token: text().notNull(),
  /** machine time */
  listedAt: integer().notNull(),
  /** the rules' clock: everything that died until then is in it */
  coveredUntil: integer().notNull(),
})

import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * The ledger of look-ups (核验记录), one row for every look-up of an existing code or report. The verdict is derived
 * from the instants copied here, by the same rule that answered.
 */
export const lookups = sqliteTable(
  'lookups',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    /** receipt number, shown to both sides */
    receipt: text().notNull().unique(),
    reportId: text().notNull(),
    rosterEntryId: text().notNull(),
    kind: text({ enum: ['archive', 'hukou'] }).notNull(),
    via: text({ enum: ['page', 'api', 'token'] }).notNull(),
    at: integer().notNull(),
    /** 0 where the name, the kind or the limits did not let the answer through: told to the graduate, not to the asker */
    answered: integer({ mode: 'boolean' }).notNull(),
    validUntil: integer().notNull(),
    endedAt: integer(),
    supersededAt: integer(),
    department: text(),
    codeKind: text({ enum: ['verification', 'transfer'] })
      .notNull()
      .default('verification'),
    /** the version a transfer code showed; `reportId` is then '' */
    recordId: text(),
  },
  (t) => [index('lookups_entry').on(t.rosterEntryId, t.seq)],
)

/** Exact counters of failed look-ups. `key` is an HMAC; `windowEndsAt` says when the row can go. */
export const attempts = sqliteTable(
  'attempts',
  { key: text().primaryKey(), count: integer().notNull(), windowEndsAt: integer().notNull() },
  (t) => [index('attempts_window').on(t.windowEndsAt)],
)

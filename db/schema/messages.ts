import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { kindNames } from '#model/report/kinds.ts'

/**
 * The outbox: what is to be sent to a graduate over the deployment's channel. It holds neither address nor words: both are
 * put in when it is sent. Machine time.
 */
export const messages = sqliteTable(
  'messages',
  {
    /** report and last instant: the same reminder can be queued once only */
    id: text().primaryKey(),
    rosterEntryId: text().notNull(),
    reportId: text().notNull(),
    kind: text({ enum: kindNames }).notNull(),
    /** exclusive end of the code that is reminded of */
    validUntil: integer().notNull(),
    /** `dropped`: the code was dead or changed before it was sent; `no_address`: the school gave none */
    state: text({ enum: ['queued', 'sent', 'failed', 'dropped', 'no_address'] }).notNull(),
    queuedAt: integer().notNull(),
    tries: integer().notNull().default(0),
    nextTryAt: integer().notNull(),
    settledAt: integer(),
  },
  (t) => [
    index('messages_queued')
      .on(t.nextTryAt)
      .where(sql`state = 'queued'`),
    index('messages_newest').on(t.queuedAt),
  ],
)

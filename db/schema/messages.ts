import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { alarmNames } from '#model/alarms.ts'
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

/** Alarms that wait for the operator (`ALARM_CONTACT`): one of a kind and subject an hour. Directory, machine time. */
export const alarms = sqliteTable(
  'alarms',
  {
    id: text().primaryKey(),
    name: text({ enum: alarmNames }).notNull(),
    /** kind and subject */
    key: text().notNull(),
    /** JSON: what it is about and what was counted; no name, address or code */
    told: text().notNull(),
    state: text({ enum: ['queued', 'sent', 'failed'] }).notNull(),
    queuedAt: integer().notNull(),
    tries: integer().notNull().default(0),
    nextTryAt: integer().notNull(),
    settledAt: integer(),
  },
  (t) => [
    index('alarms_queued')
      .on(t.nextTryAt)
      .where(sql`state = 'queued'`),
    index('alarms_key').on(t.key, t.queuedAt),
    index('alarms_newest').on(t.queuedAt),
  ],
)

import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What was done, by whom, to what. Written only by commit(); holds no personal data. */
export const audit = sqliteTable(
  'audit',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    requestId: text().notNull(),
    actorKind: text().notNull(),
    actorId: text().notNull(),
    action: text().notNull(),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    schoolCode: text(),
    detail: text().notNull().default('{}'),
  },
  (t) => [index('audit_subject').on(t.subjectType, t.subjectId)],
)

/** First answers by idempotency key, kept 24 hours of machine time (decision 23). `key` is an HMAC over actor and key. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    key: text().primaryKey(),
    bodyHash: text().notNull(),
    answerCipher: text().notNull(),
    expiresAt: integer().notNull(),
  },
  (t) => [index('idempotency_expiry').on(t.expiresAt)],
)

/** Never holds a row: inserting 0 fails the CHECK and with it the batch it stands in. */
export const commitGuards = sqliteTable('commit_guards', { ok: integer().notNull() }, (t) => [
  check('commit_guard', sql`${t.ok} = 1`),
])

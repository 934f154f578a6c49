import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * A system with machine credentials: a province's, that reports, or a department's, that verifies. `jwks` holds its
 * public keys; it alone has the private ones.
 */
export const machineClients = sqliteTable('machine_clients', {
  id: text().primaryKey(),
  /** '' for a department's */
  provinceCode: text().notNull(),
  name: text().notNull(),
  jwks: text().notNull(),
  createdAt: integer().notNull(),
  revokedAt: integer(),
  /** null for a province's */
  departmentId: text(),
})

/** An access token; `hash` is SHA-256 of it. Machine time. */
export const machineTokens = sqliteTable(
  'machine_tokens',
  {
    hash: text().primaryKey(),
    clientId: text().notNull(),
    expiresAt: integer().notNull(),
  },
  (t) => [index('machine_tokens_client').on(t.clientId, t.expiresAt)],
)

/** Assertions that were used, until they would have expired anyway. `hash` is SHA-256 over client and `jti`. */
export const machineAssertions = sqliteTable(
  'machine_assertions',
  {
    hash: text().primaryKey(),
    clientId: text().notNull(),
    expiresAt: integer().notNull(),
  },
  (t) => [index('machine_assertions_client').on(t.clientId, t.expiresAt)],
)

/** What happened to a province's records, in order; only ever added to. `recordVersion` is the one it happened to. */
export const events = sqliteTable(
  'events',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    provinceCode: text().notNull(),
    schoolCode: text().notNull(),
    kind: text({
      enum: [
        'destination.confirmed',
        'confirmation.ended',
        'dispute.opened',
        'dispute.withdrawn',
        'record.reported',
        'record.voided',
      ],
    }).notNull(),
    examNumber: text().notNull(),
    recordVersion: integer().notNull(),
  },
  (t) => [
    index('events_province').on(t.provinceCode, t.seq),
    index('events_school').on(t.schoolCode, t.at, t.seq),
  ],
)

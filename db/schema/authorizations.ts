import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { kindNames } from '#model/report/kinds.ts'
import { revokedReasons, supersededBecause } from '#model/reasons.ts'

/** What the graduate agreed to, and when (decision 15). */
export const consents = sqliteTable(
  'consents',
  {
    id: text().primaryKey(),
    rosterEntryId: text().notNull(),
    kind: text({ enum: kindNames }).notNull(),
    textVersion: text().notNull(),
    givenAt: integer().notNull(),
  },
  (t) => [index('consents_entry').on(t.rosterEntryId)],
)

/** One 核验授权: consent, the confirmation it rests on, the step-up that opened it. One report and one code each. */
export const authorizations = sqliteTable(
  'authorizations',
  {
    id: text().primaryKey(),
    rosterEntryId: text().notNull(),
    kind: text({ enum: kindNames }).notNull(),
    consentId: text().notNull(),
    confirmationId: text().notNull(),
    stepUpId: text().notNull(),
    reportId: text().notNull(),
    authorizedAt: integer().notNull(),
  },
  (t) => [
    index('authorizations_entry').on(t.rosterEntryId, t.kind, t.authorizedAt),
    uniqueIndex('authorizations_report').on(t.reportId),
  ],
)

/** The frozen content an authorization releases. Never changed after it is written. */
export const reports = sqliteTable(
  'reports',
  {
    id: text().primaryKey(),
    rosterEntryId: text().notNull(),
    kind: text({ enum: kindNames }).notNull(),
    recordId: text().notNull(),
    nameFolded: text().notNull(),
    /** JSON of exactly what the report prints */
    content: text().notNull(),
    /** first 128 bits of SHA-256 over `content`, base64url: what the signed token vouches for */
    digest: text().notNull(),
    /** exclusive end of the verification service, from the graduation month */
    capAt: integer().notNull(),
    /** place in the status list (decision 27) */
    statusIndex: integer().notNull(),
    issuedAt: integer().notNull(),
    /** MAC over all of the above (functions/model/proof/row-seals.ts); null: written before there were seals */
    seal: text(),
  },
  (t) => [
    index('reports_entry').on(t.rosterEntryId, t.kind, t.issuedAt),
    uniqueIndex('reports_status').on(t.statusIndex),
  ],
)

/** The next free place in the status list: a report's seal covers its place, so it is taken before the report is written. */
export const statusPlaces = sqliteTable('status_places', {
  id: integer().primaryKey(),
  next: integer().notNull(),
})

/** A 核验编号: looked up by HMAC, kept encrypted only for its owner. Instants are exclusive UTC milliseconds. */
export const codes = sqliteTable(
  'codes',
  {
    hmac: text().primaryKey(),
    cipher: text().notNull(),
    reportId: text().notNull(),
    rosterEntryId: text().notNull(),
    kind: text({ enum: kindNames }).notNull(),
    validUntil: integer().notNull(),
    /** goes up with every new seal: a changed validity, an ending taken back */
    version: integer().notNull().default(1),
    endedAt: integer(),
    endedBecause: text({ enum: revokedReasons }),
    /** hash of the session that ended it: that one may take it back for a while (decision 30) */
    endedBySession: text(),
    /** when an ending was last taken back, or an old code got its seal: the next status list reads it again */
    resumedAt: integer(),
    supersededAt: integer(),
    supersededBecause: text({ enum: supersededBecause }),
    /** set by the schedule; validity never depends on it */
    expiredAt: integer(),
    issuedAt: integer().notNull(),
    /** when the graduate was reminded that it ends soon; a changed validity clears it */
    remindedAt: integer(),
    /** MAC of an open code: every statement that ends or supersedes one erases it, so that one opened in the database has none */
    openSeal: text(),
    /** MAC of an ending that its session may take back */
    endSeal: text(),
  },
  (t) => [
    uniqueIndex('codes_report').on(t.reportId),
    /** at most one code of a kind can be open; a dead one is closed before the next is issued */
    uniqueIndex('codes_open')
      .on(t.rosterEntryId, t.kind)
      .where(sql`ended_at is null and superseded_at is null and expired_at is null`),
    index('codes_due')
      .on(t.validUntil)
      .where(sql`ended_at is null and superseded_at is null and expired_at is null`),
    /** what died or came back since a status list was made is read by these */
    index('codes_ended')
      .on(t.endedAt)
      .where(sql`ended_at is not null`),
    index('codes_resumed')
      .on(t.resumedAt)
      .where(sql`resumed_at is not null`),
    index('codes_superseded')
      .on(t.supersededAt)
      .where(sql`superseded_at is not null`),
    index('codes_until').on(t.validUntil),
    /** open and without a seal: none of these is listed as live */
    index('codes_unsealed')
      .on(t.issuedAt)
      .where(sql`ended_at is null and superseded_at is null and expired_at is null and open_seal is null`),
    index('codes_to_remind')
      .on(t.validUntil)
      .where(sql`ended_at is null and superseded_at is null and expired_at is null and reminded_at is null`),
  ],
)

import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { codeEvents as eventNames } from '#model/ledger/chain.ts'
import { kindNames } from '#model/report/kinds.ts'

/**
 * The ledger of look-ups (核验记录), one row for every look-up of an existing code or report (one for all by one token from one
 * address in ten minutes), and one for each that the graduate disowned. The verdict is derived from the instants copied here, by the same rule that answered.
 */
export const lookups = sqliteTable(
  'lookups',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    /** receipt number, shown to both sides */
    receipt: text().notNull().unique(),
    reportId: text().notNull(),
    rosterEntryId: text().notNull(),
    kind: text({ enum: kindNames }).notNull(),
    via: text({ enum: ['page', 'api', 'token', 'desk', 'bulk'] }).notNull(),
    at: integer().notNull(),
    /** 0 where the name or the kind did not let the answer through: told to the graduate, not to the asker */
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
    /** of a signed-in department; `department` is its name at that time */
    departmentId: text(),
    /** where an anonymous look-up came from, no finer than a province; '' where nothing is known */
    origin: text().notNull().default(''),
    /** the graduate said 不是我授权的; a copy for reading: the row with `disowns` is what is sealed */
    disownedAt: integer(),
    /** place in the graduate's hash chain and the hash there; null until sealed */
    chainSeq: integer(),
    chainHash: text(),
    /** whose look-ups of ten minutes it stands for, as a keyed hash; null where it stands for one */
    askedUnder: text(),
    /** how often the same was asked again in them; no part of what is sealed, because it goes on after the seal */
    repeats: integer().notNull().default(0),
    /** receipt of the look-up that the graduate disowned by this row; null for a look-up */
    disowns: text(),
    /** what was found did not pass its seals and was not told; a copy for reading: the code's life says the same, sealed */
    withheldAt: integer(),
  },
  (t) => [
    index('lookups_entry').on(t.rosterEntryId, t.seq),
    uniqueIndex('lookups_chain').on(t.rosterEntryId, t.chainSeq),
    index('lookups_asked')
      .on(t.askedUnder, t.seq)
      .where(sql`asked_under is not null`),
    index('lookups_unsealed')
      .on(t.rosterEntryId, t.seq)
      .where(sql`chain_seq is null`),
  ],
)

/**
 * The life of the codes, a row for each change of state, written in the batch of the change and sealed into the chain of
 * its graduate's look-ups.
 */
export const codeEvents = sqliteTable(
  'code_events',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    rosterEntryId: text().notNull(),
    reportId: text().notNull(),
    kind: text({ enum: kindNames }).notNull(),
    event: text({ enum: eventNames }).notNull(),
    at: integer().notNull(),
    /** why it was superseded or how an old code was found; the look-up that was disowned or withheld */
    cause: text(),
    /** as the code has them after it */
    version: integer().notNull(),
    validUntil: integer().notNull(),
    /** place in the graduate's chain, which is one over both tables, and the hash there; null until sealed */
    chainSeq: integer(),
    chainHash: text(),
  },
  (t) => [
    index('code_events_report').on(t.reportId, t.seq),
    uniqueIndex('code_events_chain').on(t.rosterEntryId, t.chainSeq),
    index('code_events_unsealed')
      .on(t.rosterEntryId, t.seq)
      .where(sql`chain_seq is null`),
  ],
)

/** Exact counters of failed look-ups. `key` is an HMAC; `windowEndsAt` says when the row can go. */
export const attempts = sqliteTable(
  'attempts',
  { key: text().primaryKey(), count: integer().notNull(), windowEndsAt: integer().notNull() },
  (t) => [index('attempts_window').on(t.windowEndsAt)],
)

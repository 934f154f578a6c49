import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * Grants: a row lets one person, known by the provider's (issuer, subject), act in one place, a school or, with a
 * `college`, one college of it. A person may hold several. Who added it never changes: who may stand beside whom as a
 * second person rests on it (`#model/second-person.ts`).
 */
export const staff = sqliteTable(
  'staff',
  {
    id: text().primaryKey(),
    schoolCode: text().notNull(),
    issuer: text().notNull(),
    subject: text().notNull(),
    name: text().notNull(),
    createdAt: integer().notNull(),
    disabledAt: integer(),
    /** '' for the whole school */
    college: text().notNull().default(''),
    /** the grant whose holder added it; null: the level above, by its command */
    addedBy: text(),
    /** the grant whose holder agreed to it; null: the level above, or nobody had to */
    confirmedBy: text(),
    /** null: it waits for its second person and opens nothing */
    confirmedAt: integer(),
  },
  (t) => [
    uniqueIndex('staff_place').on(t.schoolCode, t.college, t.issuer, t.subject),
    index('staff_person').on(t.issuer, t.subject),
  ],
)

/** A session; `idHash` is SHA-256 of the cookie's value. Instants are machine time (decision 24). */
export const sessions = sqliteTable(
  'sessions',
  {
    idHash: text().primaryKey(),
    kind: text({ enum: ['graduate', 'staff', 'department'] }).notNull(),
    issuer: text().notNull(),
    subject: text().notNull(),
    /** the provider's name, phone and e-mail, JSON, sealed */
    claimsCipher: text().notNull(),
    /** the roster entry chosen, with what finds its database */
    rosterEntryId: text(),
    schoolCode: text(),
    cohort: integer(),
    /** the grant: a school's staff or, for the kind `department`, a department's account; null until one is chosen */
    staffId: text(),
    createdAt: integer().notNull(),
    lastSeenAt: integer().notNull(),
    expiresAt: integer().notNull(),
  },
  (t) => [index('sessions_expiry').on(t.expiresAt)],
)

/**
 * One 实人验证: asked for, answered once, and good for its session, subject and purpose for ten minutes. Machine time.
 * Answered by the provider, or `in_person` by two different members of the school's staff.
 */
export const stepUps = sqliteTable(
  'step_ups',
  {
    id: text().primaryKey(),
    sessionHash: text().notNull(),
    rosterEntryId: text().notNull(),
    issuer: text().notNull(),
    subject: text().notNull(),
    purpose: text({ enum: ['authorize'] }).notNull(),
    route: text({ enum: ['face', 'in_person'] })
      .notNull()
      .default('face'),
    /** SHA-256 of the provider's nonce; in person, HMAC over the row, the session and the six digits */
    nonceHash: text().notNull(),
    firstStaffId: text(),
    secondStaffId: text(),
    wrongTries: integer().notNull().default(0),
    askedAt: integer().notNull(),
    passedAt: integer(),
    expiresAt: integer().notNull(),
  },
  (t) => [
    index('step_ups_session').on(t.sessionHash, t.rosterEntryId),
    index('step_ups_entry').on(t.rosterEntryId),
    index('step_ups_expiry').on(t.expiresAt),
    uniqueIndex('step_ups_nonce').on(t.nonceHash),
  ],
)

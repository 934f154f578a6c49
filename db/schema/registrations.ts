import { sql } from 'drizzle-orm'
import { isInClear, type KeptText } from './kept-text.ts'
import { registrationKinds, registrationStates } from '#model/record/registration-states.ts'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** From before contents were sealed. */
export const registrationInClear = isInClear(sql`content`)

/**
 * What a graduate asks for: 去向登记, a change of an effective record, 更改档案去向, or 作废. Drafts are rows too. It
 * becomes a version of the record (or ends one) when the school approves it, and at no other moment.
 */
export const registrations = sqliteTable(
  'registrations',
  {
    id: text().primaryKey(),
    rosterEntryId: text().notNull(),
    schoolCode: text().notNull(),
    cohort: integer().notNull(),
    /** the entry's college, kept up with the roster: whose queue it is in */
    college: text().notNull(),
    kind: text({ enum: registrationKinds }).notNull(),
    state: text({ enum: registrationStates }).notNull(),
    /** JSON of the record as it shall be, sealed; '{}' for 作废 */
    content: text().$type<KeptText>().notNull(),
    /** the graduate's own words, sealed; '' where none */
    reasonCipher: text().notNull(),
    /** the record version it changes; null for a first registration */
    basedOnRecordId: text(),
    /** the version it became */
    recordId: text(),
    /** goes up with every change, so that nobody approves what they have not seen */
    version: integer().notNull().default(1),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    submittedAt: integer(),
    closedAt: integer(),
  },
  (t) => [
    uniqueIndex('registrations_open')
      .on(t.rosterEntryId)
      .where(sql`closed_at is null`),
    index('registrations_in_clear').on(t.id).where(registrationInClear),
    index('registrations_entry').on(t.rosterEntryId, t.createdAt),
    index('registrations_college')
      .on(t.schoolCode, t.state, t.college, t.submittedAt, t.id)
      .where(sql`closed_at is null`),
    index('registrations_school')
      .on(t.schoolCode, t.state, t.submittedAt, t.id)
      .where(sql`closed_at is null`),
  ],
)

/** What happened to a registration, in order; the graduate sees all of it. */
export const registrationSteps = sqliteTable(
  'registration_steps',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    registrationId: text().notNull(),
    at: integer().notNull(),
    act: text({
      enum: ['submitted', 'approved', 'returned', 'withdrawn', 'outdated', 'discarded'],
    }).notNull(),
    level: text({ enum: ['graduate', 'college', 'school', 'system'] }).notNull(),
    actorId: text().notNull(),
    /** why it was returned, sealed; '' where none */
    reasonCipher: text().notNull(),
  },
  (t) => [index('registration_steps_of').on(t.registrationId, t.seq)],
)

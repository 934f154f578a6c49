import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * One graduate at one school in one cohort, as the school uploaded it: the guide's twenty fields and the cohort.
 * `…Cipher` columns are sealed with the row's id as associated data; `…Index` columns are keyed blind indexes.
 */
export const rosterEntries = sqliteTable(
  'roster_entries',
  {
    id: text().primaryKey(),
    schoolCode: text().notNull(),
    cohort: integer().notNull(),
    examNumber: text().notNull(),
    name: text().notNull(),
    nameFolded: text().notNull(),
    idNumberCipher: text().notNull(),
    idNumberIndex: text().notNull(),
    schoolName: text().notNull(),
    levelCode: text().notNull(),
    sexCode: text().notNull(),
    ethnicGroupCode: text().notNull(),
    politicalStatusCode: text().notNull(),
    trainingModeCode: text().notNull(),
    sponsor: text().notNull(),
    originRegionCode: text().notNull(),
    originRegionName: text().notNull(),
    enrolledMonth: text().notNull(),
    graduationMonth: text().notNull(),
    studentNumber: text().notNull(),
    college: text().notNull(),
    major: text().notNull(),
    programmeLength: text().notNull(),
    archiveMovedIn: integer({ mode: 'boolean' }),
    hukouMovedIn: integer({ mode: 'boolean' }),
    emailCipher: text().notNull(),
    emailIndex: text().notNull(),
    phoneCipher: text().notNull(),
    phoneIndex: text().notNull(),
    /** null until the graduate says 信息确认无误; set back to null when a printed field or the identity number changes */
    basicInfoCheckedAt: integer(),
    /** goes up with every change, so that a check names what was seen */
    version: integer().notNull().default(1),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    /** 毕业结论, see `completions`; '' where the school does not say */
    completionCode: text().notNull().default(''),
  },
  (t) => [
    uniqueIndex('roster_entries_key').on(t.schoolCode, t.cohort, t.examNumber),
    index('roster_entries_id_number').on(t.idNumberIndex),
    // a province's report names graduates of all its schools by exam number only
    index('roster_entries_exam_number').on(t.examNumber),
  ],
)

/** Which sign-in (issuer, subject) a roster entry belongs to, from the first matching sign-in on (decision 12). */
export const bindings = sqliteTable(
  'bindings',
  {
    rosterEntryId: text().primaryKey(),
    issuer: text().notNull(),
    subject: text().notNull(),
    boundAt: integer().notNull(),
  },
  (t) => [index('bindings_subject').on(t.issuer, t.subject)],
)

/** What an upload changed in a roster entry, version by version, for the graduate to see. */
export const rosterChanges = sqliteTable(
  'roster_changes',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    rosterEntryId: text().notNull(),
    /** the entry's version after the change */
    version: integer().notNull(),
    at: integer().notNull(),
    /** [{ field, before, after }] JSON, sealed with the row's entry and version; no value for sealed columns */
    changesCipher: text().notNull(),
  },
  (t) => [uniqueIndex('roster_changes_version').on(t.rosterEntryId, t.version)],
)

/** A school's upload: the dry run's verdict, and the import when it came. The file itself is not kept. */
export const uploads = sqliteTable(
  'uploads',
  {
    id: text().primaryKey(),
    schoolCode: text().notNull(),
    kind: text({ enum: ['roster', 'destinations', 'dispatches'] }).notNull(),
    fileName: text().notNull(),
    /** SHA-256 of the file, hex: the import must bring the same bytes */
    fileDigest: text().notNull(),
    /** what the dry run found, JSON: counts only */
    counts: text().notNull(),
    /** refused rows, warnings and missing graduates, JSON, sealed: refused values can be personal */
    findingsCipher: text().notNull(),
    checkedBy: text().notNull(),
    checkedAt: integer().notNull(),
    importedAt: integer(),
  },
  (t) => [index('uploads_school').on(t.schoolCode, t.checkedAt)],
)

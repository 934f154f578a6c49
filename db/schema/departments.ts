import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { kindNames } from '#model/report/kinds.ts'
import { verdicts } from '#model/verdict/verdict.ts'

/** A department that receives files or households and may sign in to verify. Directory. */
export const departments = sqliteTable('departments', {
  id: text().primaryKey(),
  name: text().notNull(),
  archive: integer({ mode: 'boolean' }).notNull(),
  hukou: integer({ mode: 'boolean' }).notNull(),
  /** names of the receiving units it answers for, JSON; none: no record is compared with it */
  unitNames: text().notNull().default('[]'),
  /** look-ups a day, of all its accounts and of each */
  dailyBudget: integer().notNull(),
  accountBudget: integer().notNull(),
  createdAt: integer().notNull(),
  disabledAt: integer(),
})

/** People who verify for a department, known by the staff provider's (issuer, subject). Directory. */
export const departmentAccounts = sqliteTable(
  'department_accounts',
  {
    id: text().primaryKey(),
    departmentId: text().notNull(),
    issuer: text().notNull(),
    subject: text().notNull(),
    name: text().notNull(),
    createdAt: integer().notNull(),
    disabledAt: integer(),
  },
  (t) => [
    uniqueIndex('department_accounts_place').on(t.departmentId, t.issuer, t.subject),
    index('department_accounts_person').on(t.issuer, t.subject),
  ],
)

/** A bulk look-up that was let in: its rows come in parts, and never more than were counted. Directory. */
export const departmentBatches = sqliteTable('department_batches', {
  id: text().primaryKey(),
  departmentId: text().notNull(),
  accountId: text().notNull(),
  kind: text({ enum: kindNames }).notNull(),
  /** pairs the budget was charged with, and how many of them have come */
  total: integer().notNull(),
  entered: integer().notNull().default(0),
  at: integer().notNull(),
})

/**
 * A department's own history, one row for every look-up, in the database of the code. It keeps no code, and what the
 * department typed beside it is sealed under the row's id.
 */
export const departmentLookups = sqliteTable(
  'department_lookups',
  {
    id: text().primaryKey(),
    departmentId: text().notNull(),
    /** an account, or a machine client */
    accountId: text().notNull(),
    batchId: text(),
    at: integer().notNull(),
    kind: text({ enum: kindNames }).notNull(),
    verdict: text({ enum: verdicts }).notNull(),
    /** '' for `unknown`: a number would tell a wrong name from a wrong code */
    receipt: text().notNull(),
    nameCipher: text().notNull(),
    caseCipher: text().notNull(),
    /** blind index of department and case number; '' without one */
    caseIndex: text().notNull(),
  },
  (t) => [
    index('department_lookups_of').on(t.departmentId, t.at, t.id),
    index('department_lookups_verdict').on(t.departmentId, t.verdict, t.at, t.id),
    index('department_lookups_case')
      .on(t.departmentId, t.caseIndex, t.at, t.id)
      .where(sql`case_index <> ''`),
  ],
)

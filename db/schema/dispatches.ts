import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { givenAs, outcomes } from '#model/transfer/receipt.ts'

/**
 * One sending of a graduate's file (档案转递), as the school entered it. A file that comes back is sent again as a new
 * row; the row that counts has no `replacedAt`.
 */
export const dispatches = sqliteTable(
  'dispatches',
  {
    id: text().primaryKey(),
    rosterEntryId: text().notNull(),
    schoolCode: text().notNull(),
    cohort: integer().notNull(),
    /** 转递方式; '' in rows of November 2026, when a receiving unit could answer before the school entered anything */
    method: text({ enum: ['confidential', 'ems', 'courier', ''] }).notNull(),
    trackingNumber: text().notNull(),
    /** 寄出日期, YYYY-MM-DD in Shanghai; '' as above */
    sentOn: text().notNull(),
    recordedAt: integer().notNull(),
    updatedAt: integer().notNull(),
    version: integer().notNull().default(1),
    replacedAt: integer(),
    /** taken back by the school although it had been answered: kept with its answers */
    withdrawnAt: integer(),
  },
  (t) => [
    uniqueIndex('dispatches_current')
      .on(t.rosterEntryId)
      .where(sql`replaced_at is null`),
    index('dispatches_entry').on(t.rosterEntryId, t.recordedAt),
  ],
)

/**
 * What was answered of a sending (decision 35): a claim by name and 转递编号, or the answer of a signed-in department
 * whose unit the record names. At most one of each stands; what was set aside stays.
 */
export const dispatchAnswers = sqliteTable(
  'dispatch_answers',
  {
    id: text().primaryKey(),
    dispatchId: text().notNull(),
    outcome: text({ enum: outcomes }).notNull(),
    /** why it goes back, sealed; '' where none */
    reasonCipher: text().notNull().default(''),
    givenAs: text({ enum: givenAs }).notNull(),
    /** of a unit's answer, as they were then; '' of a claim */
    departmentId: text().notNull().default(''),
    departmentName: text().notNull().default(''),
    /** of a claim: where it came from, as the ledger says it; '' where that is not known */
    origin: text().notNull().default(''),
    at: integer().notNull(),
    setAsideAt: integer(),
    /** the school's account, and its name then */
    setAsideBy: text(),
    setAsideByName: text(),
    /** why, sealed */
    setAsideReasonCipher: text().notNull().default(''),
  },
  (t) => [
    index('dispatch_answers_of').on(t.dispatchId),
    uniqueIndex('dispatch_answers_standing')
      .on(t.dispatchId, t.givenAs)
      .where(sql`set_aside_at is null`),
  ],
)

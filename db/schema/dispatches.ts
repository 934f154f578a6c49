import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * One sending of a graduate's file (档案转递): what the school entered, and what the receiving unit answered. A file that
 * comes back is sent again as a new row; the row that counts has no `replacedAt`.
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
    outcome: text({ enum: ['received', 'returned'] }),
    /** the receiving unit's words, sealed; '' where none */
    returnReasonCipher: text().notNull().default(''),
    answeredAt: integer(),
    recordedAt: integer().notNull(),
    updatedAt: integer().notNull(),
    version: integer().notNull().default(1),
    replacedAt: integer(),
  },
  (t) => [
    uniqueIndex('dispatches_current')
      .on(t.rosterEntryId)
      .where(sql`replaced_at is null`),
    index('dispatches_entry').on(t.rosterEntryId, t.recordedAt),
  ],
)

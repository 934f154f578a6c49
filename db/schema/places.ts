import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** A province and its settings (decision 17). `code` is the first two digits of GB/T 2260. */
export const provinces = sqliteTable('provinces', {
  code: text().primaryKey(),
  name: text().notNull(),
  archiveBeforeConfirmation: integer({ mode: 'boolean' }).notNull().default(false),
  hukouReported: integer({ mode: 'boolean' }).notNull().default(true),
  entryName: text().notNull().default(''),
  entryUrl: text().notNull().default(''),
})

/** A school and whom its graduates ask. `code` is the five-digit 院校代码. */
export const schools = sqliteTable('schools', {
  code: text().primaryKey(),
  name: text().notNull(),
  provinceCode: text()
    .notNull()
    .references(() => provinces.code),
  contactDepartment: text().notNull().default(''),
  contactPhone: text().notNull().default(''),
  contactEmail: text().notNull().default(''),
  createdAt: integer().notNull(),
  /** who reviews a registration: 1 the school, 2 the college and then the school */
  reviewLevels: integer().notNull().default(1),
  /** the grant whose holder asked for one level instead of two, while that waits for a second person */
  oneLevelAskedBy: text(),
  oneLevelAskedAt: integer(),
})

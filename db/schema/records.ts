import { sql } from 'drizzle-orm'
import { isInClear, type KeptText } from './kept-text.ts'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** From before contacts were sealed. */
export const recordInClear = sql`${isInClear(sql`archive_contact`)} or ${isInClear(sql`archive_phone`)}`

/**
 * One version of a roster entry's 去向登记信息: destination, archive transfer, hukou migration, source system and
 * report date. A change writes a new row and sets `supersededAt` on the one before; text that is empty is ''.
 */
export const records = sqliteTable(
  'records',
  {
    id: text().primaryKey(),
    rosterEntryId: text().notNull(),
    version: integer().notNull(),
    sourceSystem: text({ enum: ['national', 'provincial'] }).notNull(),
    reportedAt: integer().notNull(),
    destinationCode: text().notNull(),
    destinationName: text().notNull(),
    unitName: text().notNull(),
    unitCreditCode: text().notNull(),
    unitNatureCode: text().notNull(),
    unitIndustryCode: text().notNull(),
    jobCategoryCode: text().notNull(),
    unitRegionCode: text().notNull(),
    unitRegionName: text().notNull(),
    unitAddress: text().notNull(),
    archiveTransferType: text().notNull(),
    archiveUnitName: text().notNull(),
    archiveUnitRegionCode: text().notNull(),
    archiveUnitRegionName: text().notNull(),
    archiveUnitAddress: text().notNull(),
    archiveUnitPostcode: text().notNull(),
    archiveContact: text().$type<KeptText>().notNull(),
    archivePhone: text().$type<KeptText>().notNull(),
    hukouMigrationType: text().notNull(),
    hukouRegionCode: text().notNull(),
    hukouRegionName: text().notNull(),
    createdAt: integer().notNull(),
    supersededAt: integer(),
    /** by which door this version came in */
    origin: text({
      enum: ['school_upload', 'provincial_report', 'registration', 'change', 'archive_change'],
    })
      .notNull()
      .default('school_upload'),
    /** `voided`: 作废, no version follows until something is registered again */
    endedBecause: text({ enum: ['replaced', 'voided'] }),
  },
  (t) => [
    uniqueIndex('records_version').on(t.rosterEntryId, t.version),
    uniqueIndex('records_current')
      .on(t.rosterEntryId)
      .where(sql`superseded_at is null`),
    index('records_in_clear').on(t.id).where(recordInClear),
  ],
)

/**
 * A 转递编号: names whatever record of the roster entry now stands, so it stays the same across versions. Looked up by
 * HMAC, kept encrypted only for the school that gives it out.
 */
export const transferCodes = sqliteTable(
  'transfer_codes',
  {
    hmac: text().primaryKey(),
    cipher: text().notNull(),
    rosterEntryId: text().notNull(),
    schoolCode: text().notNull(),
    cohort: integer().notNull(),
    issuedAt: integer().notNull(),
  },
  (t) => [
    uniqueIndex('transfer_codes_entry').on(t.rosterEntryId),
    index('transfer_codes_school').on(t.schoolCode, t.cohort, t.rosterEntryId),
  ],
)

/** The graduate's "correct" on one version of the record. Ended by a dispute or by a new version. */
export const confirmations = sqliteTable(
  'confirmations',
  {
    id: text().primaryKey(),
    rosterEntryId: text().notNull(),
    recordId: text().notNull(),
    confirmedAt: integer().notNull(),
    endedAt: integer(),
  },
  (t) => [
    uniqueIndex('confirmations_live')
      .on(t.rosterEntryId)
      .where(sql`ended_at is null`),
    index('confirmations_record').on(t.recordId),
  ],
)

/** The graduate's "wrong": kinds, explanations and a contact. `…Kind` and explanations are null where not claimed. */
export const disputes = sqliteTable(
  'disputes',
  {
    id: text().primaryKey(),
    rosterEntryId: text().notNull(),
    recordId: text().notNull(),
    destinationKind: text({ enum: ['changed', 'wrong'] }),
    /** explanations are the graduate's own words and can hold personal data, so they are sealed with the contact */
    detailCipher: text().notNull(),
    archiveClaimed: integer({ mode: 'boolean' }).notNull(),
    hukouClaimed: integer({ mode: 'boolean' }).notNull(),
    openedAt: integer().notNull(),
    closedAt: integer(),
    closedBecause: text({ enum: ['withdrawn', 'corrected'] }),
    schoolCode: text().notNull().default(''),
    provinceCode: text().notNull().default(''),
  },
  (t) => [
    uniqueIndex('disputes_open')
      .on(t.rosterEntryId)
      .where(sql`closed_at is null`),
    index('disputes_entry').on(t.rosterEntryId, t.openedAt),
    index('disputes_school')
      .on(t.schoolCode, t.openedAt, t.id)
      .where(sql`closed_at is null`),
    index('disputes_province')
      .on(t.provinceCode, t.openedAt, t.id)
      .where(sql`closed_at is null`),
  ],
)

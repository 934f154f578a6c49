import { sql } from 'drizzle-orm'
import { among } from './bulk.ts'
import type { Db, Statement } from './client.ts'
import { registrations, registrationSteps } from './schema/registrations.ts'

const underReview = (entryIds: readonly string[]) =>
  sql`roster_entry_id in ${among(entryIds)} and closed_at is null and state in ('college_review', 'school_review')`

/** Sends registrations under review back: the record they were based on has changed under them. */
export const returnOutdated = (db: Db, entryIds: readonly string[], now: number): Statement[] =>
  entryIds.length === 0
    ? []
    : [
        db
          .insert(registrationSteps)
          .select(
            sql`select null, id, ${now}, 'outdated', 'system', '', '' from registrations where ${underReview(entryIds)}`,
          ),
        db
          .update(registrations)
          .set({ state: 'returned', updatedAt: now, version: sql`${registrations.version} + 1` })
          .where(underReview(entryIds)),
      ]

/** Puts open registrations into the queue of the college their entry now has. */
export const followCollege = (db: Db, entryIds: readonly string[]): Statement[] =>
  entryIds.length === 0
    ? []
    : [
        db
          .update(registrations)
          .set({ college: sql`(select e.college from roster_entries e where e.id = roster_entry_id)` })
          .where(sql`roster_entry_id in ${among(entryIds)} and closed_at is null`),
      ]

/** What waits for the school's colleges waits for the school from now on. */
export const passToSchool = (db: Db, schoolCode: string, now: number) =>
  db
    .update(registrations)
    .set({ state: 'school_review', updatedAt: now, version: sql`${registrations.version} + 1` })
    .where(sql`school_code = ${schoolCode} and state = 'college_review' and closed_at is null`)

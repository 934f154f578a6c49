// A school's settings and staff accounts. Every statement names the school; what is another's is as if it were not there.
import { and, eq, isNull, sql } from 'drizzle-orm'
import { type Db, read } from './client.ts'
import { isOpenRegistration } from './fragments.ts'
import { staff } from './schema/access.ts'
import { schools } from './schema/places.ts'
import { registrations } from './schema/registrations.ts'
import { rosterEntries } from './schema/roster.ts'

/** Who reviews, and all accounts, disabled ones included; undefined without the school. */
export async function findSettings(directory: Db, schoolCode: string) {
  const { found, accounts } = await read(directory, {
    found: directory
      .select({ reviewLevels: schools.reviewLevels })
      .from(schools)
      .where(eq(schools.code, schoolCode)),
    accounts: directory
      .select({
        id: staff.id,
        login: staff.subject,
        name: staff.name,
        college: staff.college,
        disabledAt: staff.disabledAt,
      })
      .from(staff)
      .where(eq(staff.schoolCode, schoolCode))
      .orderBy(staff.college, staff.createdAt, staff.id),
  })
  const school = found[0]
  return school && { reviewLevels: school.reviewLevels, accounts }
}

const waitingForColleges = (db: Db, schoolCode: string) =>
  db
    .select({ count: sql<number>`count(*)`.as('waiting') })
    .from(registrations)
    .where(
      and(
        eq(registrations.schoolCode, schoolCode),
        eq(registrations.state, 'college_review'),
        isOpenRegistration,
      ),
    )

/** How many of the school's registrations in one database wait for a college. */
export async function countWaitingForColleges(db: Db, schoolCode: string): Promise<number> {
  const [rows] = await read(db, [waitingForColleges(db, schoolCode)])
  return rows[0]?.count ?? 0
}

/** The colleges of the school's roster entries in one database, and how many registrations wait for theirs. */
export async function findColleges(db: Db, schoolCode: string) {
  const { colleges, waiting } = await read(db, {
    colleges: db
      .select({ name: rosterEntries.college, entries: sql<number>`count(*)`.as('entries') })
      .from(rosterEntries)
      .where(eq(rosterEntries.schoolCode, schoolCode))
      .groupBy(rosterEntries.college),
    waiting: waitingForColleges(db, schoolCode),
  })
  return { colleges, waiting: waiting[0]?.count ?? 0 }
}

export const setReviewLevels = (directory: Db, schoolCode: string, from: number, to: number) =>
  directory
    .update(schools)
    .set({ reviewLevels: to })
    .where(and(eq(schools.code, schoolCode), eq(schools.reviewLevels, from)))

/** Disables an account, unless it is the last one for the whole school that is not disabled. */
export const disableStaff = (directory: Db, schoolCode: string, id: string, now: number) =>
  directory
    .update(staff)
    .set({ disabledAt: now })
    .where(
      and(
        eq(staff.id, id),
        eq(staff.schoolCode, schoolCode),
        isNull(staff.disabledAt),
        sql`(${staff.college} <> '' or exists (select 1 from staff other where other.school_code = ${schoolCode}
          and other.college = '' and other.disabled_at is null and other.id <> ${id}))`,
      ),
    )

export const enableStaff = (directory: Db, schoolCode: string, id: string) =>
  directory
    .update(staff)
    .set({ disabledAt: null })
    .where(and(eq(staff.id, id), eq(staff.schoolCode, schoolCode), sql`${staff.disabledAt} is not null`))

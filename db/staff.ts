// A school's settings and the grants of its staff. Every statement names the school; what is another's is as if it were not there.
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { type Db, read } from './client.ts'
import { isOpenRegistration } from './fragments.ts'
import { staff } from './schema/access.ts'
import { schools } from './schema/places.ts'
import { registrations } from './schema/registrations.ts'
import { rosterEntries } from './schema/roster.ts'

/** Who reviews, what waits for a second person, and all grants, disabled ones included; undefined without the school. */
export async function findSettings(directory: Db, schoolCode: string) {
  const { found, accounts } = await read(directory, {
    found: directory
      .select({
        reviewLevels: schools.reviewLevels,
        oneLevelAskedBy: schools.oneLevelAskedBy,
        oneLevelAskedAt: schools.oneLevelAskedAt,
      })
      .from(schools)
      .where(eq(schools.code, schoolCode)),
    accounts: grantsOf(directory, schoolCode),
  })
  const school = found[0]
  return school && { ...school, accounts }
}

const grantsOf = (directory: Db, schoolCode: string) =>
  directory
    .select()
    .from(staff)
    .where(eq(staff.schoolCode, schoolCode))
    .orderBy(staff.college, staff.createdAt, staff.id)

/** All grants of a school, disabled ones and those that wait included: by them it is judged who is a second person. */
export async function findGrants(directory: Db, schoolCode: string) {
  const [grants] = await read(directory, [grantsOf(directory, schoolCode)])
  return grants
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

/** How many grants of schools and colleges the holder of this one may choose among. */
export async function countHeldBeside(directory: Db, id: string): Promise<number> {
  const [rows] = await read(directory, [
    directory
      .select({ count: sql<number>`count(*)`.as('held') })
      .from(staff)
      .where(
        and(
          sql`(issuer, subject) = (select me.issuer, me.subject from staff me where me.id = ${id})`,
          isNull(staff.disabledAt),
          sql`${staff.confirmedAt} is not null`,
        ),
      ),
  ])
  return rows[0]?.count ?? 0
}

/** Whatever was asked about the levels before is settled with it. @param held what else must be so */
export const setReviewLevels = (directory: Db, schoolCode: string, from: number, to: number, held?: SQL) =>
  directory
    .update(schools)
    .set({ reviewLevels: to, oneLevelAskedBy: null, oneLevelAskedAt: null })
    .where(and(eq(schools.code, schoolCode), eq(schools.reviewLevels, from), held))

/** Asks for one level, unless somebody did or there is one. */
export const askForOneLevel = (directory: Db, schoolCode: string, by: string, now: number) =>
  directory
    .update(schools)
    .set({ oneLevelAskedBy: by, oneLevelAskedAt: now })
    .where(
      and(
        eq(schools.code, schoolCode),
        eq(schools.reviewLevels, 2),
        isNull(schools.oneLevelAskedBy),
        isMember(schoolCode, by),
      ),
    )

/** What somebody else asked for, as it was judged. */
interface Asked {
  by: string
  at: number
}
const isAsked = (asked: Asked) =>
  and(eq(schools.oneLevelAskedBy, asked.by), eq(schools.oneLevelAskedAt, asked.at))

/** A second person agrees to one level. */
export const agreeToOneLevel = (directory: Db, schoolCode: string, asked: Asked, by: string) =>
  setReviewLevels(directory, schoolCode, 2, 1, and(isAsked(asked), isMember(schoolCode, by)))

export const dropOneLevel = (directory: Db, schoolCode: string, asked: Asked) =>
  directory
    .update(schools)
    .set({ oneLevelAskedBy: null, oneLevelAskedAt: null })
    .where(and(eq(schools.code, schoolCode), isAsked(asked)))

/** Somebody who acts for the whole school at this moment. */
const isMember = (schoolCode: string, id: string) =>
  sql`exists (select 1 from staff member where member.id = ${id} and member.school_code = ${schoolCode}
    and member.college = '' and member.disabled_at is null and member.confirmed_at is not null)`

/** A grant for the whole school that waits for a second person, as it was judged: by whom it was added never changes. */
interface Waiting {
  id: string
  addedBy: string | null
}
const asWaiting = (schoolCode: string, { id, addedBy }: Waiting) =>
  and(
    eq(staff.id, id),
    eq(staff.schoolCode, schoolCode),
    sql`${staff.addedBy} is ${addedBy}`,
    isNull(staff.confirmedAt),
    isNull(staff.disabledAt),
  )

/** @param by the second person's grant; null: the level above */
export const confirmStaff = (
  directory: Db,
  schoolCode: string,
  waiting: Waiting,
  { by, now }: { by: string | null; now: number },
) =>
  directory
    .update(staff)
    .set({ confirmedBy: by, confirmedAt: now })
    .where(and(asWaiting(schoolCode, waiting), by === null ? undefined : isMember(schoolCode, by)))

/** What never opened anything leaves no row, so that it can be added again. */
export const dropWaiting = (directory: Db, schoolCode: string, waiting: Waiting) =>
  directory.delete(staff).where(asWaiting(schoolCode, waiting))

/** Disables a grant, unless it is the last one for the whole school that opens anything. */
export const disableStaff = (directory: Db, schoolCode: string, id: string, now: number) =>
  directory
    .update(staff)
    .set({ disabledAt: now })
    .where(
      and(
        eq(staff.id, id),
        eq(staff.schoolCode, schoolCode),
        isNull(staff.disabledAt),
        sql`${staff.confirmedAt} is not null`,
        sql`(${staff.college} <> '' or exists (select 1 from staff other where other.school_code = ${schoolCode}
          and other.college = '' and other.disabled_at is null and other.confirmed_at is not null
          and other.id <> ${id}))`,
      ),
    )

export const enableStaff = (directory: Db, schoolCode: string, id: string) =>
  directory
    .update(staff)
    .set({ disabledAt: null })
    .where(and(eq(staff.id, id), eq(staff.schoolCode, schoolCode), sql`${staff.disabledAt} is not null`))

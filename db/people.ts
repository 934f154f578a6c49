import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { type Db, read } from './client.ts'
import { unlessTaken } from './commit.ts'
import { staff, stepUps } from './schema/access.ts'
import { provinces, schools } from './schema/places.ts'
import { bindings, rosterEntries } from './schema/roster.ts'

export const addProvince = (db: Db, province: typeof provinces.$inferInsert) =>
  db.insert(provinces).values(province).onConflictDoNothing()

/** Unless a school of this code is there. */
export const addSchool = (db: Db, school: typeof schools.$inferInsert) =>
  unlessTaken(db.insert(schools).values(school), [schools.code])

/** Unless this person has a grant in this place. */
export const addStaff = (db: Db, member: typeof staff.$inferInsert) =>
  unlessTaken(
    db.insert(staff).values(member),
    [staff.id],
    [staff.schoolCode, staff.college, staff.issuer, staff.subject],
  )

/** Where a staff account acts, as `#model/roles.ts` reads it. */
export const staffPlace = {
  schoolCode: sql<string>`${staff.schoolCode}`.as('staff_school_code'),
  college: staff.college,
}

/** What this person holds at schools and colleges and is not disabled, what waits for its second person included. */
export async function findStaff(directory: Db, issuer: string, subject: string) {
  const [rows] = await read(directory, [
    directory
      .select({
        id: staff.id,
        name: sql<string>`${staff.name}`.as('staff_name'),
        ...staffPlace,
        schoolName: sql<string>`${schools.name}`.as('school_name'),
        confirmedAt: staff.confirmedAt,
      })
      .from(staff)
      .innerJoin(schools, eq(schools.code, staff.schoolCode))
      .where(and(eq(staff.issuer, issuer), eq(staff.subject, subject), isNull(staff.disabledAt)))
      .orderBy(staff.schoolCode, staff.college),
  ])
  return rows
}

const entryColumns = {
  rosterEntryId: rosterEntries.id,
  schoolCode: rosterEntries.schoolCode,
  cohort: rosterEntries.cohort,
  nameFolded: rosterEntries.nameFolded,
  /** the sign-in the entry is bound to; null while nobody signed in for it */
  issuer: bindings.issuer,
  subject: bindings.subject,
}

/** The roster entries with this identity number in one database, and whom they are bound to. */
export async function findEntriesByIdNumber(db: Db, idNumberIndex: string) {
  // an empty index stands for an empty number, which is nobody's
  if (idNumberIndex === '') return []
  const [rows] = await read(db, [
    db
      .select(entryColumns)
      .from(rosterEntries)
      .leftJoin(bindings, eq(bindings.rosterEntryId, rosterEntries.id))
      .where(eq(rosterEntries.idNumberIndex, idNumberIndex))
      .orderBy(rosterEntries.schoolCode, rosterEntries.cohort, rosterEntries.id),
  ])
  return rows
}

export type KnownEntry = Awaited<ReturnType<typeof findEntriesByIdNumber>>[number]

/** The roster entries bound to this sign-in in one database. */
export async function findBoundEntries(db: Db, issuer: string, subject: string) {
  const [rows] = await read(db, [
    db
      .select({
        id: rosterEntries.id,
        schoolCode: rosterEntries.schoolCode,
        cohort: rosterEntries.cohort,
        schoolName: rosterEntries.schoolName,
        levelCode: rosterEntries.levelCode,
        major: rosterEntries.major,
        graduationMonth: rosterEntries.graduationMonth,
      })
      .from(bindings)
      .innerJoin(rosterEntries, eq(rosterEntries.id, bindings.rosterEntryId))
      .where(and(eq(bindings.issuer, issuer), eq(bindings.subject, subject)))
      .orderBy(rosterEntries.schoolCode, rosterEntries.cohort, rosterEntries.id),
  ])
  return rows
}

/** Binds an entry to the sign-in that matched it first; a later one changes nothing. */
export const bindEntry = (db: Db, binding: typeof bindings.$inferInsert) =>
  db.insert(bindings).values(binding).onConflictDoNothing()

/** One roster entry, for its own graduate. */
export async function findEntry(db: Db, rosterEntryId: string) {
  const [rows] = await read(db, [db.select().from(rosterEntries).where(eq(rosterEntries.id, rosterEntryId))])
  return rows[0]
}

/** 信息确认无误, if the entry is still the version that was shown and nobody checked it before. */
export const checkEntry = (db: Db, rosterEntryId: string, version: number, now: number) =>
  db
    .update(rosterEntries)
    .set({ basicInfoCheckedAt: now })
    .where(
      and(
        eq(rosterEntries.id, rosterEntryId),
        eq(rosterEntries.version, version),
        isNull(rosterEntries.basicInfoCheckedAt),
      ),
    )

export const addStepUp = (db: Db, stepUp: typeof stepUps.$inferInsert) => db.insert(stepUps).values(stepUp)

/** A step-up that this session asked for under this nonce and that nobody answered yet. */
export async function findPendingStepUp(
  db: Db,
  asked: { nonceHash: string; sessionHash: string; rosterEntryId: string; machineNow: number },
) {
  const [rows] = await read(db, [
    db
      .select()
      .from(stepUps)
      .where(
        and(
          eq(stepUps.nonceHash, asked.nonceHash),
          eq(stepUps.sessionHash, asked.sessionHash),
          eq(stepUps.rosterEntryId, asked.rosterEntryId),
          eq(stepUps.purpose, 'authorize'),
          isNull(stepUps.passedAt),
          gt(stepUps.expiresAt, asked.machineNow),
        ),
      ),
  ])
  return rows[0]
}

/** Passes a pending step-up once, and hands it to the session's new id. */
export const passStepUp = (
  db: Db,
  stepUp: typeof stepUps.$inferSelect,
  passed: { at: number; expiresAt: number; sessionHash: string },
) =>
  db
    .update(stepUps)
    .set({ passedAt: passed.at, expiresAt: passed.expiresAt, sessionHash: passed.sessionHash })
    .where(
      and(
        eq(stepUps.id, stepUp.id),
        eq(stepUps.nonceHash, stepUp.nonceHash),
        eq(stepUps.sessionHash, stepUp.sessionHash),
        eq(stepUps.rosterEntryId, stepUp.rosterEntryId),
        eq(stepUps.issuer, stepUp.issuer),
        eq(stepUps.subject, stepUp.subject),
        isNull(stepUps.passedAt),
        gt(stepUps.expiresAt, passed.at),
      ),
    )

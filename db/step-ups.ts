// The step-up that two members of a school's staff pass in person. The one by the provider is in people.ts; what a
// passed one opens is in authorizations.ts, the same for both.
import { and, eq, exists, gt, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { type Db, read } from './client.ts'
import { cohortsOf } from './imports-destinations.ts'
import { stepUps } from './schema/access.ts'
import { rosterEntries } from './schema/roster.ts'

const isPending = (machineNow: number) =>
  and(eq(stepUps.route, 'in_person'), isNull(stepUps.passedAt), gt(stepUps.expiresAt, machineNow))

/** Takes back what this session asked for before and nobody passed: the newest number is the only one. */
export const dropPendingInPerson = (db: Db, sessionHash: string, rosterEntryId: string) =>
  db
    .delete(stepUps)
    .where(
      and(
        eq(stepUps.sessionHash, sessionHash),
        eq(stepUps.rosterEntryId, rosterEntryId),
        eq(stepUps.route, 'in_person'),
        isNull(stepUps.passedAt),
      ),
    )

/** What waits for this school's staff under an exam number, newest first, with what they compare. */
export async function findInPerson(
  db: Db,
  asked: { schoolCode: string; examNumber: string; machineNow: number; mostTries: number },
) {
  const [rows] = await read(db, [
    db
      .select({
        id: sql<string>`${stepUps.id}`.as('step_up_id'),
        rosterEntryId: stepUps.rosterEntryId,
        sessionHash: stepUps.sessionHash,
        nonceHash: stepUps.nonceHash,
        firstStaffId: stepUps.firstStaffId,
        wrongTries: stepUps.wrongTries,
        name: rosterEntries.name,
        idNumberCipher: rosterEntries.idNumberCipher,
      })
      .from(rosterEntries)
      .innerJoin(stepUps, eq(stepUps.rosterEntryId, rosterEntries.id))
      .where(
        and(
          eq(rosterEntries.schoolCode, asked.schoolCode),
          sql`${rosterEntries.cohort} in ${cohortsOf(asked.schoolCode)}`,
          eq(rosterEntries.examNumber, asked.examNumber),
          isPending(asked.machineNow),
          lt(stepUps.wrongTries, asked.mostTries),
        ),
      )
      .orderBy(sql`${stepUps.askedAt} desc`)
      .limit(20),
  ])
  return rows
}

export type InPerson = Awaited<ReturnType<typeof findInPerson>>[number]

/** One wrong number more; the last one allowed makes the request void. */
export const countWrongTry = (db: Db, id: string, mostTries: number) =>
  db
    .update(stepUps)
    .set({ wrongTries: sql`${stepUps.wrongTries} + 1` })
    .where(and(eq(stepUps.id, id), isNull(stepUps.passedAt), lt(stepUps.wrongTries, mostTries)))

interface Officer {
  staffId: string
  schoolCode: string
  machineNow: number
}

/**
 * The request as the officer found it, and of the officer's own school. Naming the wrong tries too makes the limit
 * exact: guesses sent at once count only while none of the others has landed.
 */
const asFound = (db: Db, found: InPerson, officer: Officer, first: SQL) =>
  and(
    eq(stepUps.id, found.id),
    eq(stepUps.sessionHash, found.sessionHash),
    eq(stepUps.wrongTries, found.wrongTries),
    isPending(officer.machineNow),
    first,
    exists(
      db
        .select({ one: sql`1` })
        .from(rosterEntries)
        .where(
          and(eq(rosterEntries.id, stepUps.rosterEntryId), eq(rosterEntries.schoolCode, officer.schoolCode)),
        ),
    ),
  )

export const markFirstOfficer = (db: Db, found: InPerson, officer: Officer) =>
  db
    .update(stepUps)
    .set({ firstStaffId: officer.staffId })
    .where(asFound(db, found, officer, isNull(stepUps.firstStaffId)))

/**
 * Passes it for the session that asked, once, if the one who was first is the one whom the second was judged beside:
 * another person, and none of theirs (`#model/second-person.ts`).
 */
export const passInPerson = (db: Db, found: InPerson, officer: Officer, expiresAt: number) =>
  db
    .update(stepUps)
    .set({ secondStaffId: officer.staffId, passedAt: officer.machineNow, expiresAt })
    .where(
      asFound(
        db,
        found,
        officer,
        sql`${stepUps.firstStaffId} = ${found.firstStaffId} and ${stepUps.firstStaffId} <> ${officer.staffId}`,
      ),
    )

import { and, asc, desc, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import { among } from './bulk.ts'
import { type Db, read, type Statement } from './client.ts'
import { unlessTaken } from './commit.ts'
import { currentRecordOf, isChecked, isCurrentRecord, isOpenRegistration, notOnHold } from './fragments.ts'
import { insertFrom } from './insert-from.ts'
import { records } from './schema/records.ts'
import { registrations, registrationSteps } from './schema/registrations.ts'
import { rosterEntries } from './schema/roster.ts'

export type Registration = typeof registrations.$inferSelect
export type RegistrationStep = typeof registrationSteps.$inferSelect

/** Everything the graduate's own registration page says; one round trip. */
export async function findOwnRegistrations(db: Db, rosterEntryId: string) {
  const mine = eq(registrations.rosterEntryId, rosterEntryId)
  const { entries, current, open, past, steps } = await read(db, {
    entries: db.select().from(rosterEntries).where(eq(rosterEntries.id, rosterEntryId)),
    current: db
      .select()
      .from(records)
      .where(and(eq(records.rosterEntryId, rosterEntryId), isCurrentRecord)),
    open: db.select().from(registrations).where(and(mine, isOpenRegistration)),
    past: db
      .select()
      .from(registrations)
      .where(and(mine, isNotNull(registrations.closedAt)))
      .orderBy(desc(registrations.createdAt), desc(registrations.id))
      .limit(10),
    steps: db
      .select()
      .from(registrationSteps)
      .where(
        inArray(
          registrationSteps.registrationId,
          db.select({ id: registrations.id }).from(registrations).where(mine),
        ),
      )
      .orderBy(asc(registrationSteps.seq)),
  })
  return { entry: entries[0], record: current[0], open: open[0], past, steps }
}

/** What a statement that submits or approves holds to, whatever was read before. */
export interface StandingGuard {
  /** the record it is based on must still be the current one; null: there must be none */
  basedOnRecordId: string | null
}

const standsFor = (rosterEntryId: string, guard: StandingGuard) => sql`
  ${currentRecordOf(rosterEntryId)} is ${guard.basedOnRecordId} and ${entryIs(rosterEntryId, notOnHold)}`

const entryIs = (rosterEntryId: string, condition: SQL) =>
  sql`exists (select 1 from ${rosterEntries} where ${rosterEntries.id} = ${rosterEntryId} and ${condition})`

export type NewRegistration = Pick<
  Registration,
  'id' | 'rosterEntryId' | 'kind' | 'state' | 'content' | 'reasonCipher' | 'submittedAt'
> & { now: number }

/** Unless another one is open. School, cohort and college are the entry's own. */
export const addRegistration = (db: Db, { now, ...added }: NewRegistration, guard: StandingGuard) =>
  unlessTaken(
    insertFrom(
      db,
      registrations,
      {
        ...added,
        schoolCode: rosterEntries.schoolCode,
        cohort: rosterEntries.cohort,
        college: rosterEntries.college,
        basedOnRecordId: guard.basedOnRecordId,
        createdAt: now,
        updatedAt: now,
      },
      sql`from ${rosterEntries} where ${rosterEntries.id} = ${added.rosterEntryId} and ${isChecked}
      and ${standsFor(added.rosterEntryId, guard)}`,
    ),
    [registrations.rosterEntryId],
  )

/** The registration as it was read: still open, in that state and version. */
const asRead = ({ id, rosterEntryId, version, state }: Registration) =>
  and(
    eq(registrations.id, id),
    eq(registrations.rosterEntryId, rosterEntryId),
    eq(registrations.version, version),
    eq(registrations.state, state),
    isOpenRegistration,
  )

const nextVersion = sql`${registrations.version} + 1`

/** What the graduate typed, for an open one that is not under review; nothing is judged. */
export const reviseRegistration = (
  db: Db,
  found: Registration,
  revised: Pick<Registration, 'content' | 'reasonCipher'> & { now: number },
) =>
  db
    .update(registrations)
    .set({
      content: revised.content,
      reasonCipher: revised.reasonCipher,
      updatedAt: revised.now,
      version: nextVersion,
    })
    .where(asRead(found))

/** The same, and into review; what it is based on and whose queue it is in are looked up anew. */
export const submitRegistration = (
  db: Db,
  found: Registration,
  submitted: Pick<Registration, 'state' | 'content' | 'reasonCipher'> & { now: number },
  guard: StandingGuard,
) =>
  db
    .update(registrations)
    .set({
      state: submitted.state,
      content: submitted.content,
      reasonCipher: submitted.reasonCipher,
      basedOnRecordId: guard.basedOnRecordId,
      college: sql`(select e.college from roster_entries e where e.id = ${registrations.rosterEntryId})`,
      submittedAt: submitted.now,
      updatedAt: submitted.now,
      version: nextVersion,
    })
    .where(and(asRead(found), standsFor(found.rosterEntryId, guard), entryIs(found.rosterEntryId, isChecked)))

/** Into another state. A draft is submitted no longer; what is discarded is closed. */
export const moveRegistration = (
  db: Db,
  found: Registration,
  moved: { state: Registration['state']; now: number },
) =>
  db
    .update(registrations)
    .set({
      state: moved.state,
      updatedAt: moved.now,
      version: nextVersion,
      ...(moved.state === 'discarded' ? { closedAt: moved.now } : {}),
      ...(moved.state === 'draft' ? { submittedAt: null } : {}),
    })
    .where(asRead(found))

/** Approved by the last level: closed, if the record it changes is still the current one. @param recordId it became */
export const closeApproved = (
  db: Db,
  found: Registration,
  closed: { recordId: string | null; now: number },
) =>
  db
    .update(registrations)
    .set({
      state: 'effective',
      recordId: closed.recordId,
      updatedAt: closed.now,
      closedAt: closed.now,
      version: nextVersion,
    })
    .where(and(asRead(found), standsFor(found.rosterEntryId, found)))

export const addStep = (db: Db, step: Omit<RegistrationStep, 'seq'>) =>
  db.insert(registrationSteps).values(step)

const underReview = (entryIds: readonly string[]) =>
  sql`${registrations.rosterEntryId} in ${among(entryIds)} and ${isOpenRegistration}
    and ${registrations.state} in ('college_review', 'school_review')`

/** Sends registrations under review back: the record they were based on has changed under them. */
export const returnOutdated = (db: Db, entryIds: readonly string[], now: number): Statement[] =>
  entryIds.length === 0
    ? []
    : [
        insertFrom(
          db,
          registrationSteps,
          {
            registrationId: registrations.id,
            at: now,
            act: 'outdated',
            level: 'system',
            actorId: '',
            reasonCipher: '',
          },
          sql`from ${registrations} where ${underReview(entryIds)}`,
        ),
        db
          .update(registrations)
          .set({ state: 'returned', updatedAt: now, version: sql`${registrations.version} + 1` })
          .where(underReview(entryIds)),
      ]

/**
 * Puts open registrations into the queue of the college their entry now has, or of the school where it has none. Under
 * review that is a new version, so that the college before decides nothing any more.
 */
export const followCollege = (db: Db, entryIds: readonly string[]): Statement[] => {
  if (entryIds.length === 0) return []
  const college = sql`(select e.college from roster_entries e where e.id = roster_entry_id)`
  return [
    db
      .update(registrations)
      .set({
        college,
        state: sql`case when state = 'college_review' and ${college} = '' then 'school_review' else state end`,
        version: sql`version + (state in ('college_review', 'school_review'))`,
      })
      .where(
        sql`${registrations.rosterEntryId} in ${among(entryIds)} and ${isOpenRegistration}
          and ${registrations.college} <> ${college}`,
      ),
  ]
}

/** What waits for the school's colleges waits for the school from now on. */
export const passToSchool = (db: Db, schoolCode: string, now: number) =>
  db
    .update(registrations)
    .set({ state: 'school_review', updatedAt: now, version: sql`${registrations.version} + 1` })
    .where(
      and(
        eq(registrations.schoolCode, schoolCode),
        eq(registrations.state, 'college_review'),
        isOpenRegistration,
      ),
    )

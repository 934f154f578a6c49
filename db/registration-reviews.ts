// What a school's reviewers read: their queue, and one registration with what it is about.
import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Place } from '#model/keyset.ts'
import type { ScopeOf } from '#model/roles.ts'
import { type Db, read } from './client.ts'
import { hasTransferCode, isCurrentRecord, isOpenRegistration, lastVersion } from './fragments.ts'
import { registrations, registrationSteps } from './schema/registrations.ts'
import { records } from './schema/records.ts'
import { rosterEntries } from './schema/roster.ts'

type ReviewState = 'college_review' | 'school_review'

/** Whose queue: a school's, or one college's of it. */
export type Reviewer = ScopeOf<'school' | 'college'>

/** A college reads its own, a school all of its colleges'. */
const isTheirs = (reviewer: Reviewer) =>
  and(
    eq(registrations.schoolCode, reviewer.schoolCode),
    ...(reviewer.level === 'school' ? [] : [eq(registrations.college, reviewer.college)]),
  )

const queueOf = (reviewer: Reviewer, state: ReviewState) =>
  and(isTheirs(reviewer), eq(registrations.state, state), isOpenRegistration)

const countOf = (db: Db, reviewer: Reviewer, state: ReviewState) =>
  db
    .select({ count: sql<number>`count(*)`.as('count') })
    .from(registrations)
    .where(queueOf(reviewer, state))

/** What waits in this state, oldest submission first, from after the last one seen; and how much waits in each. */
export async function findQueue(
  db: Db,
  reviewer: Reviewer,
  asked: { state: ReviewState; after: Place | undefined; limit: number },
) {
  const { after } = asked
  const { items, college, school } = await read(db, {
    items: db
      .select({
        id: sql<string>`${registrations.id}`.as('registration_id'),
        version: registrations.version,
        kind: registrations.kind,
        state: registrations.state,
        content: registrations.content,
        college: registrations.college,
        /** whatever is under review was submitted */
        submittedAt: sql<number>`${registrations.submittedAt}`.as('submitted_at'),
        name: rosterEntries.name,
        examNumber: rosterEntries.examNumber,
        major: rosterEntries.major,
        trainingModeCode: rosterEntries.trainingModeCode,
        archiveMovedIn: rosterEntries.archiveMovedIn,
        hukouMovedIn: rosterEntries.hukouMovedIn,
        originRegionCode: rosterEntries.originRegionCode,
        /** of the record it changes */
        recordDestination: records.destinationName,
        recordUnit: records.unitName,
      })
      .from(registrations)
      .innerJoin(rosterEntries, eq(rosterEntries.id, registrations.rosterEntryId))
      .leftJoin(records, eq(records.id, registrations.basedOnRecordId))
      .where(
        and(
          queueOf(reviewer, asked.state),
          after === undefined
            ? undefined
            : sql`(${registrations.submittedAt}, ${registrations.id}) > (${after.at}, ${after.id})`,
        ),
      )
      .orderBy(asc(registrations.submittedAt), asc(registrations.id))
      .limit(asked.limit),
    college: countOf(db, reviewer, 'college_review'),
    school: countOf(db, reviewer, 'school_review'),
  })
  return {
    items,
    counts: { college_review: college[0]?.count ?? 0, school_review: school[0]?.count ?? 0 },
  }
}

/** A registration that was submitted, if it is this reviewer's to see; with all that an approval needs. */
export async function findReview(db: Db, reviewer: Reviewer, id: string) {
  const theirs = and(eq(registrations.id, id), isTheirs(reviewer), isNotNull(registrations.submittedAt))
  const entryId = db.select({ id: registrations.rosterEntryId }).from(registrations).where(theirs)
  const basedOnId = db.select({ id: registrations.basedOnRecordId }).from(registrations).where(theirs)
  const { found, entries, based, current, steps, known } = await read(db, {
    found: db.select().from(registrations).where(theirs),
    entries: db
      .select()
      .from(rosterEntries)
      .where(sql`${rosterEntries.id} = (${entryId})`),
    based: db
      .select()
      .from(records)
      .where(sql`${records.id} = (${basedOnId})`),
    current: db
      .select()
      .from(records)
      .where(and(sql`${records.rosterEntryId} = (${entryId})`, isCurrentRecord)),
    steps: db
      .select()
      .from(registrationSteps)
      .where(eq(registrationSteps.registrationId, id))
      .orderBy(asc(registrationSteps.seq)),
    known: db
      .select({ lastVersion, hasTransferCode })
      .from(rosterEntries)
      .where(sql`${rosterEntries.id} = (${entryId})`),
  })
  const registration = found[0]
  const entry = entries[0]
  if (registration === undefined || entry === undefined) return undefined
  return {
    registration,
    entry,
    basedOn: based[0],
    current: current[0],
    steps,
    lastVersion: known[0]?.lastVersion ?? 0,
    hasTransferCode: known[0]?.hasTransferCode === 1,
  }
}

export type Review = NonNullable<Awaited<ReturnType<typeof findReview>>>

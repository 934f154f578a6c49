import { findQueue } from '../../../db/registration-reviews.ts'
import { findSchool } from '../../../db/places.ts'
import { everywhere } from '../../../db/everywhere.ts'
import { pageOf, placeOf } from '#model/keyset.ts'
import { openContent } from './stored-content.ts'
import { personOf, type ReviewState } from './decide-registration.ts'
import type { ReviewWork } from './review-of.ts'
import { routingWarnings } from '#model/record/routing.ts'
import type { QueueView } from './wire.ts'

const page = 50

/** What waits for review at this person's school or college, oldest first. */
export async function listQueue(
  work: ReviewWork,
  asked: { state?: ReviewState | undefined; after?: string | undefined },
): Promise<QueueView> {
  const reviewer = work.actor.scope
  const state = asked.state ?? (reviewer.level === 'college' ? 'college_review' : 'school_review')
  const after = placeOf(asked.after)
  const [school, found] = await Promise.all([
    findSchool(work.shards.directory, reviewer.schoolCode),
    everywhere(work.shards, (db) => findQueue(db, reviewer, { state, after, limit: page + 1 })),
  ])
  const { page: shown, next } = pageOf(
    found.flatMap(({ items }) => items),
    page,
    (row) => row.submittedAt,
  )
  const count = (of: ReviewState) => found.reduce((sum, { counts }) => sum + counts[of], 0)
  return {
    now: new Date(work.now).toISOString(),
    level: reviewer.level,
    reviewLevels: school?.reviewLevels === 2 ? 2 : 1,
    state,
    counts: { college_review: count('college_review'), school_review: count('school_review') },
    items: await Promise.all(
      shown.map(async (row) => {
        const content = await openContent(work, row)
        const voids = row.kind === 'void'
        return {
          id: row.id,
          version: row.version,
          kind: row.kind,
          state: row.state,
          name: row.name,
          examNumber: row.examNumber,
          college: row.college,
          major: row.major,
          category: (voids ? row.recordDestination : content.destinationName) ?? '',
          unitName: (voids ? row.recordUnit : content.unitName) ?? '',
          submittedAt: new Date(row.submittedAt).toISOString(),
          warnings: voids ? 0 : routingWarnings(content, personOf(row)).length,
        }
      }),
    ),
    next,
  }
}

import { findReview, type Review, type Reviewer } from '../../../db/registration-reviews.ts'
import type { Db } from '../../../db/client.ts'
import { findAnywhere } from '../../../db/everywhere.ts'
import { findGrants } from '../../../db/staff.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { areTwoPeople } from '#model/second-person.ts'
import { collegeApprover } from './decide-registration.ts'

export type ReviewWork = Work<StaffActor<'school' | 'college'>>

export interface KnownReview extends Review {
  db: Db
  /** an account that decides at the level of its scope */
  reviewer: Reviewer & { staffId: string }
}

/**
 * Whether this reviewer is another person than who approved for the college. The steps go with the version that was
 * read, and who added whom never changes: a statement that holds to the version holds to this too.
 */
export async function standsApart(work: ReviewWork, { steps, reviewer }: KnownReview): Promise<boolean> {
  const earlier = reviewer.level === 'school' ? collegeApprover(steps) : undefined
  if (earlier === undefined) return true
  const grants = await findGrants(work.shards.directory, reviewer.schoolCode)
  return areTwoPeople(earlier, reviewer.staffId, grants)
}

/** A submitted registration of this person's school or college. @throws Problem registration.not_found for any other */
export async function getReviewOf(work: ReviewWork, id: string): Promise<KnownReview> {
  const reviewer = { ...work.actor.scope, staffId: work.actor.accountId }
  const kept = await findAnywhere(work.shards, (db) => findReview(db, reviewer, id))
  if (kept === undefined) refuse('registration.not_found')
  return { ...kept.found, db: kept.db, reviewer }
}

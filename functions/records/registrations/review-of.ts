import { findReview, type Review, type Reviewer } from '../../../db/registration-reviews.ts'
import type { Db } from '../../../db/client.ts'
import { findAnywhere } from '../../../db/everywhere.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'

export interface KnownReview extends Review {
  db: Db
  reviewer: Reviewer & { staffId: string; level: 'college' | 'school' }
}

/** The level a staff account decides at: a college's, or the whole school's. */
export const levelOf = ({ college }: Pick<StaffActor, 'college'>) => (college === '' ? 'school' : 'college')

/** @throws Problem session.missing for anybody but staff */
export function reviewerOf(work: Work): KnownReview['reviewer'] {
  const { actor } = work
  if (actor.kind !== 'staff') refuse('session.missing')
  const { schoolCode, college, staffId } = actor
  return { schoolCode, college, staffId, level: levelOf(actor) }
}

/** A submitted registration of this person's school or college. @throws Problem registration.not_found for any other */
export async function getReviewOf(work: Work, id: string): Promise<KnownReview> {
  const reviewer = reviewerOf(work)
  const kept = await findAnywhere(work.shards, (db) => findReview(db, reviewer, id))
  if (kept === undefined) refuse('registration.not_found')
  return { ...kept.found, db: kept.db, reviewer }
}

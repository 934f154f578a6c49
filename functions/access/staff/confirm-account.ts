import { commit, mustChange } from '../../../db/commit.ts'
import { confirmStaff, dropWaiting, findGrants } from '../../../db/staff.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { mayConfirm } from '#model/second-person.ts'

type Officer = Work<StaffActor<'school'>>

/** A grant of the whole school that waits for its second person. @throws Problem staff.not_found */
async function findWaiting(work: Work, schoolCode: string, id: string) {
  const grants = await findGrants(work.shards.directory, schoolCode)
  const waiting = grants.find((each) => each.id === id && each.confirmedAt === null)
  if (waiting === undefined) refuse('staff.not_found')
  return { grants, waiting }
}

/**
 * The second word on a grant that waits: it opens the school from now on, or is gone.
 * @param by the second person's grant; null: the level above
 * @throws Problem staff.not_found, staff.second_person, state.changed
 */
export async function settleGrant(
  work: Work,
  { schoolCode, by }: { schoolCode: string; by: string | null },
  id: string,
  accepted: boolean,
): Promise<{ id: string; accepted: boolean }> {
  const { grants, waiting } = await findWaiting(work, schoolCode, id)
  if (by !== null && !mayConfirm(by, waiting, grants)) refuse('staff.second_person')
  const { directory } = work.shards
  const answer = { id, accepted }
  const done = await commit(work, directory, {
    audit: {
      action: accepted ? 'staff.confirmed' : 'staff.declined',
      subjectType: 'staff',
      subjectId: id,
      schoolCode,
      detail: { addedBy: waiting.addedBy },
    },
    statements: {
      grant: mustChange(
        directory,
        accepted
          ? confirmStaff(directory, schoolCode, waiting, { by, now: work.now })
          : dropWaiting(directory, schoolCode, waiting),
      ),
    },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

/** A member's word. */
export const confirmAccount = (work: Officer, id: string, accepted: boolean) =>
  settleGrant(work, { schoolCode: work.actor.scope.schoolCode, by: work.actor.accountId }, id, accepted)

/**
 * Whoever added a grant takes it back while it waits.
 * @throws Problem staff.not_found, state.changed
 */
export async function withdrawAccount(work: Officer, id: string): Promise<{ id: string }> {
  const { schoolCode } = work.actor.scope
  const { waiting } = await findWaiting(work, schoolCode, id)
  if (waiting.addedBy !== work.actor.accountId) refuse('staff.not_found')
  const { directory } = work.shards
  const answer = { id }
  const done = await commit(work, directory, {
    audit: { action: 'staff.withdrawn', subjectType: 'staff', subjectId: id, schoolCode },
    statements: { grant: mustChange(directory, dropWaiting(directory, schoolCode, waiting)) },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

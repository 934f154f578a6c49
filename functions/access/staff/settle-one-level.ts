import { commit, mustChange } from '../../../db/commit.ts'
import { agreeToOneLevel, dropOneLevel, findSettings } from '../../../db/staff.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { areTwoPeople } from '#model/second-person.ts'
import { goToOneLevel } from './go-to-one-level.ts'
import type { ChainAnswer } from './wire.ts'

/**
 * A second person's word on one level instead of two. Whoever asked takes it back by declining.
 * @throws Problem staff.second_person, state.changed
 */
export async function settleOneLevel(
  work: Work<StaffActor<'school'>>,
  accepted: boolean,
): Promise<ChainAnswer> {
  const { accountId, scope } = work.actor
  const { schoolCode } = scope
  const { directory } = work.shards
  const settings = await findSettings(directory, schoolCode)
  const { oneLevelAskedBy: by, oneLevelAskedAt: at, accounts } = settings ?? refuse('session.missing')
  if (by === null || at === null) refuse('state.changed')
  const asked = { by, at }
  const own = by === accountId
  if (!(own && !accepted) && !areTwoPeople(by, accountId, accounts)) refuse('staff.second_person')
  const subject = { subjectType: 'school', subjectId: schoolCode, schoolCode }
  const answer: ChainAnswer = { reviewLevels: accepted ? 1 : 2, waits: false }
  if (accepted) {
    await goToOneLevel(work, schoolCode, {
      levels: agreeToOneLevel(directory, schoolCode, asked, accountId),
      audit: {
        action: 'school.review_chain_changed',
        ...subject,
        detail: { from: 2, to: 1, askedBy: by },
      },
      answer,
    })
    return answer
  }
  const done = await commit(work, directory, {
    audit: {
      action: own ? 'school.one_level_withdrawn' : 'school.one_level_declined',
      ...subject,
      detail: { askedBy: by },
    },
    statements: { dropped: mustChange(directory, dropOneLevel(directory, schoolCode, asked)) },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

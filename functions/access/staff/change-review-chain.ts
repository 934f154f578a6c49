import { commit, mustChange } from '../../../db/commit.ts'
import { askForOneLevel, countWaitingForColleges, findSettings, setReviewLevels } from '../../../db/staff.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { goToOneLevel } from './go-to-one-level.ts'
import type { ChainAnswer } from './wire.ts'

/**
 * Who reviews: the school, or a college and then the school. Two levels hold from what is submitted next on. One level
 * instead of two is asked for here and waits for a second person. Where there is one already, what was submitted while
 * the levels changed and waits for a college is passed to the school.
 * @throws Problem state.changed
 */
export async function changeReviewChain(
  work: Work<StaffActor<'school'>>,
  levels: 1 | 2,
): Promise<ChainAnswer> {
  const { accountId, scope } = work.actor
  const { schoolCode } = scope
  const { directory } = work.shards
  const settings = await findSettings(directory, schoolCode)
  if (settings === undefined) refuse('session.missing')
  const subject = { subjectType: 'school', subjectId: schoolCode, schoolCode }
  if (levels === settings.reviewLevels) {
    const answer: ChainAnswer = { reviewLevels: levels, waits: settings.oneLevelAskedBy !== null }
    const left = levels === 1 ? work.shards.all() : []
    const waiting = await Promise.all(left.map((db) => countWaitingForColleges(db, schoolCode)))
    if (waiting.some((count) => count > 0))
      await goToOneLevel(work, schoolCode, {
        levels: setReviewLevels(directory, schoolCode, 1, 1),
        audit: { action: 'school.review_chain_changed', ...subject, detail: { from: 1, to: 1 } },
        answer,
      })
    return answer
  }
  const answer: ChainAnswer =
    levels === 1 ? { reviewLevels: 2, waits: true } : { reviewLevels: 2, waits: false }
  if (levels === 1 && settings.oneLevelAskedBy === accountId) return answer
  const done = await commit(work, directory, {
    audit:
      levels === 1
        ? { action: 'school.one_level_asked', ...subject }
        : { action: 'school.review_chain_changed', ...subject, detail: { from: 1, to: 2 } },
    statements: {
      levels: mustChange(
        directory,
        levels === 1
          ? askForOneLevel(directory, schoolCode, accountId, work.now)
          : setReviewLevels(directory, schoolCode, 1, 2),
      ),
    },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

import { commit, mustChange } from '../../../db/commit.ts'
import { passToSchool } from '../../../db/registrations.ts'
import { countWaitingForColleges, findSettings, setReviewLevels } from '../../../db/staff.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'

/**
 * Sets who reviews: the school, or a college and then the school. At one level, what waits for colleges waits for the
 * school at once, also what was submitted while the levels changed and is found by choosing one level again. Going to
 * two changes what is submitted from then on.
 * @throws Problem state.changed
 */
export async function changeReviewChain(
  work: Work<StaffActor<'school'>>,
  levels: 1 | 2,
): Promise<{ reviewLevels: 1 | 2 }> {
  const { schoolCode } = work.actor.scope
  const { directory } = work.shards
  const settings = await findSettings(directory, schoolCode)
  if (settings === undefined) refuse('session.missing')
  const answer = { reviewLevels: levels }
  const same = settings.reviewLevels === levels
  const passed = levels === 1 ? work.shards.all() : []
  const waiting = await Promise.all(passed.map((db) => countWaitingForColleges(db, schoolCode)))
  if (same && waiting.every((count) => count === 0)) return answer
  const done = await commit(work, directory, {
    audit: {
      action: 'school.review_chain_changed',
      subjectType: 'school',
      subjectId: schoolCode,
      schoolCode,
      detail: { from: settings.reviewLevels, to: levels },
    },
    statements: {
      levels: mustChange(directory, setReviewLevels(directory, schoolCode, settings.reviewLevels, levels)),
      passed: passed.filter((db) => db === directory).map((db) => passToSchool(db, schoolCode, work.now)),
    },
    answer,
  })
  if (!done.done) refuse('state.changed')
  // registrations kept beside the directory went with it; the others follow
  for (const db of passed.filter((each) => each !== directory))
    await commit(work, db, {
      audit: { none: 'tidying' },
      statements: { passed: passToSchool(db, schoolCode, work.now) },
    })
  return answer
}

import { commit, mustChange } from '../../../db/commit.ts'
import { addStep, moveRegistration } from '../../../db/registrations.ts'
import { refuse } from '../../platform/problem.ts'
import { sealReason } from './own-registrations.ts'
import { reasonFaults, stateAfter } from './decide-registration.ts'
import { getReviewOf, type ReviewWork } from './review-of.ts'
import { remarksOf } from '#model/wording.ts'
import { reasonFaults as reasonWords } from '#words/records/reasons.ts'
import type { ReviewAnswer } from './wire.ts'

/** 退回: to the graduate, who reads why, edits and submits again. */
export async function returnRegistration(
  work: ReviewWork,
  id: string,
  version: number,
  reason: string,
): Promise<ReviewAnswer> {
  const { db, registration, reviewer } = await getReviewOf(work, id)
  const state = stateAfter(registration.state, 'return', reviewer.level)
  if (state === undefined) refuse('registration.out_of_order')
  if (registration.version !== version) refuse('registration.changed')
  const faults = reasonFaults(reason, true)
  if (faults.length > 0) refuse('registration.reason_missing', { fields: remarksOf(reasonWords, faults) })
  const answer = { id, version: version + 1, state }
  const done = await commit(work, db, {
    audit: {
      action: 'registration.returned',
      subjectType: 'registration',
      subjectId: id,
      schoolCode: reviewer.schoolCode,
      detail: { kind: registration.kind, version: answer.version, level: reviewer.level },
    },
    statements: {
      moved: mustChange(db, moveRegistration(db, registration, { state, now: work.now })),
      step: addStep(db, {
        registrationId: id,
        at: work.now,
        act: 'returned',
        level: reviewer.level,
        actorId: reviewer.staffId,
        reasonCipher: await sealReason(work, 'registration_steps.reason', id, reason.trim()),
      }),
    },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

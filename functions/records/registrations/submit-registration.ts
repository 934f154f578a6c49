import { commit, mustChange } from '../../../db/commit.ts'
import { addRegistration, addStep, submitRegistration as submit } from '../../../db/registrations.ts'
import { newActNumber } from '../../proof/make-code.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { mustBeComplete, mustBeOffered, readDraft, type RegistrationInput } from './draft-registration.ts'
import { firstReview } from './decide-registration.ts'
import type { SubmittedAnswer } from './wire.ts'

/** 提交: saves what was sent and hands it to the first level of review, in one go. */
export async function submitRegistration(
  work: Work<GraduateActor>,
  input: RegistrationInput,
): Promise<SubmittedAnswer> {
  const draft = await readDraft(work, input)
  mustBeOffered(work, input.kind, draft)
  mustBeComplete(input.kind, draft)
  const { subject, entry, school, id, editing, kept, guard, warnings } = draft
  const { db, rosterEntryId, schoolCode } = subject
  const state = firstReview({ reviewLevels: school.reviewLevels, college: entry.college })
  const number = newActNumber()
  const submittedAt = new Date(work.now).toISOString()
  const answer = { id, version: (editing?.version ?? 0) + 1, state, warnings, submittedAt, number }
  const done = await commit(work, db, {
    audit: {
      action: 'registration.submitted',
      subjectType: 'registration',
      subjectId: id,
      schoolCode,
      detail: { kind: input.kind, version: answer.version, state, number },
    },
    statements: {
      registration: mustChange(
        db,
        editing === undefined
          ? addRegistration(
              db,
              { ...kept, id, rosterEntryId, kind: input.kind, state, submittedAt: work.now, now: work.now },
              guard,
            )
          : submit(db, editing, { ...kept, state, now: work.now }, guard),
      ),
      step: addStep(db, {
        registrationId: id,
        at: work.now,
        act: 'submitted',
        level: 'graduate',
        actorId: rosterEntryId,
        reasonCipher: '',
      }),
    },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

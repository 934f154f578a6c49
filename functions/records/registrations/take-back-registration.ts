import { commit, mustChange } from '../../../db/commit.ts'
import { addStep, moveRegistration } from '../../../db/registrations.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { getOwnRegistrations, warningsOf } from './own-registrations.ts'
import { openContent } from './stored-content.ts'
import { personOf, stateAfter } from './decide-registration.ts'
import type { SavedAnswer } from './wire.ts'

/** 撤回: out of review, back into the graduate's hands. */
export const withdrawRegistration = (work: Work<GraduateActor>, id: string, version: number) =>
  takeBack(work, 'withdraw', id, version)

/** Deletes what is not under review; what was submitted once stays on record. */
export const discardRegistration = (work: Work<GraduateActor>, id: string, version: number) =>
  takeBack(work, 'discard', id, version)

async function takeBack(
  work: Work<GraduateActor>,
  act: 'withdraw' | 'discard',
  id: string,
  version: number,
): Promise<SavedAnswer> {
  const { subject, open, entry } = await getOwnRegistrations(work)
  if (open === undefined || open.id !== id) refuse('registration.not_found')
  const state = stateAfter(open.state, act, 'graduate')
  if (state === undefined)
    refuse(act === 'withdraw' ? 'registration.not_submitted' : 'registration.under_review')
  if (open.version !== version) refuse('registration.changed')
  const { db, rosterEntryId, schoolCode } = subject
  const warnings = warningsOf(open.kind, await openContent(work, open), personOf(entry))
  const answer = { id, version: version + 1, state, warnings }
  const withdrawn = act === 'withdraw'
  const done = await commit(work, db, {
    audit: {
      action: withdrawn ? 'registration.withdrawn' : 'registration.discarded',
      subjectType: 'registration',
      subjectId: id,
      schoolCode,
      detail: { kind: open.kind, version: answer.version },
    },
    statements: {
      moved: mustChange(db, moveRegistration(db, open, { state, now: work.now })),
      step: addStep(db, {
        registrationId: id,
        at: work.now,
        act: withdrawn ? 'withdrawn' : 'discarded',
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

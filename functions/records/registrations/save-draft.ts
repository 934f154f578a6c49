import { commit, mustChange } from '../../../db/commit.ts'
import { addRegistration, reviseRegistration } from '../../../db/registrations.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { mustBeOffered, readDraft, type RegistrationInput } from './draft-registration.ts'
import type { SavedAnswer } from './wire.ts'

/** Keeps what was typed, complete or not. A new draft needs the kind to be offered; an old one is always kept. */
export async function saveDraft(work: Work<GraduateActor>, input: RegistrationInput): Promise<SavedAnswer> {
  const draft = await readDraft(work, input)
  const { subject, id, editing, kept, guard, warnings } = draft
  if (editing === undefined) mustBeOffered(work, input.kind, draft)
  const { db, rosterEntryId, schoolCode } = subject
  const state = editing?.state ?? 'draft'
  const answer = { id, version: (editing?.version ?? 0) + 1, state, warnings }
  const done = await commit(work, db, {
    audit: {
      action: 'registration.saved',
      subjectType: 'registration',
      subjectId: id,
      schoolCode,
      detail: { kind: input.kind, version: answer.version },
    },
    statements: {
      registration: mustChange(
        db,
        editing === undefined
          ? addRegistration(
              db,
              { ...kept, id, rosterEntryId, kind: input.kind, state, submittedAt: null, now: work.now },
              guard,
            )
          : reviseRegistration(db, editing, { ...kept, now: work.now }),
      ),
    },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

import { commit, mustChange } from '../../db/commit.ts'
import { addEvents } from '../../db/events.ts'
import { addConfirmation } from '../../db/records.ts'
import { newActNumber } from '../proof/make-code.ts'
import { refuse } from '../platform/problem.ts'
import { newId } from '../platform/secrets.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { mayConfirm } from '#model/record/confirmation.ts'
import { archiveFirstDetail, getStanding } from './standing.ts'

/** 信息无误，确认登记去向: confirms the version named, if it is still the current one. */
export async function confirmDestination(work: Work<GraduateActor>, version: number) {
  const { subject, standing, school, facts } = await getStanding(work)
  const decision = mayConfirm(facts, school, version)
  if (!decision.allowed)
    refuse(
      decision.because,
      decision.because === 'record.archive_first' ? { detail: archiveFirstDetail(school) } : {},
    )
  if (standing.record === undefined) refuse('record.missing')
  const number = newActNumber()
  const answer = { state: 'confirmed' as const, confirmedAt: new Date(work.now).toISOString(), number }
  const done = await commit(work, subject.db, {
    audit: {
      action: 'destination.confirmed',
      subjectType: 'roster_entry',
      subjectId: subject.rosterEntryId,
      schoolCode: subject.schoolCode,
      detail: { version, number },
    },
    statements: {
      confirmation: mustChange(
        subject.db,
        addConfirmation(subject.db, {
          id: newId(),
          rosterEntryId: subject.rosterEntryId,
          recordId: standing.record.id,
          confirmedAt: work.now,
          archiveFirst: school.archiveBeforeConfirmation,
        }),
      ),
      events: addEvents(subject.db, {
        kind: 'destination.confirmed',
        provinceCode: school.provinceCode,
        entryIds: [subject.rosterEntryId],
        at: work.now,
      }),
    },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

import { commit, mustChange } from '../../db/commit.ts'
import { addEvents } from '../../db/events.ts'
import { withdrawDispute as closeDispute } from '../../db/records.ts'
import { newActNumber } from '../proof/make-code.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { getStanding } from './standing.ts'

/** 实际信息无误，撤销确认: closes the open dispute; the record is 待确认 again. */
export async function withdrawDispute(work: Work<GraduateActor>) {
  const { subject, standing, school } = await getStanding(work)
  if (standing.dispute === undefined) refuse('dispute.missing')
  const number = newActNumber()
  const answer = { state: 'unconfirmed' as const, withdrawnAt: new Date(work.now).toISOString(), number }
  const done = await commit(work, subject.db, {
    audit: {
      action: 'dispute.withdrawn',
      subjectType: 'roster_entry',
      subjectId: subject.rosterEntryId,
      schoolCode: subject.schoolCode,
      detail: { number },
    },
    statements: {
      closed: mustChange(
        subject.db,
        closeDispute(subject.db, standing.dispute.id, subject.rosterEntryId, work.now),
      ),
      events: addEvents(subject.db, {
        kind: 'dispute.withdrawn',
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

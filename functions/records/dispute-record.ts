import { commit, mustChange } from '../../db/commit.ts'
import { addEvents } from '../../db/events.ts'
import { addDispute } from '../../db/records.ts'
import { endStandings } from '../../db/standing-effects.ts'
import { newActNumber } from '../proof/make-code.ts'
import { refuse } from '../platform/problem.ts'
import { newId } from '../platform/secrets.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { mayDispute } from '#model/record/confirmation.ts'
import { type DisputeClaims, faultsOf } from '#model/record/dispute.ts'
import { remarksOf } from '#model/wording.ts'
import { disputeFaults } from '#words/records/dispute-faults.ts'
import { getStanding } from './standing.ts'

/** 信息有误，需更新后确认: takes back a confirmation and supersedes live codes (decision 3). */
export async function disputeRecord(work: Work<GraduateActor>, version: number, claims: DisputeClaims) {
  const faults = faultsOf(claims)
  if (faults.length > 0) refuse('dispute.incomplete', { fields: remarksOf(disputeFaults, faults) })
  const { subject, standing, school, facts } = await getStanding(work)
  const decision = mayDispute(facts, version)
  if (!decision.allowed) refuse(decision.because)
  if (standing.record === undefined) refuse('record.missing')
  const id = newId()
  const number = newActNumber()
  const answer = { state: 'disputed' as const, openedAt: new Date(work.now).toISOString(), number }
  const { db, rosterEntryId } = subject
  const done = await commit(work, db, {
    audit: {
      action: 'dispute.opened',
      subjectType: 'roster_entry',
      subjectId: rosterEntryId,
      schoolCode: subject.schoolCode,
      detail: {
        version,
        number,
        destination: claims.destination?.kind ?? null,
        archive: claims.archive !== null,
        hukou: claims.hukou !== null,
      },
    },
    statements: {
      dispute: mustChange(
        db,
        addDispute(db, {
          id,
          rosterEntryId,
          recordId: standing.record.id,
          destinationKind: claims.destination?.kind ?? null,
          detailCipher: await work.secrets.seal('disputes.detail', id, JSON.stringify(claims)),
          archiveClaimed: claims.archive !== null,
          hukouClaimed: claims.hukou !== null,
          openedAt: work.now,
          provinceCode: school.provinceCode,
        }),
      ),
      standings: endStandings(db, [rosterEntryId], 'dispute', work.now),
      events: addEvents(db, {
        kind: 'dispute.opened',
        provinceCode: school.provinceCode,
        entryIds: [rosterEntryId],
        at: work.now,
      }),
    },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

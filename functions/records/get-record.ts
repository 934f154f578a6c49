import { findLastConfirmed } from '../../db/history.ts'
import { subjectOf } from '../access/subject.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { mergedChanges } from '#model/roster/roster-changes.ts'
import { confirmationStateOf, mayConfirm } from '#model/record/confirmation.ts'
import type { DisputeClaims } from '#model/record/dispute.ts'
import { hukouAbsenceOf } from '#model/record/hukou.ts'
import { openRecord } from '../proof/record-contact.ts'
import { openRosterChanges } from './open-roster-changes.ts'
import { shownChanges } from '#model/record/record-changes.ts'
import { shownRecord } from '#model/record/shown-record.ts'
import { archiveFirstDetail, correctAt, getStanding, handlerOf } from './standing.ts'
import type { RecordView } from './wire.ts'

const instant = (value: number | undefined) => (value === undefined ? null : new Date(value).toISOString())

/** What the confirmation screen shows of the current version, and what can be done with it. */
export async function getRecord(work: Work<GraduateActor>): Promise<RecordView> {
  const { db, rosterEntryId } = subjectOf(work)
  const [{ standing, school, facts }, last] = await Promise.all([
    getStanding(work),
    findLastConfirmed(db, rosterEntryId),
  ])
  const { entry, dispute } = standing
  const record = standing.record && (await openRecord(work, standing.record))
  const was = last.record && (await openRecord(work, last.record))
  const claims =
    dispute &&
    (JSON.parse(
      await work.secrets.open('disputes.detail', dispute.id, dispute.detailCipher),
    ) as DisputeClaims)
  const asked = mayConfirm(facts, school, record?.version ?? 0)
  return {
    now: new Date(work.now).toISOString(),
    state: confirmationStateOf(facts),
    record:
      record === undefined
        ? null
        : {
            version: record.version,
            ...shownRecord(record),
            hukouAbsence: hukouAbsenceOf({ ...record, ...entry, hukouReported: school.hukouReported }),
            sourceSystem: record.sourceSystem,
            reportedAt: new Date(record.reportedAt).toISOString(),
          },
    correctAt: correctAt(record?.sourceSystem ?? 'national', school),
    confirmable: asked.allowed
      ? { allowed: true, because: null, detail: null }
      : {
          allowed: false,
          because: asked.because,
          detail: asked.because === 'record.archive_first' ? archiveFirstDetail(school) : null,
        },
    confirmedAt: facts.confirmed ? instant(standing.confirmation?.confirmedAt) : null,
    changedSinceConfirmation:
      was === undefined || record === undefined || facts.confirmed
        ? null
        : {
            record: shownChanges(was, record),
            roster: mergedChanges((await openRosterChanges(work, last.roster)).flat()),
          },
    dispute:
      claims === undefined
        ? null
        : {
            openedAt: new Date(dispute?.openedAt ?? work.now).toISOString(),
            destination: claims.destination,
            archive: claims.archive,
            hukou: claims.hukou,
            contact: claims.contact,
            handler: handlerOf(record?.sourceSystem ?? 'national', school),
          },
  }
}

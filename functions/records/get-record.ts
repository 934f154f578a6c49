import type { Work } from '../platform/work.ts'
import { confirmationStateOf, wantsArchiveFirst } from './confirmation.rules.ts'
import type { DisputeClaims } from './dispute.rules.ts'
import { hukouAbsenceOf } from './hukou.rules.ts'
import { shownRecord } from './shown.rules.ts'
import { archiveFirstDetail, correctAt, getStanding } from './standing.ts'
import type { RecordView } from './wire.ts'

const instant = (value: number | undefined) => (value === undefined ? null : new Date(value).toISOString())

/** What the confirmation screen shows of the current version, and what can be done with it. */
export async function getRecord(work: Work): Promise<RecordView> {
  const { standing, school, facts } = await getStanding(work)
  const { entry, record, dispute } = standing
  const claims =
    dispute &&
    (JSON.parse(
      await work.secrets.open('disputes.detail', dispute.id, dispute.detailCipher),
    ) as DisputeClaims)
  const archiveFirst = wantsArchiveFirst(facts, school)
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
    confirmable: {
      allowed:
        record !== undefined &&
        !facts.onHold &&
        facts.basicInfoChecked &&
        !facts.disputed &&
        !facts.confirmed &&
        !archiveFirst,
      because: archiveFirst ? 'archive_first' : null,
      detail: archiveFirst ? archiveFirstDetail(school) : null,
    },
    confirmedAt: facts.confirmed ? instant(standing.confirmation?.confirmedAt) : null,
    dispute:
      claims === undefined
        ? null
        : {
            openedAt: new Date(dispute?.openedAt ?? work.now).toISOString(),
            destination: claims.destination,
            archive: claims.archive,
            hukou: claims.hukou,
            contact: claims.contact,
          },
  }
}

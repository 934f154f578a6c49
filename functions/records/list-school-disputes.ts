import { pageOfDisputes } from '../../db/disputes.ts'
import { findSchool } from '../../db/places.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import type { DisputeClaims } from '#model/record/dispute.ts'
import { placeOf } from '#model/keyset.ts'
import { shownRecord } from '#model/record/shown-record.ts'
import { openContact } from '../proof/record-contact.ts'
import { handlerOf } from './standing.ts'
import type { SchoolDisputesView } from './wire.ts'

const PAGE = 50

/** 有误反馈: what the school's graduates say is wrong, oldest first, each with who can mend it. */
export async function listSchoolDisputes(
  work: Work<StaffActor<'school'>>,
  asked: { after?: string | undefined; source?: 'national' | 'provincial' | undefined },
): Promise<SchoolDisputesView> {
  const { schoolCode } = work.actor.scope
  const of = { schoolCode, sourceSystem: asked.source }
  const [school, { page, next }] = await Promise.all([
    findSchool(work.shards.directory, schoolCode),
    pageOfDisputes(work.shards, of, placeOf(asked.after), PAGE),
  ])
  if (school === undefined) refuse('school.unknown')
  return {
    now: new Date(work.now).toISOString(),
    disputes: await Promise.all(
      page.map(async (row) => {
        const { destination, archive, hukou, contact } = JSON.parse(
          await work.secrets.open('disputes.detail', row.id, row.detailCipher),
        ) as DisputeClaims
        const { entryId, name, examNumber, college, major } = row
        return {
          id: row.id,
          openedAt: new Date(row.openedAt).toISOString(),
          entry: { id: entryId, name, examNumber, college, major },
          destination,
          archive,
          hukou,
          contact,
          record: {
            version: row.recordVersion,
            ...shownRecord(await openContact(work, row.recordId, row)),
            sourceSystem: row.sourceSystem,
            reportedAt: new Date(row.reportedAt).toISOString(),
          },
          handler: handlerOf(row.sourceSystem, school),
        }
      }),
    ),
    next,
  }
}

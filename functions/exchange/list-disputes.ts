import { commit } from '../../db/commit.ts'
import { listOpenDisputes } from '../../db/disputes.ts'
import type { Work } from '../platform/work.ts'
import type { ProvincialSystem } from '#model/actors.ts'
import type { DisputeClaims } from '#model/record/dispute.ts'
import { pageOf, placeOf } from '#model/keyset.ts'
import type { DisputesView } from './wire.ts'

/**
 * Open disputes about records that this province reported: it alone can mend them. What graduates wrote is personal, so
 * each reading that shows any is audited.
 */
export async function listDisputes(
  work: Work<ProvincialSystem>,
  after: string | undefined,
  limit: number,
): Promise<DisputesView> {
  const { provinceCode } = work.actor.scope
  const of = { provinceCode, sourceSystem: 'provincial' as const }
  const rows = await Promise.all(
    work.shards.all().map((db) => listOpenDisputes(db, of, placeOf(after), limit + 1)),
  )
  const { page, next } = pageOf(rows.flat(), limit, (row) => row.openedAt)
  const disputes = await Promise.all(
    page.map(async (row) => {
      const { destination, archive, hukou, contact } = JSON.parse(
        await work.secrets.open('disputes.detail', row.id, row.detailCipher),
      ) as DisputeClaims
      return {
        id: row.id,
        openedAt: new Date(row.openedAt).toISOString(),
        schoolCode: row.schoolCode,
        examNumber: row.examNumber,
        name: row.name,
        recordVersion: row.recordVersion,
        destination,
        archive,
        hukou,
        contact,
      }
    }),
  )
  if (disputes.length > 0)
    await commit(work, work.shards.directory, {
      audit: {
        action: 'disputes.read',
        subjectType: 'province',
        subjectId: provinceCode,
        detail: { count: disputes.length },
      },
      statements: [],
    })
  return { disputes, next }
}

import { pageOfDisputes } from '../../db/disputes.ts'
import type { Work } from '../platform/work.ts'
import type { ProvincialSystem } from '#model/actors.ts'
import type { DisputeClaims } from '#model/record/dispute.ts'
import { placeOf } from '#model/keyset.ts'
import type { DisputesView } from './wire.ts'

/** Open disputes about records that this province reported: it alone can mend them. */
export async function listDisputes(
  work: Work<ProvincialSystem>,
  after: string | undefined,
  limit: number,
): Promise<DisputesView> {
  const { provinceCode } = work.actor.scope
  const of = { provinceCode, sourceSystem: 'provincial' as const }
  const { page, next } = await pageOfDisputes(work.shards, of, placeOf(after), limit)
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
  return { disputes, next }
}

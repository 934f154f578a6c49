// The whole list as a CSV, written page by page: 20,000 rows are never held at once. The audit row with their number is
// written before the first byte leaves.
import { commit } from '../../db/commit.ts'
import { countTransferCodes, listTransferCodes } from '../../db/transfer-codes.ts'
import { streamText } from '../platform/stream-text.ts'
import type { Work } from '../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { csvLine } from '#model/sheet/findings.ts'
import { cohortsOf, filterOf } from './list-transfer-codes.ts'
import { openRow } from './open-row.ts'
import { lineOf, lineTitles } from './transfer-code-line.ts'
import type { Filters } from './wire.ts'

const pageSize = 500

export async function exportTransferCodes(
  work: Work<StaffActor<'school'>>,
  filters: Filters,
): Promise<{ cohort: number | undefined; csv: ReadableStream<Uint8Array> }> {
  const { schoolCode } = work.actor.scope
  const { cohort } = await cohortsOf(work, filters.cohort)
  // without a cohort the school has no codes anywhere
  const db = cohort === undefined ? work.shards.directory : work.shards.of(schoolCode, cohort)
  const filter = filterOf(work, filters, cohort ?? 0)
  await commit(work, db, {
    audit: {
      action: 'transfer_codes.exported',
      subjectType: 'school',
      subjectId: schoolCode,
      schoolCode,
      detail: {
        count: await countTransferCodes(db, filter),
        cohort: cohort ?? null,
        status: filters.status ?? null,
        byCollege: filters.college !== '',
      },
    },
    statements: {},
  })
  let place: { after: string | undefined } | undefined = { after: undefined }
  const csv = streamText(work, `\ufeff${csvLine(lineTitles)}`, async () => {
    if (place === undefined) return undefined
    const rows = await listTransferCodes(db, filter, place.after, pageSize)
    place = rows.length < pageSize ? undefined : { after: rows.at(-1)?.entryId }
    const lines = await Promise.all(rows.map(async (row) => csvLine(lineOf(await openRow(work, row)))))
    return lines.join('')
  })
  return { cohort, csv }
}

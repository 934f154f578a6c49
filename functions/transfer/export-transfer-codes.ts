// The whole list as a CSV, written page by page: 20,000 rows are never held at once. How many they are is told beside it,
// for the audit row that is written before the first byte leaves.
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
): Promise<{ cohort: number | undefined; count: number; csv: ReadableStream<Uint8Array> }> {
  const { schoolCode } = work.actor.scope
  const { cohort } = await cohortsOf(work, filters.cohort)
  // without a cohort the school has no codes anywhere
  const db = cohort === undefined ? work.shards.directory : work.shards.of(schoolCode, cohort)
  const filter = filterOf(work, filters, cohort ?? 0)
  const count = await countTransferCodes(db, filter)
  let place: { after: string | undefined } | undefined = { after: undefined }
  const csv = streamText(work, `\ufeff${csvLine(lineTitles)}`, async () => {
    if (place === undefined) return undefined
    const rows = await listTransferCodes(db, filter, place.after, pageSize)
    place = rows.length < pageSize ? undefined : { after: rows.at(-1)?.entryId }
    const lines = await Promise.all(rows.map(async (row) => csvLine(lineOf(await openRow(work, row)))))
    return lines.join('')
  })
  return { cohort, count, csv }
}

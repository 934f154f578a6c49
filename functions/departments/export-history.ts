// A department's history as a CSV, written page by page. How many look-ups it is goes beside it, for the audit row that is
// written before the first byte leaves.
import { countDepartmentLookups } from '../../db/department-lookups.ts'
import { accountNames } from '../../db/departments.ts'
import { everywhere } from '../../db/everywhere.ts'
import { showInstant } from '#model/calendar/caps.ts'
import { verdictWords } from '#words/verdicts.ts'
import { placeOf } from '#model/keyset.ts'
import { streamText } from '../platform/stream-text.ts'
import type { Work } from '../platform/work.ts'
import type { DepartmentPerson } from '#model/actors.ts'
import { cellsUnder, csvLine } from '#model/sheet/findings.ts'
import type { HistorySearch, HistoryView } from './history-wire.ts'
import { openLine, readHistory } from './list-history.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { kindShort } from '#words/report-kinds.ts'
import { historyFile as words } from '#words/department/department-files.ts'

const pageSize = 500

const kinds: Record<ReportKind, string> = kindShort

const cellsOf = (line: HistoryView['lookups'][number]): string[] =>
  cellsUnder(words.columns, {
    at: showInstant(Date.parse(line.at)),
    kind: kinds[line.kind],
    name: line.name,
    caseNumber: line.caseNumber,
    verdict: verdictWords[line.verdict],
    receipt: line.receipt,
    way: line.bulk ? words.bulk : words.single,
    account: line.account,
  })

export async function exportHistory(
  work: Work<DepartmentPerson>,
  { kind, verdict }: Pick<HistorySearch, 'kind' | 'verdict'>,
): Promise<{ count: number; csv: ReadableStream<Uint8Array> }> {
  const { department } = work.actor.scope
  const filter = { departmentId: department.id, kind, verdict, caseIndex: undefined }
  const names = await accountNames(work.shards.directory, department.id)
  const count = (await everywhere(work.shards, (db) => countDepartmentLookups(db, filter))).reduce(
    (sum, each) => sum + each,
    0,
  )
  let place: { before: string | undefined } | undefined = { before: undefined }
  const csv = streamText(work, `\ufeff${csvLine(Object.values(words.columns))}`, async () => {
    if (place === undefined) return undefined
    const { page, next } = await readHistory(work, filter, placeOf(place.before), pageSize)
    place = next === null ? undefined : { before: next }
    const lines = await Promise.all(
      page.map(async (row) => csvLine(cellsOf(await openLine(work, row, names)))),
    )
    return lines.join('')
  })
  return { count, csv }
}

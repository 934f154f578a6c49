// A department's history as a CSV, written page by page. The audit row is written before the first byte leaves.
import { commit } from '../../db/commit.ts'
import { accountNames } from '../../db/departments.ts'
import { showInstant } from '#model/calendar/caps.ts'
import { verdictWords } from '#words/verdicts.ts'
import { placeOf } from '#model/keyset.ts'
import { streamText } from '../platform/stream-text.ts'
import type { Work } from '../platform/work.ts'
import type { DepartmentPerson } from '#model/actors.ts'
import { csvLine } from '#model/sheet/findings.ts'
import type { HistorySearch, HistoryView } from './history-wire.ts'
import { openLine, readHistory } from './list-history.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { kindShort } from '#words/report-kinds.ts'

const pageSize = 500

const kinds: Record<ReportKind, string> = kindShort

const columns: readonly (readonly [title: string, of: (line: HistoryView['lookups'][number]) => string])[] = [
  ['核验时间', (line) => showInstant(Date.parse(line.at))],
  ['核验类型', (line) => kinds[line.kind]],
  ['姓名', (line) => line.name],
  ['业务编号', (line) => line.caseNumber],
  ['结果', (line) => verdictWords[line.verdict]],
  ['回执', (line) => line.receipt],
  ['方式', (line) => (line.bulk ? '批量' : '单笔')],
  ['经办账号', (line) => line.account],
]

export async function exportHistory(
  work: Work<DepartmentPerson>,
  { kind, verdict }: Pick<HistorySearch, 'kind' | 'verdict'>,
): Promise<ReadableStream<Uint8Array>> {
  const { department } = work.actor.scope
  const filter = { departmentId: department.id, kind, verdict, caseIndex: undefined }
  const names = await accountNames(work.shards.directory, department.id)
  await commit(work, work.shards.directory, {
    audit: {
      action: 'department_lookups.exported',
      subjectType: 'department',
      subjectId: department.id,
      detail: { kind: kind ?? null, verdict: verdict ?? null },
    },
    statements: {},
  })
  let place: { before: string | undefined } | undefined = { before: undefined }
  return streamText(work, `\ufeff${csvLine(columns.map(([title]) => title))}`, async () => {
    if (place === undefined) return undefined
    const { page, next } = await readHistory(work, filter, placeOf(place.before), pageSize)
    place = next === null ? undefined : { before: next }
    const lines = await Promise.all(
      page.map(async (row) => {
        const line = await openLine(work, row, names)
        return csvLine(columns.map(([, of]) => of(line)))
      }),
    )
    return lines.join('')
  })
}

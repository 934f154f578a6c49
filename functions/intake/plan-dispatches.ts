// Works out what a file of dispatches would do to the sendings of a school's files, and the statements that do it. The
// school comes from the session: another school's graduates are not found.
import { jsonChunks } from '../../db/bulk.ts'
import { addDispatches, correctDispatches, replaceDispatches } from '../../db/dispatches.ts'
import { everyRow } from '../../db/everywhere.ts'
import { findByExamNumbers, type TransferCodeRow } from '../../db/transfer-codes.ts'
import { type DispatchEntry, sentOnFault } from '#model/transfer/dispatch-entry.ts'
import { type DispatchRow, readDispatchRow } from './decide-dispatch-row.ts'
import { type CurrentDispatch, currentOf, isSame, mayEnter, unsendable } from '#model/transfer/dispatch.ts'
import { newId } from '../platform/secrets.ts'
import type { Work } from '../platform/work.ts'
import { foldName } from '#model/roster/names.ts'
import { type ReadRow, refuseRepeats } from './decide-roster-row.ts'
import type { Findings } from '#model/sheet/findings.ts'
import type { RowFault } from '#model/sheet/row-faults.ts'
import { inWords } from './findings-in-words.ts'
import { databaseOf, inBatches, type OnProgress, outcomeOf, type Plan } from './plan.ts'
import type { Table } from '../sheets/read-sheet.ts'

type Change = 'new' | 'again' | 'corrected' | 'none'

interface Compared {
  read: ReadRow<DispatchRow>
  graduate?: TransferCodeRow
  current?: (CurrentDispatch & { id: string }) | undefined
  entry?: DispatchEntry | undefined
  change?: Change
}

export async function planDispatchesImport(
  work: Work,
  schoolCode: string,
  table: Table,
  onProgress: OnProgress,
): Promise<Plan> {
  const total = table.rows.length
  const judged = await inBatches(
    table.rows,
    (row) => readDispatchRow(row, work.now),
    (done) => onProgress('checking', done, total),
  )
  const reads = refuseRepeats(judged)
  onProgress('comparing', 0, total)
  const examNumbers = reads.map(({ examNumber }) => examNumber).filter((each) => each !== '')
  const chunks = jsonChunks(examNumbers)
  const found = await everyRow(work.shards, (each) => findByExamNumbers(each, schoolCode, chunks))
  const graduates = Map.groupBy(found, ({ examNumber }) => examNumber)
  const rows = reads.map((read) => compare(work, read, graduates.get(read.examNumber) ?? []))
  const db = databaseOf(
    work,
    rows.flatMap(({ graduate }) => (graduate === undefined ? [] : [{ schoolCode, cohort: graduate.cohort }])),
  )
  onProgress('comparing', total, total)
  const of = (...changes: Change[]) =>
    rows.filter(({ change }) => change !== undefined && changes.includes(change))
  const left = rows.filter(({ change }) => change === undefined)
  const findings: Findings = {
    refused: inWords(left.flatMap(({ read }) => read.refusals)),
    warnings: inWords(rows.flatMap(({ read, change }) => (change === undefined ? [] : read.warnings))),
    cleared: [],
    missing: [],
    duplicates: [],
    ignoredColumns: table.ignored,
  }
  return {
    db,
    findings,
    counts: {
      rows: total,
      accepted: of('new', 'again').length,
      changed: of('corrected').length,
      unchanged: of('none').length,
      refused: left.length,
      warned: new Set(findings.warnings.map(({ row }) => row)).size,
      cleared: 0,
      missing: 0,
    },
    outcome: await outcomeOf(
      rows.map(
        ({ read, change, current }) =>
          `${read.row} ${change ?? 'refused'} ${current?.id ?? ''} ${current?.version ?? 0}`,
      ),
    ),
    statements: () => {
      const sent = of('new', 'again').flatMap(({ graduate, entry }) =>
        graduate === undefined || entry === undefined
          ? []
          : [{ ...entry, id: newId(), rosterEntryId: graduate.entryId }],
      )
      const corrected = of('corrected').flatMap(({ current, entry }) =>
        current === undefined || entry === undefined
          ? []
          : [{ ...entry, id: current.id, version: current.version }],
      )
      return Promise.resolve([
        ...replaceDispatches(
          db,
          schoolCode,
          of('again').flatMap(({ current }) => current ?? []),
          work.now,
        ),
        ...addDispatches(db, schoolCode, sent, unsendable, work.now),
        ...correctDispatches(db, schoolCode, corrected, work.now),
      ])
    },
  }
}

/** The graduate by exam number and folded name, under several cohorts the newest; then what the row does. */
function compare(work: Work, read: ReadRow<DispatchRow>, candidates: readonly TransferCodeRow[]): Compared {
  if (read.value === undefined) return { read }
  const { name, entry } = read.value
  const graduate = candidates
    .filter(({ nameFolded }) => nameFolded === foldName(name))
    .toSorted((one, other) => other.cohort - one.cohort)[0]
  if (graduate === undefined)
    return candidates.length === 0
      ? refused(read, '考生号', read.examNumber, { because: 'graduate.without_record' })
      : refused(read, '姓名', name, { because: 'graduate.other_name' })
  const current = currentOf(graduate)
  if (entry === undefined || (current !== undefined && isSame(entry, current)))
    return { read, graduate, current, entry, change: 'none' }
  const early = sentOnFault(entry.sentOn, work.now, graduate.cohort)
  if (early !== undefined) return refused(read, '寄出日期', entry.sentOn, early)
  const entering = mayEnter(graduate, current, current?.version ?? null, false)
  if (!entering.allowed)
    return refused(read, '考生号', read.examNumber, { because: `dispatch.refused_${entering.because}` })
  const inPlace = entering.act === 'corrected' || entering.act === 'completed'
  const change = inPlace ? 'corrected' : current === undefined ? 'new' : 'again'
  return { read, graduate, current, entry, change }
}

function refused(read: ReadRow<DispatchRow>, column: string, value: string, fault: RowFault): Compared {
  const { row, examNumber, warnings } = read
  return { read: { row, examNumber, warnings, refusals: [{ row, examNumber, column, value, fault }] } }
}

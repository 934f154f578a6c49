// Works out what a file of destinations would do to the records of the schools it may touch, and the statements that
// do it: for a school's file its own school, for a province's report the schools of that province.
import type { Db } from '../../db/client.ts'
import { everyRow } from '../../db/everywhere.ts'
import { findGraduates, findMissing, type KnownGraduate } from '../../db/imports-destinations.ts'
import { type NewRecord, writeVersions } from '../../db/record-versions.ts'
import { clearFields } from '#model/record/fields.ts'
import { issueTransferCode } from '../proof/make-code.ts'
import { openRecord, sealRecord } from '../proof/record-contact.ts'
import { regions } from '#model/tables/regions.ts'
import { newId } from '../platform/secrets.ts'
import type { Work } from '../platform/work.ts'
import { foldName } from '#model/roster/names.ts'
import { type ReadRow, refuseRepeats } from './decide-roster-row.ts'
import { type Findings, shownValue } from '#model/sheet/findings.ts'
import type { RowFault } from '#model/sheet/row-faults.ts'
import { inWords } from './findings-in-words.ts'
import { databaseOf, inBatches, type OnProgress, outcomeOf, type Plan } from './plan.ts'
import type { Table } from '../sheets/read-sheet.ts'
import { type DestinationRow, readDestinationRow } from './decide-destination-row.ts'
import { changeOf, clearedBlocks, recordChange } from '#model/record/record-changes.ts'

/** Who reports, and about whom. */
export interface Reporter {
  schoolCodes: readonly string[]
  /** of all these schools */
  provinceCode: string
  sourceSystem: 'national' | 'provincial'
  reportedAt: number
  /** where a graduate is not found: in the school, or in the province's schools */
  notFound: 'graduate.not_in_school' | 'graduate.not_in_province'
  /** where provincial records are changed; a school's file cannot */
  provincialEntry?: { name: string; url: string }
  /** a school's file is expected to name everybody, a province's report is not */
  listsMissing: boolean
}

/** What becomes of one row; its refusals stand in the findings. */
export interface RowVerdict {
  row: number
  examNumber: string
  result: 'accepted' | 'changed' | 'unchanged' | 'refused'
}

export interface DestinationsPlan extends Plan {
  rows: RowVerdict[]
}

const results = { new: 'accepted', printed: 'changed', unprinted: 'changed', none: 'unchanged' } as const

interface Compared {
  read: ReadRow<DestinationRow>
  graduate?: KnownGraduate
  change?: 'new' | 'printed' | 'unprinted' | 'none'
}

export async function planDestinationsImport(
  work: Work,
  reporter: Reporter,
  table: Table,
  onProgress: OnProgress,
): Promise<DestinationsPlan> {
  const total = table.rows.length
  const judged = await inBatches(
    table.rows,
    (row) => readDestinationRow(row, regions),
    (done) => onProgress('checking', done, total),
  )
  const reads = refuseRepeats(judged)
  const examNumbers = reads.map(({ examNumber }) => examNumber).filter((each) => each !== '')
  onProgress('comparing', 0, total)
  const graduates = Map.groupBy(
    await everyRow(work.shards, (each) => findGraduates(each, reporter.schoolCodes, examNumbers)),
    ({ examNumber }) => examNumber,
  )
  const rows = await inBatches(
    reads,
    (read) => compare(work, read, graduates.get(read.examNumber) ?? [], reporter),
    (done) => onProgress('comparing', done, total),
  )
  const matched = rows.flatMap(({ graduate }) => (graduate === undefined ? [] : [graduate]))
  const db = databaseOf(work, matched)
  const { missing, missingCount } = await missingOf(db, reporter, matched, examNumbers)
  const of = (...changes: string[]) => rows.filter(({ change }) => changes.includes(change ?? ''))
  const findings: Findings = {
    refused: inWords(rows.flatMap(({ read }) => read.refusals)),
    warnings: inWords(rows.flatMap(({ read, change }) => (change === undefined ? [] : read.warnings))),
    cleared: of('printed').flatMap(({ read, graduate }) =>
      graduate?.record === undefined || read.value === undefined
        ? []
        : clearedBlocks(graduate.record, read.value.content).map((block) => ({
            row: read.row,
            examNumber: read.examNumber,
            block,
          })),
    ),
    missing,
    duplicates: [],
    ignoredColumns: table.ignored,
  }
  return {
    db,
    findings,
    rows: rows.map(({ read, change }) => ({
      row: read.row,
      examNumber: shownValue(read.examNumber),
      result: change === undefined ? 'refused' : results[change],
    })),
    counts: {
      rows: total,
      accepted: of('new').length,
      changed: of('printed', 'unprinted').length,
      unchanged: of('none').length,
      refused: rows.filter(({ change }) => change === undefined).length,
      warned: new Set(findings.warnings.map(({ row }) => row)).size,
      cleared: findings.cleared.length,
      missing: missingCount,
    },
    outcome: await outcomeOf(
      rows.map(
        ({ read, graduate, change }) =>
          `${read.row} ${change ?? 'refused'} ${graduate?.record?.version ?? 0}`,
      ),
    ),
    statements: async (report) => {
      const written = of('new', 'printed', 'unprinted')
      // an unchanged row too: whoever has a record has a transfer code
      const uncoded = rows.flatMap(({ graduate, change }) =>
        graduate === undefined || change === undefined || graduate.hasTransferCode === 1 ? [] : [graduate],
      )
      const issued = await inBatches(
        uncoded,
        (graduate) => issueTransferCode(work, graduate),
        (done) => report('sealing', done, uncoded.length + written.length),
      )
      const next = await inBatches(
        written,
        (each) => recordOf(work, reporter, each),
        (done) => report('sealing', uncoded.length + done, uncoded.length + written.length),
      )
      return writeVersions(db, {
        replaced: written.flatMap(({ graduate }) => graduate?.record?.id ?? []),
        next,
        issued,
        printed: idsOf(of('printed')),
        unprinted: idsOf(of('unprinted')),
        provinceCode: reporter.provinceCode,
        now: work.now,
      })
    },
  }
}

const idsOf = (rows: readonly Compared[]) => rows.flatMap(({ graduate }) => graduate?.id ?? [])

/** The graduate by exam number and folded name; under several cohorts the newest. */
async function compare(
  work: Work,
  read: ReadRow<DestinationRow>,
  candidates: readonly KnownGraduate[],
  reporter: Reporter,
): Promise<Compared> {
  if (read.value === undefined) return { read }
  const { name, content } = read.value
  const graduate = candidates
    .filter(({ nameFolded }) => nameFolded === foldName(name))
    .toSorted((one, other) => other.cohort - one.cohort)[0]
  if (graduate === undefined)
    return candidates.length === 0
      ? refused(read, '考生号', read.examNumber, { because: reporter.notFound })
      : refused(read, '姓名', name, { because: 'graduate.other_name' })
  const { record } = graduate
  if (record?.sourceSystem === 'provincial' && reporter.sourceSystem === 'national') {
    const { name: entry, url } = reporter.provincialEntry ?? { name: '', url: '' }
    return refused(read, '考生号', read.examNumber, { because: 'record.from_province', entry, url })
  }
  const warnings = [...read.warnings]
  const warn = (column: string, fault: RowFault) =>
    warnings.push({ row: read.row, examNumber: read.examNumber, column, fault })
  if (graduate.archiveMovedIn === false && !['', '无需转递'].includes(content.archiveTransferType))
    warn('档案转递类型', { because: 'archive.not_moved_in' })
  if (graduate.hukouMovedIn === false && content.hukouMigrationType !== '')
    warn('户口迁移类型', { because: 'hukou.not_moved_in' })
  if (record === undefined) return { read: { ...read, warnings }, graduate, change: 'new' }
  // a contact is opened only where nothing else has settled it
  const settled = changeOf(clearFields, record, content) === 'printed'
  const change = settled ? 'printed' : recordChange(await openRecord(work, record), content)
  const moved = change === 'none' && record.sourceSystem !== reporter.sourceSystem
  return { read: { ...read, warnings }, graduate, change: moved ? 'unprinted' : change }
}

function refused(read: ReadRow<DestinationRow>, column: string, value: string, fault: RowFault): Compared {
  const { row, examNumber, warnings } = read
  return { read: { row, examNumber, warnings, refusals: [{ row, examNumber, column, value, fault }] } }
}

function missingOf(
  db: Db,
  reporter: Reporter,
  matched: readonly KnownGraduate[],
  examNumbers: readonly string[],
) {
  const [schoolCode] = reporter.schoolCodes
  if (!reporter.listsMissing || schoolCode === undefined || matched.length === 0)
    return { missing: [], missingCount: 0 }
  return findMissing(db, schoolCode, [...new Set(matched.map(({ cohort }) => cohort))], examNumbers)
}

function recordOf(work: Work, reporter: Reporter, { read, graduate }: Compared): Promise<NewRecord> {
  if (read.value === undefined || graduate === undefined) throw new Error('a refused row has no record')
  return sealRecord(work, {
    ...read.value.content,
    id: newId(),
    rosterEntryId: graduate.id,
    version: graduate.lastVersion + 1,
    sourceSystem: reporter.sourceSystem,
    reportedAt: reporter.reportedAt,
    createdAt: work.now,
    supersededAt: null,
    origin: reporter.sourceSystem === 'national' ? 'school_upload' : 'provincial_report',
    endedBecause: null,
  })
}

// Works out what a roster file would do to the school's entries, and the statements that do it. The school comes from
// the session; a row of another school never gets past its row rule.
import {
  unbindEntries,
  findEntriesByIdNumber,
  findEntriesOfFile,
  type KnownEntry,
  type NewRosterEntry,
  writeEntries,
} from '../../db/imports-roster.ts'
import { followCollege } from '../../db/registrations.ts'
import { endStandings } from '../../db/standing-effects.ts'
import { regions } from '../code-tables/regions.ts'
import { newId } from '../platform/secrets.ts'
import type { Work } from '../platform/work.ts'
import type { Findings } from './findings.rules.ts'
import { databaseOf, inBatches, type OnProgress, outcomeOf, type Plan } from './plan.ts'
import type { Table } from './read-sheet.ts'
import { foldName } from '../roster/names.rules.ts'
import { type ComparedRow, rosterChange, type RosterChange } from '../roster/roster-changes.rules.ts'
import {
  readRosterRow,
  type ReadRow,
  refuseRepeats,
  type RosterRow,
  type School,
} from '../roster/roster-row.rules.ts'

interface Compared {
  read: ReadRow<RosterRow>
  row?: RosterRow
  compared?: ComparedRow
  known?: KnownEntry
  change?: RosterChange
}

export async function planRosterImport(
  work: Work,
  school: School,
  table: Table,
  onProgress: OnProgress,
): Promise<Plan> {
  const total = table.rows.length
  const judged = await inBatches(
    table.rows,
    (row) => readRosterRow(row, school, regions),
    (done) => onProgress('checking', done, total),
  )
  const rows = await inBatches(
    refuseRepeats(judged),
    async (read): Promise<Compared> =>
      read.value === undefined
        ? { read }
        : { read, row: read.value, compared: await compare(work, school, read.value) },
    (done) => onProgress('comparing', done, total),
  )
  const cohorts = [...new Set(rows.flatMap(({ row }) => (row === undefined ? [] : [row.cohort])))]
  const db = databaseOf(work, school.code, cohorts)
  const examNumbers = rows.map(({ read }) => read.examNumber).filter((each) => each !== '')
  const { entries, missing, missingCount } = await findEntriesOfFile(db, school.code, cohorts, examNumbers)
  const known = new Map(entries.map((entry) => [`${entry.cohort} ${entry.examNumber}`, entry]))
  for (const each of rows) {
    if (each.row === undefined || each.compared === undefined) continue
    const before = known.get(`${each.row.cohort} ${each.row.examNumber}`)
    if (before === undefined) continue
    each.known = before
    each.change = rosterChange(before, each.compared)
  }
  const added = rows.filter((each) => each.row !== undefined && each.known === undefined)
  const changed = rows.filter((each) => each.change?.any === true)
  const findings: Findings = {
    refused: rows.flatMap(({ read }) => read.refusals),
    warnings: rows.flatMap(({ read }) => (read.value === undefined ? [] : read.warnings)),
    cleared: [],
    missing,
    duplicates: await findDuplicates(work, school, added, rows),
    ignoredColumns: table.ignored,
  }
  const refused = rows.filter(({ row }) => row === undefined).length
  return {
    db,
    findings,
    counts: {
      rows: total,
      accepted: added.length,
      changed: changed.length,
      unchanged: total - refused - added.length - changed.length,
      refused,
      warned: new Set(findings.warnings.map(({ row }) => row)).size,
      cleared: 0,
      missing: missingCount,
    },
    outcome: await outcomeOf(rows.map(verdictOf)),
    statements: async (report) => {
      const sealed = await inBatches(
        [...added, ...changed],
        (each) => entryOf(work, school, each),
        (done) => report('sealing', done, added.length + changed.length),
      )
      const idsOf = (wanted: (change: RosterChange) => boolean) =>
        changed.flatMap(({ known: entry, change }) => (entry && change && wanted(change) ? [entry.id] : []))
      return [
        ...writeEntries(db, sealed),
        ...followCollege(
          db,
          idsOf(({ any }) => any),
        ),
        ...unbindEntries(
          db,
          idsOf((change) => change.idNumber),
        ),
        ...endStandings(
          db,
          idsOf((change) => change.printed),
          'roster',
          work.now,
        ),
      ]
    },
  }
}

const verdictOf = ({ read, row, known, change }: Compared): string => {
  if (row === undefined) return `${read.row} refused`
  if (known === undefined) return `${read.row} new`
  return change?.any === true ? `${read.row} changed ${known.version}` : `${read.row} same`
}

async function compare(work: Work, school: School, row: RosterRow): Promise<ComparedRow> {
  const { idNumber, email, phone, ...plain } = row
  const [idNumberIndex, emailIndex, phoneIndex] = await Promise.all([
    work.secrets.index('identity-number', idNumber),
    work.secrets.index('email', email.toLowerCase()),
    work.secrets.index('phone', phone),
  ])
  return { ...plain, schoolName: school.name, idNumberIndex, emailIndex, phoneIndex }
}

/** New rows whose identity number the school has under another exam number or cohort, in this file or before. */
async function findDuplicates(
  work: Work,
  school: School,
  added: readonly Compared[],
  rows: readonly Compared[],
): Promise<Findings['duplicates']> {
  const holders = new Map<string, Set<string>>()
  const hold = (index: string, cohort: number, examNumber: string) =>
    holders.set(index, (holders.get(index) ?? new Set()).add(`${cohort} ${examNumber}`))
  for (const { compared } of rows)
    if (compared !== undefined) hold(compared.idNumberIndex, compared.cohort, compared.examNumber)
  const indexes = added.flatMap(({ compared }) => (compared === undefined ? [] : [compared.idNumberIndex]))
  for (const db of new Set(work.shards.all()))
    for (const entry of await findEntriesByIdNumber(db, school.code, indexes))
      hold(entry.idNumberIndex, entry.cohort, entry.examNumber)
  return added.flatMap(({ read, compared }) => {
    const own = compared && `${compared.cohort} ${compared.examNumber}`
    const other = [...(holders.get(compared?.idNumberIndex ?? '') ?? [])].find((holder) => holder !== own)
    const otherExamNumber = other?.split(' ')[1]
    return otherExamNumber === undefined
      ? []
      : [{ row: read.row, examNumber: read.examNumber, otherExamNumber }]
  })
}

async function entryOf(work: Work, school: School, each: Compared): Promise<NewRosterEntry> {
  const { row, compared, known, change } = each
  if (row === undefined || compared === undefined) throw new Error('a refused row has no entry')
  const id = known?.id ?? newId()
  const [idNumberCipher, emailCipher, phoneCipher] = await Promise.all([
    work.secrets.seal('roster_entries.id_number', id, row.idNumber),
    work.secrets.seal('roster_entries.email', id, row.email),
    work.secrets.seal('roster_entries.phone', id, row.phone),
  ])
  const keepsCheck = known !== undefined && change?.printed === false && !change.idNumber
  return {
    ...compared,
    id,
    schoolCode: school.code,
    nameFolded: foldName(row.name),
    idNumberCipher,
    emailCipher,
    phoneCipher,
    basicInfoCheckedAt: keepsCheck ? work.now : null,
    version: (known?.version ?? 0) + 1,
    completionCode: known?.completionCode ?? '',
    createdAt: work.now,
    updatedAt: work.now,
  }
}

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
import { confirmationEndedEvents } from '../../db/events.ts'
import { addRosterChanges, type NewRosterChange } from '../../db/history.ts'
import { followCollege, returnOutdated } from '../../db/registrations.ts'
import { endStandings } from '../../db/standing-effects.ts'
import { everyRow } from '../../db/everywhere.ts'
import { regions } from '#model/tables/regions.ts'
import { newId } from '../platform/secrets.ts'
import type { Work } from '../platform/work.ts'
import type { Findings } from '#model/sheet/findings.ts'
import { inWords } from './findings-in-words.ts'
import { databaseOf, inBatches, type OnProgress, outcomeOf, type Plan } from './plan.ts'
import type { Table } from '../sheets/read-sheet.ts'
import { foldName } from '#model/roster/names.ts'
import { type ComparedRow, toldChanges } from '#model/roster/roster-changes.ts'
import { effectsOf, kindsOfChange, type RosterEffects } from '#model/roster/roster-effects.ts'
import { readRosterRow, type ReadRow, refuseCut, refuseRepeats, type School } from './decide-roster-row.ts'
import type { RosterRow } from '#model/roster/roster-row.ts'

interface Compared {
  read: ReadRow<RosterRow>
  row?: RosterRow
  compared?: ComparedRow
  known?: KnownEntry
  /** where the row changes an entry: what the table says of it */
  effects?: RosterEffects
}

export async function planRosterImport(
  work: Work,
  school: School & { provinceCode: string },
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
    refuseRepeats(refuseCut(judged)),
    async (read): Promise<Compared> =>
      read.value === undefined
        ? { read }
        : { read, row: read.value, compared: await compare(work, school, read.value) },
    (done) => onProgress('comparing', done, total),
  )
  const cohorts = [...new Set(rows.flatMap(({ row }) => (row === undefined ? [] : [row.cohort])))]
  const db = databaseOf(
    work,
    cohorts.map((cohort) => ({ schoolCode: school.code, cohort })),
  )
  const examNumbers = rows.map(({ read }) => read.examNumber).filter((each) => each !== '')
  const { entries, missing, missingCount } = await findEntriesOfFile(db, school.code, cohorts, examNumbers)
  const known = new Map(entries.map((entry) => [`${entry.cohort} ${entry.examNumber}`, entry]))
  for (const each of rows) {
    if (each.row === undefined || each.compared === undefined) continue
    const before = known.get(`${each.row.cohort} ${each.row.examNumber}`)
    if (before === undefined) continue
    each.known = before
    each.compared.completionCode = each.row.completionCode ?? before.completionCode
    const kinds = kindsOfChange(before, each.compared)
    if (!kinds.includes('nothing')) each.effects = effectsOf(kinds)
  }
  const added = rows.filter((each) => each.row !== undefined && each.known === undefined)
  const changed = rows.filter(({ effects }) => effects !== undefined)
  const duplicates = await findDuplicates(work, school, added, rows)
  const findings: Findings = {
    refused: inWords(rows.flatMap(({ read }) => read.refusals)),
    warnings: inWords([
      ...rows.flatMap(({ read }) => (read.value === undefined ? [] : read.warnings)),
      ...duplicates
        .filter(({ examNumber, otherExamNumber }) => examNumber === otherExamNumber)
        .map(({ row, examNumber }) => ({ row, examNumber, column: '届别', fault: otherCohort })),
    ]).toSorted((one, other) => one.row - other.row),
    cleared: [],
    missing,
    duplicates,
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
      const told = await inBatches(
        changed,
        (each) => toldOf(work, each),
        () => {},
      )
      const idsOf = (wanted: (effects: RosterEffects) => boolean) =>
        changed.flatMap(({ known: entry, effects }) =>
          entry !== undefined && effects !== undefined && wanted(effects) ? [entry.id] : [],
        )
      // a code rests on its confirmation: the table ends both or neither
      const ended = idsOf(({ confirmation }) => confirmation === 'ended')
      const unbound = idsOf(({ binding }) => binding === 'undone')
      const returned = idsOf(({ registration }) => registration === 'returned')
      return [
        ...writeEntries(db, sealed),
        ...followCollege(
          db,
          idsOf(() => true),
        ),
        ...addRosterChanges(db, told.flat()),
        ...unbindEntries(db, unbound),
        ...confirmationEndedEvents(db, {
          provinceCode: school.provinceCode,
          entryIds: ended,
          at: work.now,
        }),
        ...endStandings(db, ended, 'roster', work.now),
        ...returnOutdated(db, returned, work.now),
      ]
    },
  }
}

const otherCohort = { because: 'cohort.another_has_them' } as const

const verdictOf = ({ read, row, known, effects }: Compared): string => {
  if (row === undefined) return `${read.row} refused`
  if (known === undefined) return `${read.row} new`
  return effects === undefined ? `${read.row} same` : `${read.row} changed ${known.version}`
}

async function compare(work: Work, school: School, row: RosterRow): Promise<ComparedRow> {
  const { idNumber, email, phone, ...plain } = row
  const [idNumberIndex, emailIndex, phoneIndex] = await Promise.all([
    work.secrets.index('identity-number', idNumber),
    work.secrets.index('email', email.toLowerCase()),
    work.secrets.index('phone', phone),
  ])
  return {
    ...plain,
    completionCode: plain.completionCode ?? '',
    schoolName: school.name,
    idNumberIndex,
    emailIndex,
    phoneIndex,
  }
}

/** What the graduate is told of a change, sealed; nothing where no column that is told has changed. */
async function toldOf(work: Work, { known, compared }: Compared): Promise<NewRosterChange[]> {
  if (known === undefined || compared === undefined) return []
  const changes = toldChanges(known, compared)
  if (changes.length === 0) return []
  const version = known.version + 1
  const changesCipher = await work.secrets.seal(
    'roster_changes.changes',
    `${known.id}/${version}`,
    JSON.stringify(changes),
  )
  return [{ rosterEntryId: known.id, version, at: work.now, changesCipher }]
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
  for (const entry of await everyRow(work.shards, (db) => findEntriesByIdNumber(db, school.code, indexes)))
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
  const { row, compared, known, effects } = each
  if (row === undefined || compared === undefined) throw new Error('a refused row has no entry')
  const id = known?.id ?? newId()
  const [idNumberCipher, emailCipher, phoneCipher] = await Promise.all([
    work.secrets.seal('roster_entries.id_number', id, row.idNumber),
    work.secrets.seal('roster_entries.email', id, row.email),
    work.secrets.seal('roster_entries.phone', id, row.phone),
  ])
  return {
    ...compared,
    id,
    schoolCode: school.code,
    nameFolded: foldName(row.name),
    idNumberCipher,
    emailCipher,
    phoneCipher,
    basicInfoCheckedAt: effects?.basicInfo === 'kept' ? work.now : null,
    version: (known?.version ?? 0) + 1,
    createdAt: work.now,
    updatedAt: work.now,
  }
}

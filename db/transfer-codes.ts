// A school's 转递编号 with what they name: the entry, its current record and the sending that counts.
import { type Column, eq, getTableColumns, type SQL, sql, type SQLWrapper } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { among, snake } from './bulk.ts'
import { type Db, read } from './client.ts'
import { answersOfSending, isAnsweredWith } from './dispatch-answers.ts'
import { isAnswered, isCurrentRecord, isCurrentSending, notOnHold } from './fragments.ts'
import { dispatches } from './schema/dispatches.ts'
import { records, transferCodes } from './schema/records.ts'
import { rosterEntries } from './schema/roster.ts'

/** Columns for a join that is written as text, where drizzle would leave the tables' names away. */
function prefixed<T extends SQLiteTable, Name extends keyof T['$inferSelect'] & string>(
  table: T,
  prefix: string,
  names: readonly Name[],
) {
  const columns: Record<string, Column> = getTableColumns(table)
  const named = names.map((name) => {
    const column = columns[name] as Column
    return [name, sql`${sql`${column}`}`.mapWith(column).as(`${prefix}_${snake(name)}`)]
  })
  return Object.fromEntries(named) as { [Each in Name]: SQL.Aliased<T['$inferSelect'][Each]> }
}

const entry = prefixed(rosterEntries, 'entry', [
  'id',
  'cohort',
  'examNumber',
  'name',
  'nameFolded',
  'sexCode',
  'levelCode',
  'college',
  'major',
  'graduationMonth',
  'completionCode',
])
const dispatch = prefixed(dispatches, 'dispatch', ['id', 'version', 'method', 'trackingNumber', 'sentOn'])
const record = prefixed(records, 'record', [
  'id',
  'archiveTransferType',
  'archiveUnitName',
  'archiveUnitRegionName',
  'archiveUnitAddress',
  'archiveUnitPostcode',
  'archiveContact',
  'archivePhone',
])
const { id: entryId, ...entryColumns } = entry
const { id: recordId, ...recordColumns } = record
const { id: dispatchId, version: dispatchVersion, ...dispatchColumns } = dispatch

const columns = {
  entryId,
  ...entryColumns,
  recordId,
  ...recordColumns,
  ...prefixed(transferCodes, 'code', ['hmac', 'cipher']),
  /** null where nothing was sent, and then everything of a sending is */
  dispatchId: dispatchId as SQL.Aliased<string | null>,
  dispatchVersion,
  ...dispatchColumns,
  answers: answersOfSending,
}

/** Each entry with its code, current record and current sending; the joins are walked in this order. */
const joined = sql`cross join ${transferCodes} on ${transferCodes.rosterEntryId} = ${rosterEntries.id}
  cross join ${records} on ${records.rosterEntryId} = ${rosterEntries.id} and ${isCurrentRecord}
  left join ${dispatches} on ${dispatches.rosterEntryId} = ${rosterEntries.id} and ${isCurrentSending}`

export type Status = 'unsent' | 'sent' | 'received' | 'returned' | 'no_archive'

export interface TransferCodeFilter {
  schoolCode: string
  cohort: number
  /** how the college's name begins */
  college: string
  status: Status | undefined
  /** how the exam number or the folded name begins */
  search: { examNumber: string } | { nameFolded: string } | undefined
  /** transfer types that no file is sent for */
  unsendable: readonly string[]
}

const begins = (written: SQLWrapper, prefix: string) =>
  sql`substr(${written}, 1, ${[...prefix].length}) = ${prefix}`

function wanted(filter: TransferCodeFilter): SQL {
  const { status, search, unsendable } = filter
  const conditions = [
    sql`${rosterEntries.schoolCode} = ${filter.schoolCode} and ${rosterEntries.cohort} = ${filter.cohort}`,
  ]
  if (filter.college !== '') conditions.push(begins(rosterEntries.college, filter.college))
  if (search !== undefined && 'examNumber' in search)
    // a range of the key's index; ':' is the character after 9
    conditions.push(
      sql`${rosterEntries.examNumber} >= ${search.examNumber} and ${rosterEntries.examNumber} < ${`${search.examNumber}:`}`,
    )
  else if (search !== undefined) conditions.push(begins(rosterEntries.nameFolded, search.nameFolded))
  if (status === 'unsent')
    conditions.push(
      sql`${dispatches.id} is null and ${notOnHold} and ${records.archiveTransferType} not in ${among(unsendable)}`,
    )
  else if (status === 'no_archive')
    conditions.push(sql`${dispatches.id} is null and ${notOnHold} and ${records.archiveTransferType} = ''`)
  else if (status === 'sent') conditions.push(sql`${dispatches.id} is not null and not ${isAnswered}`)
  else if (status !== undefined) conditions.push(isAnsweredWith(status))
  return sql.join(conditions, sql` and `)
}

const listQuery = (db: Db, filter: TransferCodeFilter, after: string | undefined, limit: number) =>
  db
    .select(columns)
    .from(sql`${rosterEntries} indexed by roster_entries_key ${joined}`)
    .where(
      sql`${wanted(filter)} and ${
        after === undefined
          ? sql`1`
          : sql`${rosterEntries.examNumber} > (select a.exam_number from roster_entries a where a.id = ${after}
              and a.school_code = ${filter.schoolCode} and a.cohort = ${filter.cohort})`
      }`,
    )
    .orderBy(rosterEntries.examNumber)
    .limit(limit)

/** A page in the order of exam numbers, after the entry of this id. */
export async function listTransferCodes(
  db: Db,
  filter: TransferCodeFilter,
  after: string | undefined,
  limit: number,
) {
  const [rows] = await read(db, [listQuery(db, filter, after, limit)])
  return rows
}

export type TransferCodeRow = Awaited<ReturnType<typeof listTransferCodes>>[number]

export async function countTransferCodes(db: Db, filter: TransferCodeFilter): Promise<number> {
  const [rows] = await read(db, [
    db
      .select({ count: sql<number>`count(*)`.as('count') })
      .from(sql`${rosterEntries} indexed by roster_entries_key ${joined}`)
      .where(wanted(filter)),
  ])
  return rows[0]?.count ?? 0
}

/** A school's entries by id; another school's, or one without a record, is not among them. */
export async function findTransferCodes(db: Db, schoolCode: string, entryIds: readonly string[]) {
  const [rows] = await read(db, [
    db
      .select(columns)
      .from(
        sql`${among(entryIds)} named cross join ${rosterEntries} on ${rosterEntries.id} = named.value ${joined}`,
      )
      .where(eq(rosterEntries.schoolCode, schoolCode)),
  ])
  return rows
}

/** A school's entries under these exam numbers, of any cohort. @param json an array of exam numbers */
const byExamNumber = (db: Db, schoolCode: string, json: string) =>
  db.select(columns).from(
    sql`(select value from json_each(${json})) named
        cross join ${rosterEntries} on ${rosterEntries.examNumber} = named.value
          and +${rosterEntries.schoolCode} = ${schoolCode} ${joined}`,
  )

export async function findByExamNumbers(
  db: Db,
  schoolCode: string,
  chunks: readonly { json: string }[],
): Promise<TransferCodeRow[]> {
  const { rows } = await read(db, { rows: chunks.map(({ json }) => byExamNumber(db, schoolCode, json)) })
  return rows.flat()
}

/** The cohorts of which a school has codes, newest first: one index seek each. */
export async function listCodedCohorts(db: Db, schoolCode: string): Promise<number[]> {
  const [rows] = await read(db, [
    db.select({ cohort: sql<number>`c.cohort`.as('coded_cohort') }).from(sql`(
      with recursive c(cohort) as (
        select max(cohort) from transfer_codes where school_code = ${schoolCode}
        union all
        select (select max(t.cohort) from transfer_codes t where t.school_code = ${schoolCode} and t.cohort < c.cohort)
        from c where c.cohort is not null)
      select cohort from c where cohort is not null) c`),
  ])
  return rows.map(({ cohort }) => cohort)
}

// A school's 转递编号 with what they name: the entry, its current record and the sending that counts.
import { type SQL, sql } from 'drizzle-orm'
import { among } from './bulk.ts'
import { type Db, read } from './client.ts'
import { notOnHold } from './holds.ts'
import type { dispatches } from './schema/dispatches.ts'

type Dispatch = typeof dispatches.$inferSelect

const column = <T>(written: SQL, name: string) => sql<T>`${written}`.as(name)

const columns = {
  entryId: column<string>(sql`e.id`, 'entry_id'),
  cohort: column<number>(sql`e.cohort`, 'entry_cohort'),
  examNumber: column<string>(sql`e.exam_number`, 'entry_exam_number'),
  name: column<string>(sql`e.name`, 'entry_name'),
  nameFolded: column<string>(sql`e.name_folded`, 'entry_name_folded'),
  sexCode: column<string>(sql`e.sex_code`, 'entry_sex_code'),
  levelCode: column<string>(sql`e.level_code`, 'entry_level_code'),
  college: column<string>(sql`e.college`, 'entry_college'),
  major: column<string>(sql`e.major`, 'entry_major'),
  graduationMonth: column<string>(sql`e.graduation_month`, 'entry_graduation_month'),
  completionCode: column<string>(sql`e.completion_code`, 'entry_completion_code'),
  archiveTransferType: column<string>(sql`r.archive_transfer_type`, 'archive_transfer_type'),
  archiveUnitName: column<string>(sql`r.archive_unit_name`, 'archive_unit_name'),
  archiveUnitRegionName: column<string>(sql`r.archive_unit_region_name`, 'archive_unit_region_name'),
  archiveUnitAddress: column<string>(sql`r.archive_unit_address`, 'archive_unit_address'),
  archiveUnitPostcode: column<string>(sql`r.archive_unit_postcode`, 'archive_unit_postcode'),
  archiveContact: column<string>(sql`r.archive_contact`, 'archive_contact'),
  archivePhone: column<string>(sql`r.archive_phone`, 'archive_phone'),
  hmac: column<string>(sql`t.hmac`, 'code_hmac'),
  cipher: column<string>(sql`t.cipher`, 'code_cipher'),
  dispatchId: column<string | null>(sql`d.id`, 'dispatch_id'),
  dispatchVersion: column<number>(sql`d.version`, 'dispatch_version'),
  method: column<Dispatch['method']>(sql`d.method`, 'dispatch_method'),
  trackingNumber: column<string>(sql`d.tracking_number`, 'dispatch_tracking_number'),
  sentOn: column<string>(sql`d.sent_on`, 'dispatch_sent_on'),
  outcome: column<Dispatch['outcome']>(sql`d.outcome`, 'dispatch_outcome'),
  returnReasonCipher: column<string>(sql`d.return_reason_cipher`, 'dispatch_return_reason'),
  answeredAt: column<number | null>(sql`d.answered_at`, 'dispatch_answered_at'),
}

/** Each entry with its code, current record and current sending; the joins are walked in this order. */
const joined = sql`cross join transfer_codes t on t.roster_entry_id = e.id
  cross join records r on r.roster_entry_id = e.id and r.superseded_at is null
  left join dispatches d on d.roster_entry_id = e.id and d.replaced_at is null`

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

const begins = (written: SQL, prefix: string) => sql`substr(${written}, 1, ${[...prefix].length}) = ${prefix}`

function wanted(filter: TransferCodeFilter): SQL {
  const { status, search, unsendable } = filter
  const conditions = [sql`e.school_code = ${filter.schoolCode} and e.cohort = ${filter.cohort}`]
  if (filter.college !== '') conditions.push(begins(sql`e.college`, filter.college))
  if (search !== undefined && 'examNumber' in search)
    // a range of the key's index; ':' is the character after 9
    conditions.push(sql`e.exam_number >= ${search.examNumber} and e.exam_number < ${`${search.examNumber}:`}`)
  else if (search !== undefined) conditions.push(begins(sql`e.name_folded`, search.nameFolded))
  if (status === 'unsent')
    conditions.push(
      sql`d.id is null and ${notOnHold} and r.archive_transfer_type not in ${among(unsendable)}`,
    )
  else if (status === 'no_archive')
    conditions.push(sql`d.id is null and ${notOnHold} and r.archive_transfer_type = ''`)
  else if (status === 'sent') conditions.push(sql`d.id is not null and d.outcome is null`)
  else if (status !== undefined) conditions.push(sql`d.outcome = ${status}`)
  return sql.join(conditions, sql` and `)
}

const listQuery = (db: Db, filter: TransferCodeFilter, after: string | undefined, limit: number) =>
  db
    .select(columns)
    .from(sql`roster_entries e indexed by roster_entries_key ${joined}`)
    .where(
      sql`${wanted(filter)} and ${
        after === undefined
          ? sql`1`
          : sql`e.exam_number > (select a.exam_number from roster_entries a where a.id = ${after}
              and a.school_code = ${filter.schoolCode} and a.cohort = ${filter.cohort})`
      }`,
    )
    .orderBy(sql`e.exam_number`)
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
      .from(sql`roster_entries e indexed by roster_entries_key ${joined}`)
      .where(wanted(filter)),
  ])
  return rows[0]?.count ?? 0
}

/** A school's entries by id; another school's, or one without a record, is not among them. */
export async function findTransferCodes(db: Db, schoolCode: string, entryIds: readonly string[]) {
  const [rows] = await read(db, [
    db
      .select(columns)
      .from(sql`${among(entryIds)} named cross join roster_entries e on e.id = named.value ${joined}`)
      .where(sql`e.school_code = ${schoolCode}`),
  ])
  return rows
}

/** A school's entries under these exam numbers, of any cohort. @param json an array of exam numbers */
const byExamNumber = (db: Db, schoolCode: string, json: string) =>
  db.select(columns).from(
    sql`(select value from json_each(${json})) named
        cross join roster_entries e on e.exam_number = named.value and +e.school_code = ${schoolCode} ${joined}`,
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

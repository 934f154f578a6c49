// A look-up by 转递编号: the same batch as one by 核验编号 (verification.ts), over the record as it now stands.
import { and, eq, type SQL, sql, type SQLWrapper } from 'drizzle-orm'
import { among } from './bulk.ts'
import { type ReportKind, transferKind } from '#model/report/kinds.ts'
import type { Db } from './client.ts'
import { answersOfSending } from './dispatch-answers.ts'
import { isCurrentRecord, isCurrentSending, isOnHold } from './fragments.ts'
import { insertFrom } from './insert-from.ts'
import { shownColumns } from './records.ts'
import { dispatches } from './schema/dispatches.ts'
import { records, transferCodes } from './schema/records.ts'
import { rosterEntries } from './schema/roster.ts'
import { lookups } from './schema/verification.ts'
import { askedIn, type Asking, type Closing, ledgered, whileOpen } from './verification.ts'

/** `transferEndsAt` of a YYYYMM column: 1 April of the next year, midnight in Shanghai. */
export const transferEnd = (graduationMonth: SQLWrapper): SQL =>
  sql`(unixepoch((substr(${graduationMonth}, 1, 4) + 1) || '-04-01') - 28800) * 1000`

const enter = (
  db: Db,
  asking: Omit<Asking, 'receipt'> & { receipt: string | SQL },
  answered: SQL,
  hmac: string | SQL,
  before = sql``,
) =>
  insertFrom(
    db,
    lookups,
    {
      ...ledgered(asking),
      codeKind: 'transfer',
      reportId: '',
      rosterEntryId: rosterEntries.id,
      recordId: records.id,
      kind: transferKind,
      answered,
      validUntil: transferEnd(rosterEntries.graduationMonth),
      endedAt: sql`case when ${records.id} is null or ${isOnHold}
        then ${asking.at} end`,
    },
    sql`from ${before} ${transferCodes}
      join ${rosterEntries} on ${rosterEntries.id} = ${transferCodes.rosterEntryId}
      left join ${records} on ${records.rosterEntryId} = ${rosterEntries.id} and ${isCurrentRecord}
    where ${transferCodes.hmac} = ${hmac}`,
  )

/**
 * A row in the ledger if the code exists, answered or not. A record that was voided, or a hold on the entry, ends the
 * code at this very moment; it stands again when they do.
 */
export const enterByTransferCode = (
  db: Db,
  asking: Asking,
  asked: { hmac: string; nameFolded: string; kind: ReportKind },
  closings: readonly Closing[],
) =>
  enter(
    db,
    asking,
    sql`${rosterEntries.nameFolded} = ${asked.nameFolded} and ${asked.kind} = ${transferKind}`,
    whileOpen(asked.hmac, closings),
  )

/** One for each question of a department, under no limit but its budget. */
export function enterManyByTransferCode(
  db: Db,
  asking: Omit<Asking, 'receipt'>,
  kind: ReportKind,
  json: string,
) {
  const { receipt, hmac, nameFolded, before } = askedIn(json)
  const answered = sql`${rosterEntries.nameFolded} = ${nameFolded} and ${kind} = ${transferKind}`
  return enter(db, { ...asking, receipt }, answered, hmac, before)
}

/** What the look-up under this receipt may tell, and where the file is: no row unless it was answered. */
export const transferAnswerOf = (db: Db, receipt: string) =>
  transferAnswersWhere(db, eq(lookups.receipt, receipt))

export const transferAnswersOf = (db: Db, receipts: readonly string[]) =>
  transferAnswersWhere(db, sql`${lookups.receipt} in ${among(receipts)} and ${lookups.codeKind} = 'transfer'`)

const transferAnswersWhere = (db: Db, which: SQL) =>
  db
    .select({
      receipt: lookups.receipt,
      at: lookups.at,
      validUntil: lookups.validUntil,
      endedAt: lookups.endedAt,
      supersededAt: lookups.supersededAt,
      entry: {
        id: sql<string>`${rosterEntries.id}`.as('entry_id'),
        schoolCode: rosterEntries.schoolCode,
        cohort: rosterEntries.cohort,
        name: rosterEntries.name,
        sexCode: rosterEntries.sexCode,
        schoolName: rosterEntries.schoolName,
        graduationMonth: rosterEntries.graduationMonth,
        programmeLength: rosterEntries.programmeLength,
        major: rosterEntries.major,
        levelCode: rosterEntries.levelCode,
        originRegionName: rosterEntries.originRegionName,
      },
      record: {
        id: sql<string>`${records.id}`.as('current_record_id'),
        reportedAt: records.reportedAt,
        ...shownColumns,
      },
      dispatch: {
        id: sql<string>`${dispatches.id}`.as('dispatch_id'),
        method: dispatches.method,
        trackingNumber: dispatches.trackingNumber,
        sentOn: dispatches.sentOn,
        answers: answersOfSending,
      },
    })
    .from(lookups)
    .innerJoin(rosterEntries, eq(rosterEntries.id, lookups.rosterEntryId))
    .leftJoin(records, eq(records.id, lookups.recordId))
    .leftJoin(dispatches, and(eq(dispatches.rosterEntryId, rosterEntries.id), isCurrentSending))
    .where(and(which, eq(lookups.answered, true)))

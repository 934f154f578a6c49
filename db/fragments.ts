// Conditions that many statements hold to, each written once. They name their tables in full, so they stand in a join,
// in a subquery and in an update alike; what is not a condition is nested once more, because drizzle takes the tables'
// names off the columns of a select from one table.
import { and, gt, isNotNull, isNull, type SQL, sql, type SQLWrapper } from 'drizzle-orm'
import { codes } from './schema/authorizations.ts'
import { dispatchAnswers, dispatches } from './schema/dispatches.ts'
import { confirmations, disputes, records, transferCodes } from './schema/records.ts'
import { registrations } from './schema/registrations.ts'
import { rosterEntries } from './schema/roster.ts'

/** The version of a record that stands. */
export const isCurrentRecord = isNull(records.supersededAt)

/** The id of the version that stands; null without one. */
export const currentRecordOf = (rosterEntryId: SQLWrapper | string): SQL =>
  sql`(select ${records.id} from ${records} where ${records.rosterEntryId} = ${rosterEntryId} and ${isCurrentRecord})`

/** The sending that counts. */
export const isCurrentSending = isNull(dispatches.replacedAt)

/** An answer nobody has set aside. */
export const isStandingAnswer = isNull(dispatchAnswers.setAsideAt)

/** What `countingAnswer` picks: the unit's before a claim; a test holds the two together. */
export const isCountingAnswer = sql`${isStandingAnswer} and (${dispatchAnswers.givenAs} = 'unit' or not exists (
  select 1 from ${dispatchAnswers} other where other.dispatch_id = ${dispatchAnswers.dispatchId}
    and other.given_as = 'unit' and other.set_aside_at is null))`

/** Of a sending: somebody has answered it, and the answer stands. */
export const isAnswered = sql`exists (select 1 from ${dispatchAnswers}
  where ${dispatchAnswers.dispatchId} = ${dispatches.id} and ${isStandingAnswer})`

export const isLiveConfirmation = isNull(confirmations.endedAt)

export const isOpenDispute = isNull(disputes.closedAt)

export const noOpenDispute = (rosterEntryId: string): SQL =>
  sql`not exists (select 1 from ${disputes} where ${disputes.rosterEntryId} = ${rosterEntryId} and ${isOpenDispute})`

export const isOpenRegistration = isNull(registrations.closedAt)

/** Neither ended, superseded nor marked expired: at most one of a kind. */
export const isOpenCode = and(isNull(codes.endedAt), isNull(codes.supersededAt), isNull(codes.expiredAt))

/**
 * Goes into the set of every statement that ends or supersedes a code: none such carries a seal. One that ran out keeps
 * it, because its day is under the seal.
 */
export const unsealed = { openSeal: null } as const

/** What a look-up would call valid, if its seal holds. */
export const isLiveCode = (now: number) => and(isOpenCode, gt(codes.validUntil, now))

/** What `holdOf` calls a hold; a test holds the two together. */
export const isOnHold = sql`${rosterEntries.completionCode} in ('3', '4', '5', '6')`

/** The school does not hold the entry back. */
export const notOnHold = sql`not ${isOnHold}`

/** 信息确认无误 */
export const isChecked = isNotNull(rosterEntries.basicInfoCheckedAt)

/** Of a roster entry, for a select from its table: the last version of any record it ever had, 0 without one. */
export const lastVersion = sql<number>`coalesce((${sql`select max(${records.version}) from ${records}
  where ${records.rosterEntryId} = ${rosterEntries.id}`}), 0)`.as('last_version')

/** The same of its 转递编号: 1 where one was issued. */
export const hasTransferCode = sql<number>`exists (${sql`select 1 from ${transferCodes}
  where ${transferCodes.rosterEntryId} = ${rosterEntries.id}`})`.as('has_transfer_code')

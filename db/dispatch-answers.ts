// What was answered of a sending, and what the school sets aside. Each write also counts the sending's version up, so that
// whoever saw it before sees that something has come.
import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { GivenAs, Outcome } from '#model/transfer/receipt.ts'
import { type Db, read, type Statement } from './client.ts'
import { mustChange, unlessTaken } from './commit.ts'
import {
  isAnswered,
  isCountingAnswer,
  isCurrentRecord,
  isCurrentSending,
  isStandingAnswer,
} from './fragments.ts'
import { dispatchAnswers, dispatches } from './schema/dispatches.ts'
import { records } from './schema/records.ts'

type Row = typeof dispatchAnswers.$inferSelect
export type AnswerRow = Omit<Row, 'dispatchId' | 'departmentId' | 'setAsideBy'>

const answersOf = sql`(select json_group_array(json_object(
    'id', a.id, 'outcome', a.outcome, 'reasonCipher', a.reason_cipher, 'givenAs', a.given_as,
    'departmentName', a.department_name, 'origin', a.origin, 'at', a.at, 'setAsideAt', a.set_aside_at,
    'setAsideByName', a.set_aside_by_name, 'setAsideReasonCipher', a.set_aside_reason_cipher))
  from ${dispatchAnswers} a where a.dispatch_id = ${dispatches.id})`

/** Everything that was answered of the sending in the row, oldest first; none where there is no sending. */
export const answersOfSending = sql`${answersOf}`
  .mapWith((json: string) => (JSON.parse(json) as AnswerRow[]).toSorted((one, other) => one.at - other.at))
  .as('answers_of_sending')

/** Of a sending: the answer that counts is this one. */
export const isAnsweredWith = (outcome: Outcome) =>
  sql`exists (select 1 from ${dispatchAnswers} where ${dispatchAnswers.dispatchId} = ${dispatches.id}
    and ${isCountingAnswer} and ${dispatchAnswers.outcome} = ${outcome})`

export interface NewAnswer {
  id: string
  dispatchId: string
  outcome: Outcome
  reasonCipher: string
  givenAs: GivenAs
  departmentId: string
  departmentName: string
  origin: string
  at: number
}

/** This version is still the record that stands: a condition inside guarded statements. */
const stands = (recordId: string) =>
  sql`exists (select 1 from ${records} where ${records.id} = ${recordId} and ${isCurrentRecord})`

const nextVersion = sql`${dispatches.version} + 1`

/** An answer on the sending that counts: a claim where no answer stands, the unit's where none of a unit does. */
export const addAnswer = (db: Db, recordId: string, answer: NewAnswer): Statement[] => [
  ...mustChange(
    db,
    db
      .update(dispatches)
      .set({ updatedAt: answer.at, version: nextVersion })
      .where(
        and(
          eq(dispatches.id, answer.dispatchId),
          isCurrentSending,
          stands(recordId),
          answer.givenAs === 'claim' ? sql`not ${isAnswered}` : undefined,
        ),
      ),
  ),
  unlessTaken(db.insert(dispatchAnswers).values(answer), [
    dispatchAnswers.dispatchId,
    dispatchAnswers.givenAs,
  ]),
]

interface SetAside {
  dispatch: { id: string; schoolCode: string; version: number }
  /** the answers that stood when it was read, each with the reason sealed for it */
  answers: readonly { id: string; reasonCipher: string }[]
  by: { accountId: string; name: string }
  at: number
}

/** All that stands of a school's sending. One that nobody entered ends with its answer. */
export const setAsideAnswers = (db: Db, { dispatch, answers, by, at }: SetAside): Statement[] => [
  ...mustChange(
    db,
    db
      .update(dispatches)
      .set({
        updatedAt: at,
        version: nextVersion,
        replacedAt: sql`case when ${dispatches.method} = '' then ${at} end`,
      })
      .where(
        and(
          eq(dispatches.id, dispatch.id),
          eq(dispatches.schoolCode, dispatch.schoolCode),
          eq(dispatches.version, dispatch.version),
          isCurrentSending,
        ),
      ),
  ),
  ...mustChange(
    db,
    db
      .update(dispatchAnswers)
      .set({
        setAsideAt: at,
        setAsideBy: by.accountId,
        setAsideByName: by.name,
        setAsideReasonCipher: sql`j.value->>1`,
      })
      .from(sql`json_each(${JSON.stringify(answers.map((each) => [each.id, each.reasonCipher]))}) j`)
      .where(
        and(
          sql`${dispatchAnswers.id} = j.value->>0`,
          eq(dispatchAnswers.dispatchId, dispatch.id),
          isStandingAnswer,
        ),
      ),
    answers.length,
  ),
]

/** An entry's sendings, newest first; the one that counts has no `replacedAt`. */
export async function findSendings(db: Db, rosterEntryId: string) {
  const [rows] = await read(db, [
    db
      .select({ ...getTableColumns(dispatches), answers: answersOfSending })
      .from(dispatches)
      .where(eq(dispatches.rosterEntryId, rosterEntryId))
      .orderBy(desc(dispatches.recordedAt), desc(sql`rowid`)),
  ])
  return rows
}

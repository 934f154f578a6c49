// The school's way out of a wrong answer: nothing is deleted, the sending is without an answer again.
import { commit } from '../../db/commit.ts'
import { setAsideAnswers } from '../../db/dispatch-answers.ts'
import { findDispatch } from '../../db/dispatches.ts'
import { findAnywhere } from '../../db/everywhere.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { countingAnswer, isReason, setAsideSeal } from '#model/transfer/receipt.ts'
import type { SettingAsideAnswer, SettingAsideInput } from './wire.ts'

/** @throws Problem dispatch.reason_needed, dispatch.not_found, dispatch.changed, dispatch.not_answered */
export async function setAnswersAside(
  work: Work<StaffActor<'school'>>,
  id: string,
  input: SettingAsideInput,
): Promise<SettingAsideAnswer> {
  const { accountId, name, scope } = work.actor
  const { schoolCode } = scope
  const reason = input.reason.trim()
  if (!isReason(reason)) refuse('dispatch.reason_needed')
  const kept = await findAnywhere(work.shards, (place) => findDispatch(place, schoolCode, id))
  if (kept === undefined) refuse('dispatch.not_found')
  const { db, found: dispatch } = kept
  if (dispatch.version !== input.version) refuse('dispatch.changed')
  const counting = countingAnswer(dispatch.answers)
  if (counting === undefined) refuse('dispatch.not_answered')
  const standing = dispatch.answers.filter(({ setAsideAt }) => setAsideAt === null)
  const answers = await Promise.all(
    standing.map(async (each) => ({
      id: each.id,
      reasonCipher: await work.secrets.seal(setAsideSeal, each.id, reason),
    })),
  )
  const answer = { setAside: answers.length }
  const done = await commit(work, db, {
    audit: {
      action: 'file_answer.set_aside',
      subjectType: 'roster_entry',
      subjectId: dispatch.rosterEntryId,
      schoolCode,
      detail: { dispatchId: id, outcome: counting.outcome, givenAs: counting.givenAs, count: answers.length },
    },
    statements: {
      setAside: setAsideAnswers(db, { dispatch, answers, by: { accountId, name }, at: work.now }),
    },
    answer,
  })
  return done.done ? answer : refuse('dispatch.changed')
}

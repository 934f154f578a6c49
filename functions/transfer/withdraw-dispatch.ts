import { commit } from '../../db/commit.ts'
import { findDispatch, withdrawDispatch as withdrawRow } from '../../db/dispatches.ts'
import { findAnywhere } from '../../db/everywhere.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { countingAnswer } from '#model/transfer/receipt.ts'

/**
 * Takes a mistaken entry back while the unit has not answered.
 * @throws Problem dispatch.not_found, dispatch.answered, dispatch.changed
 */
export async function withdrawDispatch(
  work: Work<StaffActor<'school'>>,
  id: string,
  version: number,
): Promise<{ withdrawn: true }> {
  const { schoolCode } = work.actor.scope
  const answer = { withdrawn: true } as const
  const kept = await findAnywhere(work.shards, (place) => findDispatch(place, schoolCode, id))
  if (kept === undefined) refuse('dispatch.not_found')
  const { db, found: dispatch } = kept
  const { answers, ...taken } = dispatch
  if (countingAnswer(answers) !== undefined) refuse('dispatch.answered')
  if (dispatch.version !== version) refuse('dispatch.changed')
  const done = await commit(work, db, {
    audit: {
      action: 'dispatch.withdrawn',
      subjectType: 'roster_entry',
      subjectId: dispatch.rosterEntryId,
      schoolCode,
      detail: { method: dispatch.method, sentOn: dispatch.sentOn },
    },
    statements: { withdrawn: withdrawRow(db, taken, answers.length > 0, work.now) },
    answer,
  })
  return done.done ? answer : refuse('dispatch.changed')
}

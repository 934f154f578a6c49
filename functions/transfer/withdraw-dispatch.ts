import { commit } from '../../db/commit.ts'
import { findDispatch, withdrawDispatch as withdrawRow } from '../../db/dispatches.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'

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
  for (const db of work.shards.all()) {
    const dispatch = await findDispatch(db, schoolCode, id)
    if (dispatch === undefined) continue
    if (dispatch.outcome !== null) refuse('dispatch.answered')
    if (dispatch.version !== version) refuse('dispatch.changed')
    const done = await commit(work, db, {
      audit: {
        action: 'dispatch.withdrawn',
        subjectType: 'roster_entry',
        subjectId: dispatch.rosterEntryId,
        schoolCode,
        detail: { method: dispatch.method, sentOn: dispatch.sentOn },
      },
      statements: withdrawRow(db, dispatch),
      answer,
    })
    return done.done ? answer : refuse('dispatch.changed')
  }
  return refuse('dispatch.not_found')
}

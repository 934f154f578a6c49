import { commit, mustChange } from '../../../db/commit.ts'
import { chooseEntry as chooseEntryRow } from '../../../db/sessions.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { boundEntries, getSession } from './get-session.ts'
import type { SessionView } from './wire.ts'

/** Takes one of the entries bound to this sign-in as the one the session is about; any other id is not found. */
export async function chooseEntry(work: Work<GraduateActor>, entryId: string): Promise<SessionView> {
  const { actor } = work
  const entry = (await boundEntries(work)).find((each) => each.id === entryId)
  if (entry === undefined) refuse('entry.not_found')
  const choice = { rosterEntryId: entry.id, schoolCode: entry.schoolCode, cohort: entry.cohort }
  const answer = await getSession({ ...work, actor: { ...actor, ...choice } })
  const db = work.shards.directory
  const done = await commit(work, db, {
    audit: {
      action: 'entry.chosen',
      subjectType: 'roster_entry',
      subjectId: entry.id,
      schoolCode: entry.schoolCode,
    },
    statements: { chosen: mustChange(db, chooseEntryRow(db, actor.sessionHash, choice)) },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

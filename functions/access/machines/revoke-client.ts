import { commit, mustChange } from '../../../db/commit.ts'
import { dropTokensOf, revokeMachineClient } from '../../../db/machine-clients.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'

/** Shuts a provincial system out at its next request, for good: its id is not given again. @throws Problem machine_client.not_found */
export async function revokeClient(work: Work, id: string): Promise<void> {
  const db = work.shards.directory
  const done = await commit(work, db, {
    audit: { action: 'machine_client.revoked', subjectType: 'machine_client', subjectId: id },
    statements: {
      revoked: mustChange(db, revokeMachineClient(db, id, work.now)),
      tokens: dropTokensOf(db, id),
    },
  })
  if (!done.done) refuse('machine_client.not_found')
}

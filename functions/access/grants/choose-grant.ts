import { commit, mustChange } from '../../../db/commit.ts'
import { chooseGrant as chooseGrantRow } from '../../../db/sessions.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import { type GrantHolder, schoolCodeOf } from '#model/actors.ts'
import { findHeld, type Held } from './held-grants.ts'
import type { GrantsView } from './wire.ts'

const shown = (held: readonly Held[], chosenId: string | null): GrantsView => ({
  grants: held.map(({ actor, place, part }) => ({
    id: actor.accountId,
    place,
    part,
    name: actor.name,
    chosen: actor.accountId === chosenId,
  })),
})

/** What this person may act by, of this kind of session. */
export const listGrants = async (work: Work<GrantHolder>): Promise<GrantsView> =>
  shown(await findHeld(work.shards.directory, work.actor), work.actor.chosenId)

/**
 * The grant this session acts by from now on; it is remembered nowhere else. Anybody else's is not found.
 * @throws Problem grant.not_found, state.changed
 */
export async function chooseGrant(work: Work<GrantHolder>, id: string): Promise<GrantsView> {
  const { of, sessionHash, subject } = work.actor
  const db = work.shards.directory
  const held = await findHeld(db, work.actor)
  const chosen = held.find(({ actor }) => actor.accountId === id)
  if (chosen === undefined) refuse('grant.not_found')
  const actor = { ...chosen.actor, sessionHash }
  const schoolCode = schoolCodeOf(actor)
  const answer = shown(held, id)
  const claims = JSON.stringify({ name: actor.name, phone: '', email: '' })
  const done = await commit({ ...work, actor }, db, {
    audit: {
      action: `${of}.grant_chosen`,
      subjectType: 'sign_in',
      subjectId: id,
      ...(schoolCode === undefined ? {} : { schoolCode }),
    },
    statements: {
      chosen: mustChange(
        db,
        chooseGrantRow(
          db,
          { idHash: sessionHash, kind: of },
          {
            staffId: id,
            schoolCode: schoolCode ?? null,
            claimsCipher: await work.secrets.seal('sessions.claims', subject, claims),
          },
        ),
      ),
    },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

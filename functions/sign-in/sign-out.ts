import { commit } from '../../db/commit.ts'
import { endSession } from '../../db/sessions.ts'
import type { Actor, Work } from '../platform/work.ts'

/** Ends the session of this actor; a second sign-out changes nothing. */
export async function signOut(work: Work, actor: Actor): Promise<void> {
  if (actor.kind !== 'graduate' && actor.kind !== 'staff') return
  const db = work.shards.directory
  await commit({ ...work, actor }, db, {
    audit: {
      action: `${actor.kind}.signed_out`,
      subjectType: 'sign_in',
      subjectId: actor.kind === 'staff' ? actor.staffId : actor.subject,
      ...(actor.schoolCode === undefined ? {} : { schoolCode: actor.schoolCode }),
    },
    statements: [endSession(db, actor.sessionHash)],
  })
}

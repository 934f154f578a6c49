import { commit } from '../../../db/commit.ts'
import { endSession } from '../../../db/sessions.ts'
import type { Work } from '../../platform/work.ts'
import {
  type GrantHolder,
  schoolCodeOf,
  type SessionActor,
  sessionKindOf,
  signedInAs,
} from '#model/actors.ts'

/** Ends the session of this actor; a second sign-out changes nothing. */
export async function signOut(work: Work, actor: SessionActor | GrantHolder): Promise<void> {
  const db = work.shards.directory
  const schoolCode = schoolCodeOf(actor)
  await commit({ ...work, actor }, db, {
    audit: {
      action: `${sessionKindOf(actor)}.signed_out`,
      subjectType: 'sign_in',
      subjectId: signedInAs(actor),
      ...(schoolCode === undefined ? {} : { schoolCode }),
    },
    statements: { ended: endSession(db, actor.sessionHash) },
  })
}

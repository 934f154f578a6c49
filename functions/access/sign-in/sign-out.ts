import { commit } from '../../../db/commit.ts'
import { endSession } from '../../../db/sessions.ts'
import type { Work } from '../../platform/work.ts'
import type { Actor } from '#model/actors.ts'

/** Ends the session of this actor; a second sign-out changes nothing. */
export async function signOut(work: Work, actor: Actor): Promise<void> {
  if (!('sessionHash' in actor)) return
  const db = work.shards.directory
  await commit({ ...work, actor }, db, {
    audit: {
      action: `${actor.kind}.signed_out`,
      subjectType: 'sign_in',
      subjectId: subjectIdOf(actor),
      ...('schoolCode' in actor && actor.schoolCode !== undefined ? { schoolCode: actor.schoolCode } : {}),
    },
    statements: { ended: endSession(db, actor.sessionHash) },
  })
}

function subjectIdOf(actor: Extract<Actor, { sessionHash: string }>): string {
  switch (actor.kind) {
    case 'graduate':
      return actor.subject
    case 'staff':
      return actor.staffId
    case 'department':
      return actor.accountId
  }
}

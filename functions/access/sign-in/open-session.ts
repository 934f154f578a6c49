import { commit } from '../../../db/commit.ts'
import { addSession, endSession } from '../../../db/sessions.ts'
import { refuse } from '../../platform/problem.ts'
import { newId, sha256 } from '../../platform/secrets.ts'
import type { Work } from '../../platform/work.ts'
import {
  type Arriving,
  type GraduateActor,
  type GrantHolder,
  schoolCodeOf,
  type SessionActor,
  sessionKindOf,
  signedInAs,
} from '#model/actors.ts'
import { sessionRules } from '#model/roles.ts'
import { sessionColumnsOf } from '../stored-actors.ts'

interface Opening {
  actor: Arriving
  issuer: string
  subject: string
  claims: GraduateActor['claims']
  /** hash of the session this browser held before; it ends */
  replaced?: string | undefined
  /** for the audit */
  detail?: { entries: number } | { grants: number }
}

/** Opens a session under a new id, audited as the sign-in it is. @returns the id, for the cookie only */
export async function openSession(work: Work, opening: Opening): Promise<string> {
  const { issuer, subject, claims, replaced } = opening
  const id = newId()
  const sessionHash = await sha256(id)
  const db = work.shards.directory
  const actor: SessionActor | GrantHolder = { ...opening.actor, sessionHash }
  const kind = sessionKindOf(actor)
  const schoolCode = schoolCodeOf(actor)
  const done = await commit({ ...work, actor }, db, {
    audit: {
      action: `${kind}.signed_in`,
      subjectType: 'sign_in',
      subjectId: signedInAs(actor),
      ...(schoolCode === undefined ? {} : { schoolCode }),
      detail: { ...opening.detail },
    },
    statements: {
      replaced: replaced === undefined ? [] : [endSession(db, replaced)],
      session: addSession(db, {
        idHash: sessionHash,
        kind,
        issuer,
        subject,
        claimsCipher: await work.secrets.seal('sessions.claims', subject, JSON.stringify(claims)),
        ...sessionColumnsOf(actor),
        createdAt: work.machineNow,
        lastSeenAt: work.machineNow,
        expiresAt: work.machineNow + sessionRules[kind].absolute,
      }),
    },
  })
  if (!done.done) refuse('state.changed')
  return id
}

import { commit } from '../../db/commit.ts'
import { addSession, endSession } from '../../db/sessions.ts'
import { refuse } from '../platform/problem.ts'
import { newId, sha256 } from '../platform/secrets.ts'
import { sessionLimits } from '../platform/session.rules.ts'
import type { Actor, GraduateActor, Work } from '../platform/work.ts'

interface Opening {
  issuer: string
  subject: string
  claims: GraduateActor['claims']
  /** hash of the session this browser held before; it ends */
  replaced?: string | undefined
}

interface GraduateOpening extends Opening {
  kind: 'graduate'
  entry: { rosterEntryId: string; schoolCode: string; cohort: number } | undefined
  entries: number
}

interface StaffOpening extends Opening {
  kind: 'staff'
  staffId: string
  schoolCode: string
  college: string
}

/** Opens a session under a new id, audited as the sign-in it is. @returns the id, for the cookie only */
export async function openSession(work: Work, opening: GraduateOpening | StaffOpening): Promise<string> {
  const { kind, issuer, subject, claims, replaced } = opening
  const id = newId()
  const sessionHash = await sha256(id)
  const db = work.shards.directory
  const place =
    opening.kind === 'staff'
      ? { staffId: opening.staffId, schoolCode: opening.schoolCode }
      : opening.entry === undefined
        ? {}
        : {
            rosterEntryId: opening.entry.rosterEntryId,
            schoolCode: opening.entry.schoolCode,
            cohort: opening.entry.cohort,
          }
  const actor: Actor =
    opening.kind === 'staff'
      ? {
          kind: 'staff',
          sessionHash,
          staffId: opening.staffId,
          schoolCode: opening.schoolCode,
          college: opening.college,
          name: claims.name,
        }
      : { kind: 'graduate', sessionHash, issuer, subject, claims, ...place }
  const done = await commit({ ...work, actor }, db, {
    audit: {
      action: `${kind}.signed_in`,
      subjectType: 'sign_in',
      subjectId: opening.kind === 'staff' ? opening.staffId : subject,
      ...(place.schoolCode === undefined ? {} : { schoolCode: place.schoolCode }),
      detail: opening.kind === 'graduate' ? { entries: opening.entries } : {},
    },
    statements: [
      ...(replaced === undefined ? [] : [endSession(db, replaced)]),
      addSession(db, {
        idHash: sessionHash,
        kind,
        issuer,
        subject,
        claimsCipher: await work.secrets.seal('sessions.claims', subject, JSON.stringify(claims)),
        ...place,
        createdAt: work.machineNow,
        lastSeenAt: work.machineNow,
        expiresAt: work.machineNow + sessionLimits[kind].absolute,
      }),
    ],
  })
  if (!done.done) refuse('state.changed')
  return id
}

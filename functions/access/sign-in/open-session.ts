import { commit } from '../../../db/commit.ts'
import { addSession, endSession } from '../../../db/sessions.ts'
import { refuse } from '../../platform/problem.ts'
import { newId, sha256 } from '../../platform/secrets.ts'
import { sessionLimits } from '#model/session.ts'
import type { Work } from '../../platform/work.ts'
import type { Actor, Department, GraduateActor } from '#model/actors.ts'

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

interface DepartmentOpening extends Opening {
  kind: 'department'
  accountId: string
  department: Department
}

type AnyOpening = GraduateOpening | StaffOpening | DepartmentOpening

/** Opens a session under a new id, audited as the sign-in it is. @returns the id, for the cookie only */
export async function openSession(work: Work, opening: AnyOpening): Promise<string> {
  const { kind, issuer, subject, replaced } = opening
  const id = newId()
  const sessionHash = await sha256(id)
  const db = work.shards.directory
  const place = placeOf(opening)
  const actor = actorOf(opening, sessionHash)
  const done = await commit({ ...work, actor }, db, {
    audit: {
      action: `${kind}.signed_in`,
      subjectType: 'sign_in',
      subjectId: place.staffId ?? subject,
      ...(place.schoolCode === undefined ? {} : { schoolCode: place.schoolCode }),
      detail: opening.kind === 'graduate' ? { entries: opening.entries } : {},
    },
    statements: {
      replaced: replaced === undefined ? [] : [endSession(db, replaced)],
      session: addSession(db, {
        idHash: sessionHash,
        kind,
        issuer,
        subject,
        claimsCipher: await work.secrets.seal('sessions.claims', subject, JSON.stringify(opening.claims)),
        ...place,
        createdAt: work.machineNow,
        lastSeenAt: work.machineNow,
        expiresAt: work.machineNow + sessionLimits[kind].absolute,
      }),
    },
  })
  if (!done.done) refuse('state.changed')
  return id
}

/** What the session's row keeps of whom it is about. */
function placeOf(opening: AnyOpening): {
  staffId?: string
  rosterEntryId?: string
  schoolCode?: string
  cohort?: number
} {
  switch (opening.kind) {
    case 'staff':
      return { staffId: opening.staffId, schoolCode: opening.schoolCode }
    case 'department':
      return { staffId: opening.accountId }
    case 'graduate': {
      if (opening.entry === undefined) return {}
      const { rosterEntryId, schoolCode, cohort } = opening.entry
      return { rosterEntryId, schoolCode, cohort }
    }
  }
}

function actorOf(opening: AnyOpening, sessionHash: string): Actor {
  const { issuer, subject, claims } = opening
  switch (opening.kind) {
    case 'staff': {
      const { staffId, schoolCode, college } = opening
      return { kind: 'staff', sessionHash, staffId, schoolCode, college, name: claims.name }
    }
    case 'department': {
      const { accountId, department } = opening
      return { kind: 'department', sessionHash, accountId, department, name: claims.name }
    }
    case 'graduate':
      return { kind: 'graduate', sessionHash, issuer, subject, claims, ...placeOf(opening) }
  }
}

import { commit } from '../../../db/commit.ts'
import { addStepUp } from '../../../db/people.ts'
import { refuse } from '../../platform/problem.ts'
import { newId, sha256 } from '../../platform/secrets.ts'
import { subjectOf } from '../subject.ts'
import type { Work } from '../../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import type { Leaving } from './begin-sign-in.ts'
import { sealPreSession } from './pre-session.ts'
import { authorizationUrl, newGoing } from '../providers/provider.ts'
import { awayFor } from '#model/session.ts'
import { ownPath } from './decide-sign-in.ts'

/** Notes that this session asks for a step-up under this nonce. Nothing is open yet. */
export async function askStepUp(work: Work<GraduateActor>, nonce: string): Promise<void> {
  const { db, rosterEntryId, sessionHash } = subjectOf(work)
  const done = await commit(work, db, {
    audit: { none: 'step-up asked' },
    statements: {
      stepUp: addStepUp(db, {
        id: newId(),
        sessionHash,
        rosterEntryId,
        issuer: work.actor.issuer,
        subject: work.actor.subject,
        purpose: 'authorize',
        nonceHash: await sha256(nonce),
        askedAt: work.machineNow,
        expiresAt: work.machineNow + awayFor,
      }),
    },
  })
  if (!done.done) refuse('state.changed')
}

/** Sends a signed-in graduate to the provider for 实人验证: a fresh authentication at the agreed acr. */
export async function beginStepUp(work: Work<GraduateActor>, asked?: string): Promise<Leaving> {
  const { sessionHash } = subjectOf(work)
  const going = { ...newGoing('graduate'), acr: [work.config.stepUpAcr], fresh: true as const }
  const location = await authorizationUrl(work, going)
  await askStepUp(work, going.nonce)
  const preSession = await sealPreSession(work, {
    state: going.state,
    nonce: going.nonce,
    verifier: going.verifier,
    provider: 'graduate',
    purpose: 'step-up',
    session: 'graduate',
    returnTo: ownPath(asked, '/graduate/authorize/'),
    sessionHash,
  })
  return { location, preSession }
}

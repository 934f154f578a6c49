import { commit, mustChange } from '../../../db/commit.ts'
import { findPendingStepUp, passStepUp as passStepUpRow } from '../../../db/people.ts'
import { findSchool } from '../../../db/places.ts'
import { renameSession } from '../../../db/sessions.ts'
import { refuse } from '../../platform/problem.ts'
import { newId, sha256 } from '../../platform/secrets.ts'
import { subjectOf } from '../subject.ts'
import type { Work } from '../../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import type { ProviderClaims } from '../providers/provider.ts'
import { awayFor } from '#model/session.ts'
import { stepUpFault } from './decide-sign-in.ts'
import { sayWhomToAsk } from './say-whom-to-ask.ts'
import { notSignedIn } from '#words/access/sign-in.ts'

export type StepUpClaims = Pick<ProviderClaims, 'issuer' | 'subject' | 'nonce' | 'acr' | 'authTime'>

/**
 * Counts an answered step-up, once, for the session that asked for it, and gives that session a new id.
 * @param askedBy hash of the session that asked, as the pre-session has it
 * @returns the session's new id, for the cookie
 * @throws Problem step_up.rejected
 */
export async function passStepUp(
  work: Work<GraduateActor>,
  askedBy: string | null,
  claims: StepUpClaims,
): Promise<string> {
  const { db, rosterEntryId, schoolCode, sessionHash } = subjectOf(work)
  const { actor } = work
  if (sessionHash !== askedBy) refuse('step_up.rejected', { reason: 'another session' })
  const pending = await findPendingStepUp(db, {
    nonceHash: await sha256(claims.nonce),
    sessionHash,
    rosterEntryId,
    machineNow: work.machineNow,
  })
  if (pending === undefined) refuse('step_up.rejected', { reason: 'not asked, late, or answered before' })
  const fault = stepUpFault(claims, {
    issuer: actor.issuer,
    subject: actor.subject,
    acr: work.config.stepUpAcr,
    askedAt: pending.askedAt,
  })
  if (fault !== undefined) refuse('step_up.rejected', { reason: fault })
  const id = newId()
  const newHash = await sha256(id)
  const passed = mustChange(
    db,
    passStepUpRow(db, pending, {
      at: work.machineNow,
      expiresAt: work.machineNow + awayFor,
      sessionHash: newHash,
    }),
  )
  const directory = work.shards.directory
  const renamed = mustChange(directory, renameSession(directory, sessionHash, newHash))
  const together = directory === db
  const done = await commit(work, db, {
    audit: {
      action: 'step_up.passed',
      subjectType: 'roster_entry',
      subjectId: rosterEntryId,
      schoolCode,
      detail: { purpose: 'authorize' },
    },
    statements: { passed, renamed: together ? renamed : [] },
  })
  if (!done.done) refuse('step_up.rejected', { reason: 'answered twice' })
  if (!together) {
    // two databases: until the session has its new id, the step-up opens nothing
    const then = await commit(work, directory, {
      audit: { action: 'session.renamed', subjectType: 'roster_entry', subjectId: rosterEntryId, schoolCode },
      statements: { renamed },
    })
    if (!then.done) refuse('step_up.rejected', { reason: 'session gone' })
  }
  return id
}

/** The page for a step-up that was cancelled or not passed: how to try again, and the way without a face check. */
export async function refuseStepUp(work: Work<GraduateActor>, reason: string): Promise<never> {
  const { schoolCode: code } = work.actor
  const school = code === undefined ? undefined : await findSchool(work.shards.directory, code)
  refuse('step_up.refused', {
    detail: notSignedIn.stepUpRefused(sayWhomToAsk(school, work.config.supportContact)),
    reason,
  })
}

import { changeValidity as changeCode } from '../../db/authorizations.ts'
import { noted } from '../../db/code-events.ts'
import { commit } from '../../db/commit.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { type Card, cardOf } from './decide-card.ts'
import { chooseValidity } from './choose-validity.ts'
import { remindedFrom } from '#model/verdict/ending.ts'
import { cardCode, getAuthorized, getKnownCards, heldStepUp } from './known-cards.ts'
import { openCodeHolds, sealOpenCode } from '../proof/row-seals.ts'
import { verdictOf } from '#model/verdict/verdict.ts'

/** Shortens a live code at any time, or extends it within the cap after a step-up; the code stays the same. */
export async function changeValidity(
  work: Work<GraduateActor>,
  authorizationId: string,
  lastDay: string,
): Promise<{ card: Card; cut: boolean }> {
  const known = await getKnownCards(work)
  const { subject, standing, facts } = known
  const row = getAuthorized(known, authorizationId)
  const validity = chooseValidity(lastDay, standing.entry.graduationMonth, work.now)
  if (verdictOf(row, work.now) !== 'valid') refuse('authorization.not_active')
  // a new seal would make a forged code good
  if (!(await openCodeHolds(work.secrets, row))) refuse('report.unverifiable')
  if (validity.validUntil > row.validUntil && heldStepUp(known, work) === undefined) refuse('step_up.missing')
  const changed = { ...(await cardCode(work, row)), validUntil: validity.validUntil }
  const answer = {
    card: cardOf(row.kind, facts, changed, known.lookups[row.kind] ?? 0, work.now),
    cut: validity.cut,
  }
  const next = { ...row, validUntil: validity.validUntil, version: row.version + 1 }
  const done = await commit(work, subject.db, {
    audit: {
      action: 'validity.changed',
      subjectType: 'authorization',
      subjectId: authorizationId,
      schoolCode: subject.schoolCode,
      detail: { from: row.validUntil, to: validity.validUntil },
    },
    statements: {
      changed: noted(
        subject.db,
        changeCode(
          subject.db,
          { hmac: row.hmac, rosterEntryId: subject.rosterEntryId, version: row.version },
          {
            validUntil: validity.validUntil,
            remindedAt: remindedFrom(validity.validUntil, work.now),
            now: work.now,
            openSeal: await sealOpenCode(work.secrets, next),
          },
          { sessionHash: subject.sessionHash, machineNow: work.machineNow },
        ),
        row.hmac,
        { event: 'changed', at: work.now },
      ),
    },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

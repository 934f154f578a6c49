import { endCode } from '../../db/authorizations.ts'
import { commit, mustChange } from '../../db/commit.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { type Card, cardOf } from './decide-card.ts'
import { cardCode, getAuthorized, getKnownCards } from './known-cards.ts'
import { verdictOf } from '#model/verdict/verdict.ts'

/** 停止核验: takes effect at the next look-up and is not revived (decision 4). */
export async function endAuthorization(
  work: Work<GraduateActor>,
  authorizationId: string,
): Promise<{ card: Card }> {
  const known = await getKnownCards(work)
  const { subject, facts } = known
  const row = getAuthorized(known, authorizationId)
  if (verdictOf(row, work.now) !== 'valid') refuse('authorization.not_active')
  const ended = { ...(await cardCode(work, row)), endedAt: work.now, endedBecause: 'graduate' as const }
  const answer = { card: cardOf(row.kind, facts, ended, known.lookups[row.kind] ?? 0, work.now) }
  const done = await commit(work, subject.db, {
    audit: {
      action: 'authorization.ended',
      subjectType: 'authorization',
      subjectId: authorizationId,
      schoolCode: subject.schoolCode,
      detail: { kind: row.kind },
    },
    statements: {
      ended: mustChange(
        subject.db,
        endCode(subject.db, { hmac: row.hmac, rosterEntryId: subject.rosterEntryId }, work.now),
      ),
    },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

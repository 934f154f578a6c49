import { endCode } from '../../db/authorizations.ts'
import { noted } from '../../db/code-events.ts'
import { commit } from '../../db/commit.ts'
import { newActNumber } from '../proof/make-code.ts'
import { sealEnding } from '../proof/row-seals.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { type Card, cardOf } from './decide-card.ts'
import { cardCode, getAuthorized, getKnownCards } from './known-cards.ts'
import { verdictOf } from '#model/verdict/verdict.ts'

/** 停止核验: takes effect at the next look-up; for ten minutes the same session can take it back (decision 30). */
export async function endAuthorization(
  work: Work<GraduateActor>,
  authorizationId: string,
): Promise<{ card: Card; number: string; endedAt: string }> {
  const known = await getKnownCards(work)
  const { subject, facts } = known
  const row = getAuthorized(known, authorizationId)
  if (verdictOf(row, work.now) !== 'valid') refuse('authorization.not_active')
  const { sessionHash } = subject
  const ended = {
    ...(await cardCode(work, row)),
    endedAt: work.now,
    endedBecause: 'graduate' as const,
    endedBySession: sessionHash,
  }
  const endSeal = await sealEnding(work.secrets, { ...row, endedAt: work.now, endedBySession: sessionHash })
  const number = newActNumber()
  const answer = {
    card: cardOf(row.kind, facts, ended, known.lookups[row.kind] ?? 0, work.now),
    number,
    endedAt: new Date(work.now).toISOString(),
  }
  const done = await commit(work, subject.db, {
    audit: {
      action: 'authorization.ended',
      subjectType: 'authorization',
      subjectId: authorizationId,
      schoolCode: subject.schoolCode,
      detail: { kind: row.kind, number },
    },
    statements: {
      ended: noted(
        subject.db,
        endCode(
          subject.db,
          { ...row, rosterEntryId: subject.rosterEntryId },
          { sessionHash, now: work.now, endSeal },
        ),
        row.hmac,
        { event: 'ended', at: work.now, cause: 'graduate' },
      ),
    },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

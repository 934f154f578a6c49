import { resumeCode } from '../../db/authorizations.ts'
import { commit, mustChange } from '../../db/commit.ts'
import { newActNumber } from '../proof/make-code.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { RESUME_FOR } from '#model/authorization/resume.ts'
import { type Card, cardOf } from './decide-card.ts'
import { cardCode, getAuthorized, getKnownCards } from './known-cards.ts'

/** Takes 停止核验 back (decision 30). What was looked up in between was answered `revoked` and stays so in the ledger. */
export async function resumeAuthorization(
  work: Work<GraduateActor>,
  authorizationId: string,
): Promise<{ card: Card; number: string; resumedAt: string }> {
  const known = await getKnownCards(work)
  const { subject, facts } = known
  const row = getAuthorized(known, authorizationId)
  const code = await cardCode(work, row)
  const lookups = known.lookups[row.kind] ?? 0
  if (cardOf(row.kind, facts, code, lookups, work.now).resumableUntil === null)
    refuse('authorization.not_resumable')
  const resumed = { ...code, endedAt: null, endedBecause: null, endedBySession: null }
  const number = newActNumber()
  const answer = {
    card: cardOf(row.kind, facts, resumed, lookups, work.now),
    number,
    resumedAt: new Date(work.now).toISOString(),
  }
  const done = await commit(work, subject.db, {
    audit: {
      action: 'authorization.resumed',
      subjectType: 'authorization',
      subjectId: authorizationId,
      schoolCode: subject.schoolCode,
      detail: { kind: row.kind, number },
    },
    statements: {
      resumed: mustChange(
        subject.db,
        resumeCode(
          subject.db,
          { hmac: row.hmac, rosterEntryId: subject.rosterEntryId },
          { sessionHash: subject.sessionHash, endedAfter: work.now - RESUME_FOR, now: work.now },
        ),
      ),
    },
    answer,
  })
  if (!done.done) refuse('authorization.not_resumable')
  return answer
}

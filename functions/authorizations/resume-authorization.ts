import { resumeCode } from '../../db/authorizations.ts'
import { noted } from '../../db/code-events.ts'
import { commit } from '../../db/commit.ts'
import { newActNumber } from '../proof/make-code.ts'
import { endingHolds, sealOpenCode } from '../proof/row-seals.ts'
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
  const { endSeal } = row
  // an ending that was made or changed in the database is none to take back
  if (endSeal === null || !(await endingHolds(work.secrets, row))) refuse('authorization.not_resumable')
  const openSeal = await sealOpenCode(work.secrets, { ...row, version: row.version + 1 })
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
      resumed: noted(
        subject.db,
        resumeCode(
          subject.db,
          { ...row, endSeal, rosterEntryId: subject.rosterEntryId },
          { sessionHash: subject.sessionHash, endedAfter: work.now - RESUME_FOR, now: work.now, openSeal },
        ),
        row.hmac,
        { event: 'resumed', at: work.now },
      ),
    },
    answer,
  })
  if (!done.done) refuse('authorization.not_resumable')
  return answer
}

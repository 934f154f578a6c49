import { type AuthorizedCode, findAuthorizations } from '../../db/authorizations.ts'
import { findSchool, type School } from '../../db/places.ts'
import type { Standing } from '../../db/records.ts'
import { refuse } from '../platform/problem.ts'
import { type Subject, subjectOf } from '../access/subject.ts'
import type { Work } from '../platform/work.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import type { GraduateActor } from '#model/actors.ts'
import { confirmationStateOf, factsOf } from '#model/record/confirmation.ts'
import { type Card, type CardCode, cardOf, type SeenFacts } from './decide-card.ts'

/** Everything the authorization verbs decide on, read once. */
export interface KnownCards {
  subject: Subject
  school: School
  standing: Standing
  facts: SeenFacts
  authorized: AuthorizedCode[]
  stepUp: { id: string; expiresAt: number } | undefined
  lookups: Partial<Record<ReportKind, number>>
}

export async function getKnownCards(work: Work<GraduateActor>): Promise<KnownCards> {
  const subject = subjectOf(work)
  const [found, school] = await Promise.all([
    findAuthorizations(subject.db, subject.sessionHash, subject.rosterEntryId),
    findSchool(work.shards.directory, subject.schoolCode),
  ])
  if (found === undefined || school === undefined) refuse('entry.not_found')
  const { entry, record } = found.standing
  const standing = factsOf(found.standing)
  return {
    ...found,
    subject,
    school,
    facts: {
      sessionHash: subject.sessionHash,
      onHold: standing.onHold,
      graduationMonth: entry.graduationMonth,
      hukouMovedIn: entry.hukouMovedIn,
      hukouReported: school.hukouReported,
      record,
      confirmed: confirmationStateOf(standing) === 'confirmed',
      confirmationId: found.standing.confirmation?.id,
    },
  }
}

/** The step-up this session holds for ten minutes, by machine time. */
export const heldStepUp = (known: KnownCards, work: Work) =>
  known.stepUp !== undefined && known.stepUp.expiresAt > work.machineNow ? known.stepUp : undefined

export async function cardCode(work: Work, row: AuthorizedCode): Promise<CardCode> {
  return { ...row, code: await work.secrets.open('codes.code', row.hmac, row.cipher) }
}

/** The authorization of this id, if it is this graduate's. */
export function getAuthorized(known: KnownCards, authorizationId: string): AuthorizedCode {
  const row = known.authorized.find((each) => each.authorizationId === authorizationId)
  if (row === undefined) refuse('authorization.not_found')
  return row
}

export async function newestCard(work: Work, known: KnownCards, kind: ReportKind): Promise<Card> {
  const row = known.authorized.find((each) => each.kind === kind)
  const code = row === undefined ? undefined : await cardCode(work, row)
  return cardOf(kind, known.facts, code, known.lookups[kind] ?? 0, work.now)
}

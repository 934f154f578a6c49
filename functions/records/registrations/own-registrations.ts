import { findSchool } from '../../../db/places.ts'
import { findOwnRegistrations, type Registration, type RegistrationStep } from '../../../db/registrations.ts'
import { refuse } from '../../platform/problem.ts'
import { subjectOf } from '../../access/subject.ts'
import type { Work } from '../../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { openRecord } from '../../proof/record-contact.ts'
import { openContent } from './stored-content.ts'
import { offerFactsOf } from './decide-registration.ts'
import { type Person, routingWarnings } from '#model/record/routing.ts'
import { type Remark, remarksOf } from '#model/wording.ts'
import { routingWarnings as routingWords } from '#words/records/routing.ts'
import type { ContentView, RegistrationView } from './wire.ts'

/** The signed-in graduate's entry, record and registrations, and what the rules ask of them. */
export async function getOwnRegistrations(work: Work<GraduateActor>) {
  const subject = subjectOf(work)
  const [found, school] = await Promise.all([
    findOwnRegistrations(subject.db, subject.rosterEntryId),
    findSchool(work.shards.directory, subject.schoolCode),
  ])
  const { entry, open } = found
  if (entry === undefined || school === undefined) refuse('entry.not_found')
  const record = found.record && (await openRecord(work, found.record))
  const facts = offerFactsOf({ entry, record, open, school })
  return { subject, entry, record, open, past: found.past, steps: found.steps, school, facts }
}

const instant = (at: number) => new Date(at).toISOString()

/** What the routing rules say of it, in words. */
export const warningsOf = (kind: Registration['kind'], content: ContentView, person: Person): Remark[] =>
  kind === 'void' ? [] : remarksOf(routingWords, routingWarnings(content, person))

/** A registration as its graduate and its reviewers see it. */
export async function shownRegistration(
  work: Work,
  found: Registration,
  steps: readonly RegistrationStep[],
  person: Person,
): Promise<RegistrationView> {
  const content = await openContent(work, found)
  return {
    id: found.id,
    version: found.version,
    kind: found.kind,
    state: found.state,
    content,
    reason: await openReason(work, 'registrations.reason', found.id, found.reasonCipher),
    updatedAt: instant(found.updatedAt),
    submittedAt: found.submittedAt === null ? null : instant(found.submittedAt),
    warnings: warningsOf(found.kind, content, person),
    steps: await Promise.all(
      steps
        .filter((step) => step.registrationId === found.id)
        .map(async ({ at, act, level, reasonCipher }) => ({
          at: instant(at),
          act,
          level,
          reason: await openReason(work, 'registration_steps.reason', found.id, reasonCipher),
        })),
    ),
  }
}

type ReasonColumn = 'registrations.reason' | 'registration_steps.reason'

const openReason = (work: Work, column: ReasonColumn, id: string, cipher: string) =>
  cipher === '' ? '' : work.secrets.open(column, id, cipher)

export const sealReason = (work: Work, column: ReasonColumn, id: string, reason: string) =>
  reason === '' ? '' : work.secrets.seal(column, id, reason)

import { commit, mustChange } from '../../../db/commit.ts'
import { bindEntry, findEntriesByIdNumber, type KnownEntry } from '../../../db/people.ts'
import { findSchool } from '../../../db/places.ts'
import { everyRow } from '../../../db/everywhere.ts'
import { foldName } from '#model/roster/names.ts'
import { raiseAlarm } from '../../platform/alarm.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { openSession } from './open-session.ts'
import type { ProviderClaims } from '../providers/provider.ts'
import { type Match, matchEntries } from './decide-sign-in.ts'
import { sayWhomToAsk } from './say-whom-to-ask.ts'
import { notSignedIn } from '#words/access/sign-in.ts'

export type GraduateClaims = Pick<
  ProviderClaims,
  'issuer' | 'subject' | 'name' | 'idNumber' | 'phone' | 'email' | 'enrolmentBound'
>

/**
 * Signs a graduate in by what the provider vouches for, binding the roster entries that match.
 * @param replaced hash of the session that the browser held before
 * @returns the new session's id, for the cookie
 * @throws Problem sign_in.enrolment_unbound, sign_in.no_entry, sign_in.bound_elsewhere, sign_in.name_differs
 */
export async function signInGraduate(work: Work, claims: GraduateClaims, replaced?: string): Promise<string> {
  const entries = (await bindMatching(work, claims)) ?? (await bindMatching(work, claims))
  if (entries === undefined) refuse('state.changed')
  const [only] = entries.length === 1 ? entries : []
  const { issuer, subject, name, phone, email } = claims
  const person = { issuer, subject, claims: { name, phone, email } }
  const { rosterEntryId, schoolCode, cohort } = only ?? {}
  const chosen = { rosterEntryId, schoolCode, cohort }
  return openSession(work, {
    actor: { kind: 'graduate', ...person, ...chosen },
    ...person,
    replaced,
    detail: { entries: entries.length },
  })
}

/** The person's entries, all bound; undefined where somebody else bound one of them meanwhile. */
async function bindMatching(work: Work, claims: GraduateClaims): Promise<KnownEntry[] | undefined> {
  const { providerName, supportContact } = work.config
  const index = await work.secrets.index('identity-number', claims.idNumber.toUpperCase())
  const found = await everyRow(work.shards, (db) => findEntriesByIdNumber(db, index))
  const match = matchEntries(found, {
    nameFolded: foldName(claims.name),
    issuer: claims.issuer,
    subject: claims.subject,
  })
  if (!claims.enrolmentBound) {
    const school = await schoolOf(work, match)
    refuse('sign_in.enrolment_unbound', {
      detail: notSignedIn.enrolmentUnbound(providerName, sayWhomToAsk(school, supportContact)),
    })
  }
  const foreign = found.filter(
    (entry) =>
      entry.subject !== null && !(entry.subject === claims.subject && entry.issuer === claims.issuer),
  ).length
  if (foreign > 0) raiseAlarm(work, 'binding.foreign', { entries: foreign })
  if (match.kind === 'no_entry')
    refuse('sign_in.no_entry', {
      detail: notSignedIn.noEntry(sayWhomToAsk(undefined, supportContact)),
    })
  if (match.kind === 'bound_elsewhere') {
    const school = await schoolOf(work, match)
    refuse('sign_in.bound_elsewhere', {
      detail: notSignedIn.boundElsewhere(providerName, sayWhomToAsk(school, supportContact)),
    })
  }
  if (match.kind === 'name_differs') {
    const school = await schoolOf(work, match)
    refuse('sign_in.name_differs', {
      detail: notSignedIn.nameDiffers(providerName, sayWhomToAsk(school, supportContact)),
    })
  }
  for (const entry of match.unbound) {
    const db = work.shards.of(entry.schoolCode, entry.cohort)
    const { rosterEntryId, schoolCode, cohort } = entry
    const { issuer, subject, name, phone, email } = claims
    const person = { issuer, subject, claims: { name, phone, email }, rosterEntryId, schoolCode, cohort }
    const actor: GraduateActor = { kind: 'graduate', sessionHash: '', ...person }
    const done = await commit({ ...work, actor }, db, {
      audit: {
        action: 'entry.bound',
        subjectType: 'roster_entry',
        subjectId: rosterEntryId,
        schoolCode,
      },
      statements: {
        bound: mustChange(db, bindEntry(db, { rosterEntryId, issuer, subject, boundAt: work.now })),
      },
    })
    if (!done.done) return undefined
  }
  return match.entries
}

/** The school of an entry that could be this person's, so that a refusal can name its desk. */
function schoolOf(work: Work, match: Match<KnownEntry>) {
  const found = match.kind === 'matched' ? match.entries[0] : match
  const schoolCode = found !== undefined && 'schoolCode' in found ? found.schoolCode : undefined
  return schoolCode === undefined ? Promise.resolve(undefined) : findSchool(work.shards.directory, schoolCode)
}

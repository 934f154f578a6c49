import { findBoundEntries } from '../../../db/people.ts'
import { findSchool, type School } from '../../../db/places.ts'
import { findWhereabouts, type Whereabouts } from '../../../db/whereabouts.ts'
import { everyRow } from '../../../db/everywhere.ts'
import { levels } from '#model/tables/people.ts'
import type { Work } from '../../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { factsOf } from '#model/record/confirmation.ts'
import { deadlinesOf } from '#model/calendar/deadlines.ts'
import { ofKinds } from '#model/report/kinds.ts'
import { completions } from '#model/roster/completion.ts'
import { schoolContact } from './decide-school-contact.ts'
import { type GraduateFacts, progressOf } from '#model/progress/progress.ts'
import { isElsewhere, mayRegister, offerFactsOf } from '../registrations/decide-registration.ts'
import { elsewhereOf } from '../registrations/offers-in-words.ts'
import type { ProgressView } from '../progress-wire.ts'
import type { SessionView } from './wire.ts'

/** The roster entries bound to this sign-in, from every database. */
export const boundEntries = (work: Work<GraduateActor>) =>
  everyRow(work.shards, (db) => findBoundEntries(db, work.actor.issuer, work.actor.subject))

/** Who is signed in, which entries are theirs, and where the chosen one stands. */
export async function getSession(work: Work<GraduateActor>): Promise<SessionView> {
  const [entries, chosen] = await Promise.all([boundEntries(work), findChosen(work)])
  // an entry that the school took from this person since the sign-in is not theirs any more
  const entry = entries.some((each) => each.id === chosen?.id) ? chosen : undefined
  return {
    now: new Date(work.now).toISOString(),
    providerName: work.config.providerName,
    person: work.actor.claims,
    entries: entries.map((each) => ({
      id: each.id,
      schoolName: each.schoolName,
      level: levels.nameOf(each.levelCode),
      major: each.major,
      graduationMonth: each.graduationMonth,
      chosen: each.id === entry?.id,
    })),
    entry:
      entry === undefined
        ? null
        : {
            id: entry.id,
            schoolName: entry.schoolName,
            schoolContact: entry.schoolContact,
            basicInfoChecked: entry.basicInfoChecked,
            deadlines: entry.deadlines,
            onHold: entry.onHold,
          },
    progress: entry?.progress ?? null,
  }
}

async function findChosen(work: Work<GraduateActor>) {
  const { rosterEntryId, schoolCode, cohort } = work.actor
  if (rosterEntryId === undefined || schoolCode === undefined || cohort === undefined) return undefined
  const [found, school] = await Promise.all([
    findWhereabouts(work.shards.of(schoolCode, cohort), rosterEntryId),
    findSchool(work.shards.directory, schoolCode),
  ])
  if (found === undefined || school === undefined) return undefined
  const { standing } = found
  const facts = factsOf(standing)
  return {
    id: rosterEntryId,
    schoolName: standing.entry.schoolName,
    schoolContact: schoolContact(school),
    basicInfoChecked: facts.basicInfoChecked,
    deadlines: shownDeadlines(standing.entry),
    onHold: facts.onHold ? completions.nameOf(standing.entry.completionCode) : null,
    progress: shownProgress(found, school, work.now),
  }
}

const instant = (at: number) => new Date(at).toISOString()

/** 办到哪一步, with the door of the province where registrations are made there. */
function shownProgress({ standing, open, codes }: Whereabouts, school: School, now: number): ProgressView {
  const { entry, record } = standing
  const offers = offerFactsOf({ entry, record, open, school })
  const elsewhere = isElsewhere(offers)
  const facts: GraduateFacts = {
    graduationMonth: entry.graduationMonth,
    hukouMovedIn: entry.hukouMovedIn,
    standing: { ...factsOf(standing), record },
    province: school,
    elsewhere,
    open,
    codes,
  }
  const { codes: stand, ...progress } = progressOf(facts, now)
  return {
    ...progress,
    elsewhere: elsewhereOf(elsewhere, school),
    changeable: mayRegister('archive_change', offers, now).allowed,
    codes: ofKinds((kind) => ({
      ...stand[kind],
      validUntil: stand[kind].validUntil === null ? null : instant(stand[kind].validUntil),
    })),
  }
}

function shownDeadlines(entry: Parameters<typeof deadlinesOf>[0]) {
  const { registerEndsAt, changesEndAt, serviceEndsAt, transferEndsAt } = deadlinesOf(entry)
  return {
    registerEndsAt: instant(registerEndsAt),
    changesEndAt: instant(changesEndAt),
    serviceEndsAt: instant(serviceEndsAt),
    transferEndsAt: instant(transferEndsAt),
  }
}

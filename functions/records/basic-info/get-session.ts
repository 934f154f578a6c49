import { findBoundEntries } from '../../../db/people.ts'
import { findSchool } from '../../../db/places.ts'
import { findStanding } from '../../../db/records.ts'
import { everyRow } from '../../../db/everywhere.ts'
import { levels } from '#model/tables/people.ts'
import type { Work } from '../../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { confirmationStateOf, factsOf } from '#model/record/confirmation.ts'
import { deadlinesOf } from '#model/calendar/deadlines.ts'
import { completions } from '#model/roster/completion.ts'
import { schoolContact } from './decide-school-contact.ts'
import { nextStep } from '#model/roster/shown-basic-info.ts'
import type { SessionView } from './wire.ts'

/** The roster entries bound to this sign-in, from every database. */
export const boundEntries = (work: Work<GraduateActor>) =>
  everyRow(work.shards, (db) => findBoundEntries(db, work.actor.issuer, work.actor.subject))

/** Who is signed in, which entries are theirs, and what is to be done next for the chosen one. */
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
    step: nextStep(entry),
  }
}

async function findChosen(work: Work<GraduateActor>) {
  const { rosterEntryId, schoolCode, cohort } = work.actor
  if (rosterEntryId === undefined || schoolCode === undefined || cohort === undefined) return undefined
  const [standing, school] = await Promise.all([
    findStanding(work.shards.of(schoolCode, cohort), rosterEntryId),
    findSchool(work.shards.directory, schoolCode),
  ])
  if (standing === undefined || school === undefined) return undefined
  const facts = factsOf(standing)
  return {
    id: rosterEntryId,
    schoolName: standing.entry.schoolName,
    schoolContact: schoolContact(school),
    basicInfoChecked: facts.basicInfoChecked,
    deadlines: shownDeadlines(standing.entry),
    onHold: facts.onHold ? completions.nameOf(standing.entry.completionCode) : null,
    confirmed: confirmationStateOf(facts) === 'confirmed',
  }
}

function shownDeadlines(entry: Parameters<typeof deadlinesOf>[0]) {
  const { registerEndsAt, changesEndAt, serviceEndsAt, transferEndsAt } = deadlinesOf(entry)
  const instant = (at: number) => new Date(at).toISOString()
  return {
    registerEndsAt: instant(registerEndsAt),
    changesEndAt: instant(changesEndAt),
    serviceEndsAt: instant(serviceEndsAt),
    transferEndsAt: instant(transferEndsAt),
  }
}

import type { Work } from '../../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { registerEndsAt } from '#model/calendar/deadlines.ts'
import { contentOf } from '#model/record/registration-content.ts'
import { elsewhereOf, offersOf } from './offers-in-words.ts'
import { getOwnRegistrations, shownRegistration } from './own-registrations.ts'
import { isElsewhere, personOf } from './decide-registration.ts'
import type { RegistrationPage } from './wire.ts'

/** What the graduate can register or change now, what is under way, and what came of it before. */
export async function getRegistration(work: Work<GraduateActor>): Promise<RegistrationPage> {
  const { entry, record, open, past, steps, school, facts } = await getOwnRegistrations(work)
  const person = personOf(entry)
  return {
    now: new Date(work.now).toISOString(),
    entry: { ...person, originRegionName: entry.originRegionName },
    reviewLevels: school.reviewLevels === 2 ? 2 : 1,
    registerEndsAt: new Date(registerEndsAt(entry.graduationMonth)).toISOString(),
    changesEndAt: new Date(facts.changesEndAt).toISOString(),
    elsewhere: elsewhereOf(isElsewhere(facts), school),
    offers: offersOf(facts, school, work.now),
    record: record === undefined ? null : { version: record.version, content: contentOf(record) },
    open: open === undefined ? null : await shownRegistration(work, open, steps, person),
    past: await Promise.all(past.map((each) => shownRegistration(work, each, steps, person))),
  }
}

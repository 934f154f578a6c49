import { findSchool, type School } from '../../db/places.ts'
import { findStanding, type Standing } from '../../db/records.ts'
import { refuse } from '../platform/problem.ts'
import { type Subject, subjectOf } from '../access/subject.ts'
import type { Work } from '../platform/work.ts'
import { archiveFirst, desks } from '#words/records/desks.ts'
import type { GraduateActor } from '#model/actors.ts'
import { joinContacts } from '#model/contact-text.ts'
import { factsOf, type StandingFacts } from '#model/record/confirmation.ts'

export interface KnownStanding {
  subject: Subject
  standing: Standing
  school: School
  facts: StandingFacts
}

/** Where the signed-in graduate's confirmation stands; entry and school are read side by side. */
export async function getStanding(work: Work<GraduateActor>): Promise<KnownStanding> {
  const subject = subjectOf(work)
  const [standing, school] = await Promise.all([
    findStanding(subject.db, subject.rosterEntryId),
    findSchool(work.shards.directory, subject.schoolCode),
  ])
  if (standing === undefined || school === undefined) refuse('entry.not_found')
  return { subject, standing, school, facts: factsOf(standing) }
}

/** Where records of this source are corrected, in words a graduate can act on. */
export const correctAt = (sourceSystem: 'national' | 'provincial', school: School) =>
  sourceSystem === 'provincial'
    ? { name: school.entryName, url: school.entryUrl, contact: '' }
    : {
        name:
          school.contactDepartment === ''
            ? desks.employmentOffice(school.schoolName)
            : school.contactDepartment,
        url: '',
        contact: joinContacts(school.contactPhone, school.contactEmail),
      }

/** Who must act on a dispute about a record of this source. */
export const handlerOf = (sourceSystem: 'national' | 'provincial', school: School) => ({
  kind: sourceSystem === 'provincial' ? ('province' as const) : ('school' as const),
  ...correctAt(sourceSystem, school),
})

/** The refusal of record.archive_first names the province's entry, in the guide's words. */
export const archiveFirstDetail = (school: School): string => archiveFirst(school.entryName)

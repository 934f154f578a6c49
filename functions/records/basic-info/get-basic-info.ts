import { findEntry } from '../../../db/people.ts'
import { findSchool } from '../../../db/places.ts'
import { refuse } from '../../platform/problem.ts'
import { subjectOf } from '../../access/subject.ts'
import type { Work } from '../../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { schoolContact } from './decide-school-contact.ts'
import { shownBasicInfo } from '#model/roster/shown-basic-info.ts'
import type { BasicInfoView } from './wire.ts'

/** The chosen entry as its graduate checks it, and whom to ask where it is wrong. */
export async function getBasicInfo(work: Work<GraduateActor>): Promise<BasicInfoView> {
  const { db, rosterEntryId, schoolCode } = subjectOf(work)
  const [entry, school] = await Promise.all([
    findEntry(db, rosterEntryId),
    findSchool(work.shards.directory, schoolCode),
  ])
  if (entry === undefined || school === undefined) refuse('entry.not_found')
  const idNumber = await work.secrets.open('roster_entries.id_number', entry.id, entry.idNumberCipher)
  return {
    version: entry.version,
    checkedAt: entry.basicInfoCheckedAt === null ? null : new Date(entry.basicInfoCheckedAt).toISOString(),
    schoolContact: schoolContact(school),
    fields: shownBasicInfo(entry, idNumber, work.actor.claims),
  }
}

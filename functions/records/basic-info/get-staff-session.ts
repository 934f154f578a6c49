import { findSchool } from '../../../db/places.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import type { StaffSessionView } from './wire.ts'

/** Who of which school's staff is signed in. */
export async function getStaffSession(work: Work): Promise<StaffSessionView> {
  const actor = work.actor
  if (actor.kind !== 'staff') refuse('session.missing')
  const school = await findSchool(work.shards.directory, actor.schoolCode)
  if (school === undefined) refuse('session.missing')
  return {
    now: new Date(work.now).toISOString(),
    name: actor.name,
    college: actor.college,
    school: { code: school.code, name: school.schoolName },
  }
}

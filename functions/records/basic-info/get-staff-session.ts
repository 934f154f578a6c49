import { findSchool } from '../../../db/places.ts'
import { countHeldBeside } from '../../../db/staff.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import type { StaffSessionView } from './wire.ts'

/** Who of which school's staff is signed in. */
export async function getStaffSession(
  work: Work<StaffActor<'school' | 'college'>>,
): Promise<StaffSessionView> {
  const { accountId, name, scope } = work.actor
  const { directory } = work.shards
  const [school, grants] = await Promise.all([
    findSchool(directory, scope.schoolCode),
    countHeldBeside(directory, accountId),
  ])
  if (school === undefined) refuse('session.missing')
  return {
    now: new Date(work.now).toISOString(),
    name,
    grants,
    college: scope.level === 'college' ? scope.college : '',
    school: { code: school.code, name: school.schoolName },
  }
}

import { commit } from '../../../db/commit.ts'
import { addStaff } from '../../../db/people.ts'
import { findColleges } from '../../../db/staff.ts'
import { everywhere } from '../../../db/everywhere.ts'
import { refuse } from '../../platform/problem.ts'
import { newId } from '../../platform/secrets.ts'
import type { Work } from '../../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { accountFaults } from '#model/account.ts'
import { remarksOf } from '#model/wording.ts'
import { accountFaults as accountWords } from '#words/access/account-faults.ts'
import type { AccountInput } from './wire.ts'

/**
 * Adds an account of this school, for one college or for all of it. `login` is what the staff provider calls the person
 * (`sub`); whose it is already, if anybody's, is not told.
 * @throws Problem staff.malformed, staff.exists
 */
export async function addAccount(
  work: Work<StaffActor<'school'>>,
  account: AccountInput,
): Promise<{ id: string }> {
  const { schoolCode } = work.actor.scope
  const found = await everywhere(work.shards, (db) => findColleges(db, schoolCode))
  const colleges = found.flatMap((each) => each.colleges.map(({ name }) => name))
  const faults = accountFaults(account, colleges)
  if (faults.length > 0) refuse('staff.malformed', { fields: remarksOf(accountWords, faults) })
  const answer = { id: newId() }
  const done = await commit(work, work.shards.directory, {
    audit: {
      action: 'staff.added',
      subjectType: 'staff',
      subjectId: answer.id,
      schoolCode,
      detail: { college: account.college },
    },
    statements: {
      account: addStaff(work.shards.directory, {
        id: answer.id,
        schoolCode,
        college: account.college,
        issuer: work.config.staffProvider.issuer,
        subject: account.login,
        name: account.name,
        createdAt: work.now,
      }),
    },
    answer,
  })
  // a repeat of the same request gets its first answer from the route; any other taken login is somebody's
  if (!done.done) refuse('staff.exists')
  return answer
}

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

interface NewGrant extends AccountInput {
  schoolCode: string
  issuer: string
  /** the grant of whoever adds it; null: the level above */
  addedBy: string | null
}

/**
 * Adds a grant, for one college or for the whole school; what a member adds for the whole school opens nothing until a
 * second person confirms it. `login` is what the staff provider calls the person (`sub`); what else they hold elsewhere
 * makes no difference.
 * @throws Problem staff.malformed, staff.exists
 */
export async function addGrant(work: Work, grant: NewGrant): Promise<{ id: string; waits: boolean }> {
  const { schoolCode, college, issuer, login, name, addedBy } = grant
  const found = await everywhere(work.shards, (db) => findColleges(db, schoolCode))
  const colleges = found.flatMap((each) => each.colleges.map((known) => known.name))
  const faults = accountFaults(grant, colleges)
  if (faults.length > 0) refuse('staff.malformed', { fields: remarksOf(accountWords, faults) })
  const waits = college === '' && addedBy !== null
  const answer = { id: newId(), waits }
  const done = await commit(work, work.shards.directory, {
    audit: {
      action: 'staff.added',
      subjectType: 'staff',
      subjectId: answer.id,
      schoolCode,
      detail: { college },
    },
    statements: {
      account: addStaff(work.shards.directory, {
        id: answer.id,
        schoolCode,
        college,
        issuer,
        subject: login,
        name,
        createdAt: work.now,
        addedBy,
        confirmedAt: waits ? null : work.now,
      }),
    },
    answer,
  })
  // a repeat of the same request gets its first answer from the route
  if (!done.done) refuse('staff.exists')
  return answer
}

/** A member of the school adds one. @throws Problem staff.malformed, staff.exists */
export const addAccount = (work: Work<StaffActor<'school'>>, account: AccountInput) =>
  addGrant(work, {
    ...account,
    schoolCode: work.actor.scope.schoolCode,
    issuer: work.config.staffProvider.issuer,
    addedBy: work.actor.accountId,
  })

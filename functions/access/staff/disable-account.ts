import { commit, mustChange } from '../../../db/commit.ts'
import { disableStaff, enableStaff, findSettings } from '../../../db/staff.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { mayDisable } from '#model/account.ts'

/**
 * Disables an account of this school, which ends its sessions at their next request, or enables it again.
 * @throws Problem staff.not_found, staff.own_account, staff.last_one, state.changed
 */
export async function disableAccount(
  work: Work<StaffActor<'school'>>,
  id: string,
  disabled: boolean,
): Promise<{ id: string; disabled: boolean }> {
  const { accountId, scope } = work.actor
  const { schoolCode } = scope
  const { directory } = work.shards
  const settings = await findSettings(directory, schoolCode)
  const account = settings?.accounts.find((each) => each.id === id)
  if (settings === undefined || account === undefined) refuse('staff.not_found')
  // it opens nothing yet: it is confirmed, declined or taken back
  if (account.confirmedAt === null) refuse('state.changed')
  if (disabled) {
    const decided = mayDisable(account, settings.accounts, accountId)
    if (!decided.allowed) refuse(`staff.${decided.because}`)
  }
  const answer = { id, disabled }
  if (disabled === (account.disabledAt !== null)) return answer
  const done = await commit(work, directory, {
    audit: {
      action: disabled ? 'staff.disabled' : 'staff.enabled',
      subjectType: 'staff',
      subjectId: id,
      schoolCode,
    },
    statements: {
      account: mustChange(
        directory,
        disabled ? disableStaff(directory, schoolCode, id, work.now) : enableStaff(directory, schoolCode, id),
      ),
    },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

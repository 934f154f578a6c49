import { commit, mustChange } from '../../../db/commit.ts'
import { disableDepartment as disableRow, disableDepartmentAccount } from '../../../db/departments.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'

/**
 * Shuts a department out, with all its accounts and machines, or one account of it; or lets it in again. What is open
 * ends at its next request.
 * @param login of the account; undefined for the whole department
 * @throws Problem department.not_found
 */
export async function disableDepartment(
  work: Work,
  id: string,
  login: string | undefined,
  disabled: boolean,
): Promise<void> {
  const db = work.shards.directory
  const at = disabled ? work.now : null
  const verb = disabled ? 'disabled' : 'enabled'
  const done = await commit(work, db, {
    audit: {
      action: login === undefined ? `department.${verb}` : `department_account.${verb}`,
      subjectType: 'department',
      subjectId: id,
    },
    statements: {
      disabled: mustChange(
        db,
        login === undefined ? disableRow(db, id, at) : disableDepartmentAccount(db, id, login, at),
      ),
    },
  })
  if (!done.done) refuse('department.not_found')
}

import { commit, mustChange } from '../../../db/commit.ts'
import { addDepartmentAccount, listDepartments } from '../../../db/departments.ts'
import { refuse } from '../../platform/problem.ts'
import { newId } from '../../platform/secrets.ts'
import type { Work } from '../../platform/work.ts'
import { accountFaults, type NewAccount } from './decide-department.ts'
import { remarksOf } from '#model/wording.ts'
import { departmentAccountFaults } from '#words/access/operator-faults.ts'

/**
 * Adds somebody who verifies for a department.
 * @throws Problem department.malformed, department.not_found, department.exists
 */
export async function addAccount(work: Work, account: NewAccount): Promise<void> {
  const faults = accountFaults(account)
  if (faults.length > 0)
    refuse('department.malformed', { fields: remarksOf(departmentAccountFaults, faults) })
  const db = work.shards.directory
  const { departmentId, issuer, login, name } = account
  const id = newId()
  const done = await commit(work, db, {
    audit: {
      action: 'department_account.added',
      subjectType: 'department_account',
      subjectId: id,
      detail: { department: departmentId },
    },
    statements: {
      account: mustChange(
        db,
        addDepartmentAccount(db, {
          id,
          departmentId,
          issuer,
          subject: login,
          name: name.trim(),
          createdAt: work.now,
          disabledAt: null,
        }),
      ),
    },
  })
  if (done.done) return
  const { departments } = await listDepartments(db)
  const known = departments.some((each) => each.id === departmentId)
  refuse(known ? 'department.exists' : 'department.not_found')
}

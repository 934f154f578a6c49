import { commit } from '../../../db/commit.ts'
import { addDepartment as addDepartmentRow } from '../../../db/departments.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import { departmentFaults, type NewDepartment } from './decide-department.ts'
import { remarksOf } from '#model/wording.ts'
import { departmentFaults as departmentWords } from '#words/access/operator-faults.ts'

/** Lets a department in; it has no account yet. @throws Problem department.malformed, department.exists */
export async function addDepartment(work: Work, department: NewDepartment): Promise<void> {
  const faults = departmentFaults(department)
  if (faults.length > 0) refuse('department.malformed', { fields: remarksOf(departmentWords, faults) })
  const db = work.shards.directory
  const { id, archive, hukou, dailyBudget, accountBudget } = department
  const done = await commit(work, db, {
    audit: {
      action: 'department.added',
      subjectType: 'department',
      subjectId: id,
      detail: { archive, hukou, dailyBudget, accountBudget },
    },
    statements: {
      department: addDepartmentRow(db, {
        id,
        archive,
        hukou,
        dailyBudget,
        accountBudget,
        name: department.name.trim(),
        unitNames: JSON.stringify(department.unitNames.map((name) => name.trim())),
        createdAt: work.now,
      }),
    },
  })
  if (!done.done) refuse('department.exists')
}

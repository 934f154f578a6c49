import { commit, mustChange } from '../../../db/commit.ts'
import { changeBudgets } from '../../../db/departments.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import { budgetFaults } from './decide-department.ts'
import { remarksOf } from '#model/wording.ts'
import { budgetFaults as budgetWords } from '#words/access/operator-faults.ts'

/** Holds from the next look-up on. @throws Problem department.malformed, department.not_found */
export async function changeBudget(
  work: Work,
  id: string,
  budgets: { dailyBudget: number; accountBudget: number },
): Promise<void> {
  const faults = budgetFaults(budgets)
  if (faults.length > 0) refuse('department.malformed', { fields: remarksOf(budgetWords, faults) })
  const db = work.shards.directory
  const done = await commit(work, db, {
    audit: {
      action: 'department.budget_changed',
      subjectType: 'department',
      subjectId: id,
      detail: { ...budgets },
    },
    statements: { budgets: mustChange(db, changeBudgets(db, id, budgets)) },
  })
  if (!done.done) refuse('department.not_found')
}

// The exact budgets of a department and its accounts. They are kept in the directory, so that they are one whatever
// database a code lives in; with one database they are charged in the look-up's own batch.
import { mustChange } from '../../db/commit.ts'
import type { Statement } from '../../db/client.ts'
import { charge, countsUnder } from '../../db/department-lookups.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { DepartmentActor } from '#model/actors.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { budgetLeft, budgetsOf, budgetsReset } from '#model/budget.ts'
import { pairsWords } from '#words/department/department-files.ts'

/** @throws Problem department.other_kind for a kind that it does not handle */
export function deskOf<A extends DepartmentActor>({ actor }: Work<A>, kind: ReportKind): A {
  if (!actor.scope.department[kind]) refuse('department.other_kind')
  return actor
}

const keyed = (work: Work, { scope, accountId }: DepartmentActor) =>
  Promise.all(
    budgetsOf(scope.department, accountId, work.machineNow).map(async ({ about, most, windowEndsAt }) => ({
      about,
      most,
      windowEndsAt,
      key: await work.secrets.index('attempt', about),
    })),
  )

/** Undoes the batch they stand in where less is left. */
export async function chargeBudget(work: Work, actor: DepartmentActor, by: number): Promise<Statement[]> {
  const { directory } = work.shards
  return (await keyed(work, actor)).flatMap((budget) => mustChange(directory, charge(directory, budget, by)))
}

/** Look-ups left today, and when there are more. */
export async function findBudget(work: Work, actor: DepartmentActor) {
  const budgets = await keyed(work, actor)
  const used = await countsUnder(
    work.shards.directory,
    budgets.map(({ key }) => key),
  )
  return {
    left: budgetLeft(budgets, used),
    most: Math.min(...budgets.map(({ most }) => most)),
    resetsAt: new Date(budgetsReset(work.machineNow)).toISOString(),
  }
}

/** For a batch that was undone. @throws Problem department.budget_spent, or state.changed where that was not why */
export async function refuseSpent(work: Work, actor: DepartmentActor, needed: number): Promise<never> {
  const { left, resetsAt } = await findBudget(work, actor)
  if (left >= needed) refuse('state.changed')
  refuse('department.budget_spent', {
    detail: pairsWords.spent(left, needed),
    retryAfter: Math.ceil((Date.parse(resetsAt) - work.machineNow) / 1000),
  })
}

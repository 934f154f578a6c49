import { commit } from '../../db/commit.ts'
import { addBatch } from '../../db/departments.ts'
import { newId } from '../platform/secrets.ts'
import type { Work } from '../platform/work.ts'
import type { DepartmentPerson } from '#model/actors.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { chargeBudget, deskOf, refuseSpent } from './charge-budget.ts'
import type { BatchView } from './wire.ts'

/**
 * Charges the whole of a bulk look-up before its first part, so that it is never left half done for want of budget.
 * @throws Problem department.budget_spent with nothing charged
 */
export async function openBatch(
  work: Work<DepartmentPerson>,
  kind: ReportKind,
  pairs: number,
): Promise<BatchView> {
  const actor = deskOf(work, kind)
  const { accountId, scope } = actor
  const { directory } = work.shards
  const answer = { id: newId(), pairs }
  const done = await commit(work, directory, {
    audit: {
      action: 'batch.opened',
      subjectType: 'department',
      subjectId: scope.department.id,
      detail: { batch: answer.id, kind, pairs },
    },
    statements: {
      batch: addBatch(directory, {
        id: answer.id,
        departmentId: scope.department.id,
        accountId,
        kind,
        total: pairs,
        at: work.now,
      }),
      charges: await chargeBudget(work, actor, pairs),
    },
    answer,
  })
  return done.done ? answer : refuseSpent(work, actor, pairs)
}

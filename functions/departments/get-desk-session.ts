import { countAccountsBeside } from '../../db/departments.ts'
import { kindNames } from '#model/report/kinds.ts'
import type { Work } from '../platform/work.ts'
import type { DepartmentPerson } from '#model/actors.ts'
import { findBudget } from './charge-budget.ts'
import type { DeskSessionView } from './history-wire.ts'

/** Who of which department is signed in, and how many look-ups are left today. */
export async function getDeskSession(work: Work<DepartmentPerson>): Promise<DeskSessionView> {
  const { accountId, scope, name } = work.actor
  const { department } = scope
  const [grants, budget] = await Promise.all([
    countAccountsBeside(work.shards.directory, accountId),
    findBudget(work, work.actor),
  ])
  return {
    now: new Date(work.now).toISOString(),
    name,
    grants,
    department: {
      name: department.name,
      kinds: kindNames.filter((kind) => department[kind]),
      unitNames: [...department.unitNames],
    },
    budget,
  }
}

import { kindNames } from '#model/report/kinds.ts'
import type { Work } from '../platform/work.ts'
import { deskOf, findBudget } from './charge-budget.ts'
import type { DeskSessionView } from './history-wire.ts'

/** Who of which department is signed in, and how many look-ups are left today. */
export async function getDeskSession(work: Work): Promise<DeskSessionView> {
  const actor = deskOf(work)
  const { department, name } = actor
  return {
    now: new Date(work.now).toISOString(),
    name,
    department: {
      name: department.name,
      kinds: kindNames.filter((kind) => department[kind]),
      unitNames: [...department.unitNames],
    },
    budget: await findBudget(work, actor),
  }
}

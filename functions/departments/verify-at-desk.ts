// One look-up by a signed-in department or its machine: the public answer, a warning beside it, and a place in the
// department's budget and history.
import { commit } from '../../db/commit.ts'
import type { Work } from '../platform/work.ts'
import type { DepartmentActor } from '#model/actors.ts'
import { chargeBudget, deskOf, refuseSpent } from './charge-budget.ts'
import type { DeskAnswer, DeskQuestion } from './wire.ts'
import { openNote } from './note-lookups.ts'
import { otherUnit } from './decide-receiving-unit.ts'
import { verify } from '../verification/verify.ts'

/** @throws Problem department.other_kind, department.budget_spent with nothing looked up */
export async function verifyAtDesk(
  work: Work<DepartmentActor>,
  asked: DeskQuestion,
  via: 'desk' | 'api',
): Promise<DeskAnswer> {
  const actor = deskOf(work, asked.kind)
  const { department } = actor.scope
  const note = await openNote(work, actor, { batchId: null, kind: asked.kind, asked: [asked] })
  const charges = await chargeBudget(work, actor, 1)
  const undone = () => refuseSpent(work, actor, 1)
  const { directory } = work.shards
  const together = work.shards.all().every((db) => db === directory)
  if (!together) {
    const charged = await commit(work, directory, { audit: { none: 'counter' }, statements: { charges } })
    if (!charged.done) return undone()
  }
  const { answer } = await verify(
    work,
    { kind: asked.kind, name: asked.name, code: asked.code, via, address: '', department },
    {
      alongside: (db, receipt, sure) => ({
        ...note.statements(db, [receipt], sure),
        charges: together ? charges : [],
      }),
      done: (counts, failed) => note.watch(counts, failed ? 1 : 0),
      undone,
    },
  )
  const warning = answer.verdict === 'valid' ? otherUnit(answer.report, department.unitNames) : null
  return { answer, otherUnit: warning }
}

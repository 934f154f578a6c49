import { mustChange } from '../../db/commit.ts'
import { findBatch, takeOfBatch } from '../../db/departments.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { DepartmentActor, DepartmentPerson } from '#model/actors.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { chargeBudget, deskOf, refuseSpent } from './charge-budget.ts'
import { type BulkAnswer, bulkLimit, type Pair } from './wire.ts'
import { verifyPairs } from './verify-pairs.ts'

/** The next part of a batch that was opened, and charged, before. @throws Problem bulk.not_found */
export async function verifyPart(
  work: Work<DepartmentPerson>,
  key: string,
  batchId: string,
  rows: readonly Pair[],
): Promise<BulkAnswer> {
  const { actor } = work
  const { directory } = work.shards
  const { accountId } = actor
  const batch = (await findBatch(directory, batchId, accountId)) ?? refuse('bulk.not_found')
  return verifyPairs(work, actor, key, {
    kind: batch.kind,
    rows,
    batchId,
    guards: (pairs) =>
      Promise.resolve(mustChange(directory, takeOfBatch(directory, batchId, accountId, pairs))),
    undone: () => Promise.resolve().then(() => refuse('bulk.not_found')),
  })
}

/** A machine's whole bulk look-up in one request. @throws Problem bulk.too_many_rows, department.budget_spent */
export async function verifyBulk(
  work: Work<DepartmentActor>,
  key: string,
  kind: ReportKind,
  rows: readonly Pair[],
): Promise<BulkAnswer> {
  const actor = deskOf(work, kind)
  if (rows.length > bulkLimit) refuse('bulk.too_many_rows')
  // the same for a repeat
  const name = await work.secrets.index('idempotency', `batch\n${actor.accountId}\n${key}`)
  return verifyPairs(work, actor, key, {
    kind,
    rows,
    batchId: name.slice(0, 22),
    guards: (pairs) => chargeBudget(work, actor, pairs),
    undone: (pairs) => refuseSpent(work, actor, pairs),
  })
}

import { type AuditEntry, commit, mustChange } from '../../../db/commit.ts'
import type { Statement } from '../../../db/client.ts'
import { passToSchool } from '../../../db/registrations.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'

/**
 * At one level, what waits for colleges waits for the school at once. @param levels the statement that sets it, which
 * decides whether anything happens
 * @throws Problem state.changed
 */
export async function goToOneLevel(
  work: Work,
  schoolCode: string,
  change: { levels: Statement; audit: AuditEntry; answer: object },
): Promise<void> {
  const { directory } = work.shards
  const all = work.shards.all()
  const done = await commit(work, directory, {
    audit: change.audit,
    statements: {
      levels: mustChange(directory, change.levels),
      passed: all.filter((db) => db === directory).map((db) => passToSchool(db, schoolCode, work.now)),
    },
    answer: change.answer,
  })
  if (!done.done) refuse('state.changed')
  // registrations kept beside the directory went with it; the others follow
  for (const db of all.filter((each) => each !== directory))
    await commit(work, db, {
      audit: { none: 'tidying' },
      statements: { passed: passToSchool(db, schoolCode, work.now) },
    })
}

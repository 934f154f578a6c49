import { commit, mustChange } from '../../../db/commit.ts'
import { checkEntry, findEntry } from '../../../db/people.ts'
import { refuse } from '../../platform/problem.ts'
import { subjectOf } from '../../access/subject.ts'
import type { Work } from '../../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'

/**
 * 信息确认无误: checks the version that was shown, if it is still the current one. Checked information stays as it
 * is: the first check's time is the answer.
 */
export async function checkBasicInfo(
  work: Work<GraduateActor>,
  version: number,
): Promise<{ checkedAt: string }> {
  const { db, rosterEntryId, schoolCode } = subjectOf(work)
  const checked = async () => {
    const entry = await findEntry(db, rosterEntryId)
    if (entry === undefined) refuse('entry.not_found')
    if (entry.basicInfoCheckedAt !== null)
      return { checkedAt: new Date(entry.basicInfoCheckedAt).toISOString() }
    if (entry.version !== version) refuse('basic_info.changed')
    return undefined
  }
  const before = await checked()
  if (before !== undefined) return before
  const answer = { checkedAt: new Date(work.now).toISOString() }
  const done = await commit(work, db, {
    audit: {
      action: 'basic_info.checked',
      subjectType: 'roster_entry',
      subjectId: rosterEntryId,
      schoolCode,
      detail: { version },
    },
    statements: { checked: mustChange(db, checkEntry(db, rosterEntryId, version, work.now)) },
    answer,
  })
  if (done.done) return answer
  return (await checked()) ?? refuse('state.changed')
}

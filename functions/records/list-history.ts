import { findHistory } from '../../db/history.ts'
import { subjectOf } from '../platform/subject.ts'
import type { Work } from '../platform/work.ts'
import { historyOf, newest } from './history.rules.ts'
import { openRosterChanges } from './open-roster-changes.ts'
import type { HistoryView } from './wire.ts'

const PAGE = 200

/** 变更记录: who changed what, when, from what to what. @param before an instant; only what was earlier */
export async function listHistory(work: Work, before: string | undefined): Promise<HistoryView> {
  const { db, rosterEntryId } = subjectOf(work)
  const end = before === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(before)
  const found = await findHistory(db, rosterEntryId, end, PAGE + 1)
  const changes = await openRosterChanges(work, found.roster)
  const { page, next } = newest(
    historyOf({
      ...found,
      roster: found.roster.map(({ at }, index) => ({ at, changes: changes[index] ?? [] })),
    }).filter(({ at }) => at < end),
    PAGE,
  )
  return {
    items: page.map((item) => ({
      ...item,
      at: new Date(item.at).toISOString(),
      ...('reportedAt' in item ? { reportedAt: new Date(item.reportedAt).toISOString() } : {}),
    })) as HistoryView['items'],
    next: next === null ? null : new Date(next).toISOString(),
  }
}

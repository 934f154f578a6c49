import { findHistory } from '../../db/history.ts'
import { subjectOf } from '../access/subject.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { openRecord } from '../proof/record-contact.ts'
import { type HistoryEvent, historyOf, newest } from './decide-history.ts'
import { openRosterChanges } from './open-roster-changes.ts'
import type { HistoryItem, HistoryView } from './wire.ts'

const PAGE = 200

/** 变更记录: who changed what, when, from what to what. @param before an instant; only what was earlier */
export async function listHistory(
  work: Work<GraduateActor>,
  before: string | undefined,
): Promise<HistoryView> {
  const { db, rosterEntryId } = subjectOf(work)
  const end = before === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(before)
  const found = await findHistory(db, rosterEntryId, end, PAGE + 1)
  const [changes, versions] = await Promise.all([
    openRosterChanges(work, found.roster),
    Promise.all(found.versions.map((version) => openRecord(work, version))),
  ])
  const { page, next } = newest(
    historyOf({
      ...found,
      versions,
      roster: found.roster.map(({ at }, index) => ({ at, changes: changes[index] ?? [] })),
    }).filter(({ at }) => at < end),
    PAGE,
  )
  return {
    items: page.map(itemOf),
    next: next === null ? null : instant(next),
  }
}

const instant = (at: number) => new Date(at).toISOString()

const itemOf = (event: HistoryEvent): HistoryItem =>
  event.kind === 'record'
    ? { ...event, at: instant(event.at), reportedAt: instant(event.reportedAt) }
    : { ...event, at: instant(event.at) }

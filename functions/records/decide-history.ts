import type { RosterFieldChange } from '#model/roster/roster-changes.ts'
import { shownChanges, type RecordFieldChange, type ShownContent } from '#model/record/record-changes.ts'

interface RecordVersion extends ShownContent {
  id: string
  version: number
  origin: 'school_upload' | 'provincial_report' | 'registration' | 'change' | 'archive_change'
  reportedAt: number
  createdAt: number
  supersededAt: number | null
  endedBecause: 'replaced' | 'voided' | null
}

/** What the tables hold of one entry; versions newest first, the others in any order. */
export interface Happened {
  versions: readonly RecordVersion[]
  roster: readonly { at: number; changes: RosterFieldChange[] }[]
  confirmed: readonly { recordId: string; confirmedAt: number; endedAt: number | null }[]
  disputed: readonly {
    openedAt: number
    closedAt: number | null
    closedBecause: 'withdrawn' | 'corrected' | null
  }[]
}

export type HistoryEvent = { at: number } & (
  | {
      kind: 'record'
      version: number
      origin: RecordVersion['origin']
      reportedAt: number
      first: boolean
      changes: RecordFieldChange[]
    }
  | { kind: 'record_voided'; version: number }
  | { kind: 'roster'; changes: RosterFieldChange[] }
  | { kind: 'confirmed'; version: number }
  | { kind: 'confirmation_ended'; because: 'record' | 'roster' | 'dispute' }
  | { kind: 'dispute_opened' }
  | { kind: 'dispute_closed'; because: 'withdrawn' | 'corrected' }
)

/** Everything as one story, newest first; at one instant the cause stands before what it took with it. */
export function historyOf({ versions, roster, confirmed, disputed }: Happened): HistoryEvent[] {
  const recorded = versions.flatMap((version, index): HistoryEvent[] => {
    const before = versions[index + 1]
    const replaced = before?.endedBecause === 'voided' ? undefined : before
    return [
      {
        kind: 'record',
        at: version.createdAt,
        version: version.version,
        origin: version.origin,
        reportedAt: version.reportedAt,
        first: replaced === undefined,
        changes: shownChanges(replaced, version),
      },
      ...(version.endedBecause === 'voided' && version.supersededAt !== null
        ? [{ kind: 'record_voided' as const, at: version.supersededAt, version: version.version }]
        : []),
    ]
  })
  const endedBecause = (at: number) => {
    if (disputed.some(({ openedAt }) => openedAt === at)) return 'dispute'
    return versions.some(({ supersededAt }) => supersededAt === at) ? 'record' : 'roster'
  }
  // a confirmation moves along where only unprinted fields change: what was confirmed is what stood at that time
  const versionAt = (at: number, recordId: string) =>
    (versions.find(({ createdAt }) => createdAt <= at) ?? versions.find(({ id }) => id === recordId))
      ?.version ?? 1
  return [
    ...recorded,
    ...roster.map(({ at, changes }) => ({ kind: 'roster' as const, at, changes })),
    ...disputed.map(({ openedAt }) => ({ kind: 'dispute_opened' as const, at: openedAt })),
    ...confirmed.map(({ confirmedAt, recordId }) => ({
      kind: 'confirmed' as const,
      at: confirmedAt,
      version: versionAt(confirmedAt, recordId),
    })),
    ...disputed.flatMap(({ closedAt, closedBecause }): HistoryEvent[] =>
      closedAt === null || closedBecause === null
        ? []
        : [{ kind: 'dispute_closed', at: closedAt, because: closedBecause }],
    ),
    ...confirmed.flatMap(({ endedAt }): HistoryEvent[] =>
      endedAt === null ? [] : [{ kind: 'confirmation_ended', at: endedAt, because: endedBecause(endedAt) }],
    ),
  ].toSorted((one, other) => other.at - one.at)
}

/** The newest of them, cut between two instants so that the next page can begin before one. */
export function newest<T extends { at: number }>(
  items: readonly T[],
  limit: number,
): { page: T[]; next: number | null } {
  const over = items[limit]
  if (over === undefined) return { page: [...items], next: null }
  const page = items.filter(({ at }) => at > over.at)
  return { page, next: page.at(-1)?.at ?? null }
}

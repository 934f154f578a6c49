import { lastDayBefore } from '#model/calendar/caps.ts'
import type { Deadlines } from '#model/calendar/deadlines.ts'
import { daysThatCount } from '#model/progress/days-that-count.ts'
import { kindNames, type ReportKind } from '#model/report/kinds.ts'
import type { SessionView } from './basic-info/wire.ts'

/** A day of a graduate's own calendar: the last on which something can still be done. */
export interface OwnDate {
  /** a kind: its code ends. A 转递编号 is the school's to use, and no day of the graduate's. */
  about: ReportKind | Exclude<keyof Deadlines, 'transferEndsAt'>
  /** `2026-12-31` in Shanghai */
  day: string
}

/** Only what lies ahead and is this graduate's to do: the days that a calendar is worth being told of. */
export function ownDates({
  now,
  entry,
  progress,
}: Pick<SessionView, 'now' | 'entry' | 'progress'>): OwnDate[] {
  if (entry === null || progress === null) return []
  const ahead = (about: OwnDate['about'], endsAt: string | null): OwnDate[] =>
    endsAt !== null && endsAt > now ? [{ about, day: lastDayBefore(Date.parse(endsAt)) }] : []
  const codes = kindNames.filter((kind) => progress.codes[kind].state === 'active')
  return [
    ...codes.flatMap((kind) => ahead(kind, progress.codes[kind].validUntil)),
    ...daysThatCount(progress).flatMap((name) =>
      name === 'transferEndsAt' ? [] : ahead(name, entry.deadlines[name]),
    ),
  ]
}

import { lastDayBefore } from '#model/calendar/caps.ts'
import { kindNames, type ReportKind } from '#model/report/kinds.ts'
import type { SessionView } from './basic-info/wire.ts'

/** A day of a graduate's own calendar: the last on which something can still be done. */
export interface OwnDate {
  /** a kind: its code ends */
  about: ReportKind | 'register' | 'changes' | 'service'
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
  const { registerEndsAt, changesEndAt, serviceEndsAt } = entry.deadlines
  const { confirmation, elsewhere, codes } = progress
  const ends: [OwnDate['about'], string | null][] = [
    ...kindNames.map((kind): [ReportKind, string | null] => [
      kind,
      codes[kind].state === 'active' ? codes[kind].validUntil : null,
    ]),
    ['register', confirmation === 'unregistered' || confirmation === 'unconfirmed' ? registerEndsAt : null],
    ['changes', elsewhere === null && confirmation !== 'unregistered' ? changesEndAt : null],
    ['service', serviceEndsAt],
  ]
  return ends.flatMap(([about, endsAt]) =>
    endsAt !== null && endsAt > now ? [{ about, day: lastDayBefore(Date.parse(endsAt)) }] : [],
  )
}

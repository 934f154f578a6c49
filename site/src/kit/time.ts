import { dayOf } from '#model/calendar/caps.ts'
import { calendar } from '#words/calendar.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** `2026年07月08日`, in Shanghai. */
export const chineseDay = (iso: string): string => {
  const [year = '', month = '', day = ''] = dayOf(Date.parse(iso)).split('-')
  return calendar.day(year, month, day)
}

/** The last day before an exclusive end, as people read it. */
export const chineseLastDay = (endsAt: string): string =>
  chineseDay(new Date(Date.parse(endsAt) - 1).toISOString())

interface Left {
  unit: keyof typeof calendar.left
  count: number
}

/** How long is left, in the largest unit that is at least one. */
export function left(until: string, now: string): Left & { says: string } {
  const { unit, count } = inUnits(until, now)
  return { unit, count, says: calendar.left[unit](count) }
}

function inUnits(until: string, now: string): Left {
  const milliseconds = Math.max(0, Date.parse(until) - Date.parse(now))
  if (milliseconds >= DAY) return { unit: 'days', count: Math.floor(milliseconds / DAY) }
  if (milliseconds >= HOUR) return { unit: 'hours', count: Math.floor(milliseconds / HOUR) }
  return { unit: 'minutes', count: Math.ceil(milliseconds / MINUTE) }
}

/** `9:05` */
export const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

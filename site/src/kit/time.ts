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

/** How long is left, in the largest unit that is at least one. */
export function left(until: string, now: string): { unit: 'days' | 'hours' | 'minutes'; count: number } {
  const milliseconds = Math.max(0, Date.parse(until) - Date.parse(now))
  if (milliseconds >= DAY) return { unit: 'days', count: Math.floor(milliseconds / DAY) }
  if (milliseconds >= HOUR) return { unit: 'hours', count: Math.floor(milliseconds / HOUR) }
  return { unit: 'minutes', count: Math.ceil(milliseconds / MINUTE) }
}

/** `9:05` */
export const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

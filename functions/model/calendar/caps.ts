// When service ends. Asia/Shanghai has kept UTC+8 without summer time since 1991, so an instant there is arithmetic
// and the machine's own time zone never enters. All instants are exclusive UTC milliseconds.
import { parseMonth } from './months.ts'

const SHANGHAI = 8 * 3_600_000
const DAY = 86_400_000

const monthOf = (graduationMonth: string) => {
  const parsed = parseMonth(graduationMonth)
  if (parsed === undefined) throw new RangeError('not a month: YYYYMM expected')
  return parsed
}

/** End of verification service: the end of (graduation month + 6), 23:59:59 in Shanghai (guide, note 2). */
export function serviceEndsAt(graduationMonth: string): number {
  const { year, month } = monthOf(graduationMonth)
  // Date.UTC counts months from 0: month + 6 is the first day after (month + 6)
  return Date.UTC(year, month + 6, 1) - SHANGHAI
}

/** End of a transfer code: 31 March of the calendar year after graduation (guide, third notice). */
export const transferEndsAt = (graduationMonth: string): number =>
  Date.UTC(monthOf(graduationMonth).year + 1, 3, 1) - SHANGHAI

/** The Shanghai day an instant falls on, `2026-12-31`. */
export const dayOf = (instant: number): string => new Date(instant + SHANGHAI).toISOString().slice(0, 10)

/** The last day before an exclusive end. */
export const lastDayBefore = (endsAt: number): string => dayOf(endsAt - 1)

/** The exclusive end of a Shanghai day, or undefined where the text is not a day of the calendar. */
export function endOfDay(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const start = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== day) return undefined
  return start - SHANGHAI + DAY
}

/** An instant as cards and reports print it: `2026-12-31 23:59:59` in Shanghai. */
export const showInstant = (instant: number): string =>
  new Date(instant + SHANGHAI).toISOString().slice(0, 19).replace('T', ' ')

/** An exclusive end as its last second. */
export const showEnd = (endsAt: number): string => showInstant(endsAt - 1000)

export type Validity =
  | { allowed: true; validUntil: number; cut: boolean }
  | { allowed: false; because: 'service_ended' | 'not_a_day' | 'day_past' }

/** How long a chosen last day makes a code valid: from today to the cap; a later day is cut to it (decision 4). */
export function validityOf(lastDay: string, graduationMonth: string, now: number): Validity {
  const cap = serviceEndsAt(graduationMonth)
  if (now >= cap) return { allowed: false, because: 'service_ended' }
  const end = endOfDay(lastDay)
  if (end === undefined) return { allowed: false, because: 'not_a_day' }
  if (end <= now) return { allowed: false, because: 'day_past' }
  return { allowed: true, validUntil: Math.min(end, cap), cut: end > cap }
}

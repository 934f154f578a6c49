import { serviceEndsAt, transferEndsAt } from './caps.ts'
import { parseMonth } from './months.ts'

const SHANGHAI = 8 * 3_600_000

/** Register and confirm before leaving school: the end of the graduation month. Exclusive. */
export function registerEndsAt(graduationMonth: string): number {
  const parsed = parseMonth(graduationMonth)
  if (parsed === undefined) throw new RangeError('not a month: YYYYMM expected')
  return Date.UTC(parsed.year, parsed.month, 1) - SHANGHAI
}

/** Changes of what is registered: until 31 August of the cohort's year; afterwards only through the school. Exclusive. */
export const changesEndAt = (cohort: number): number => Date.UTC(cohort, 8, 1) - SHANGHAI

export interface Deadlines {
  registerEndsAt: number
  changesEndAt: number
  /** 核验编号: end of graduation month + 6 */
  serviceEndsAt: number
  /** 转递编号: 31 March of the year after graduation */
  transferEndsAt: number
}

/** The four days of an entry, as exclusive UTC instants. */
export const deadlinesOf = (entry: { cohort: number; graduationMonth: string }): Deadlines => ({
  registerEndsAt: registerEndsAt(entry.graduationMonth),
  changesEndAt: changesEndAt(entry.cohort),
  serviceEndsAt: serviceEndsAt(entry.graduationMonth),
  transferEndsAt: transferEndsAt(entry.graduationMonth),
})

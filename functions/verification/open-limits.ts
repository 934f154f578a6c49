// The counters of one look-up under their keyed hashes, and what is said where one of them is closed.
import type { Closing, Counter } from '../../db/verification.ts'
import type { Work } from '../platform/work.ts'
import { type Asked, closing, type CounterName, countersOf, limits } from './decide-limits.ts'
import type { LimitedAnswer } from './wire.ts'

export interface Limits {
  counters: Counter[]
  closings: Closing[]
  /** the counter of a school's cohort */
  prefix: string | undefined
}

export async function openLimits(work: Work, asked: Asked): Promise<Limits> {
  const counters = await Promise.all(
    countersOf(asked, work.machineNow).map(async ({ name, about, windowEndsAt }) => ({
      name,
      windowEndsAt,
      key: await work.secrets.index('attempt', about),
    })),
  )
  const under = (wanted: CounterName | undefined) => {
    const counter = counters.find(({ name }) => name === wanted)
    return counter === undefined ? undefined : { ...counter, most: limits[counter.name].most }
  }
  const closings = closing.flatMap((each): Closing[] => {
    const counter = under(each.name)
    if (counter === undefined) return []
    return [{ ...counter, above: under('above' in each ? each.above : undefined) }]
  })
  return { counters, closings, prefix: under('prefixDay')?.key }
}

/** Nothing was looked up, whatever was asked: counters alone decided (decision 28). */
export interface Limited {
  answer: LimitedAnswer
  /** seconds */
  retryAfter: number
}

export const isLimited = (found: object): found is Limited => 'retryAfter' in found

/** @param rows what `closedUntil` gave */
export function limitedBy(work: Work, rows: readonly { until: number }[]): Limited | undefined {
  const until = rows[0]?.until ?? 0
  if (until === 0) return undefined
  const wait = until - work.machineNow
  // limits run on machine time, and the answer speaks the rules' (decision 24)
  const retryAt = new Date(work.now + wait).toISOString()
  return { answer: { verdict: 'limited', retryAt }, retryAfter: Math.ceil(wait / 1000) }
}

// Alarms in the log, with neither name, address nor code.
import { log } from '../platform/log.ts'
import type { Work } from '../platform/work.ts'
import { isPrefixAlarm, type Seen, tally } from './decide-limits.ts'

/** @param failures of this place, where one was counted now */
export function watchPrefix(work: Work, place: { schoolCode: string; cohort: number }, failures: number) {
  if (isPrefixAlarm(failures))
    alarm(work, 'prefix_under_attack', { failures }, { school: place.schoolCode, cohort: place.cohort })
}

/** Of this process only: an alarm needs no exact count, and a row for it would be written by every look-up. */
let seen: Seen = { since: 0, lookups: 0, failures: 0 }

export function watchRatio(work: Work, failed: boolean) {
  const next = tally(seen, failed, work.machineNow)
  seen = next.seen
  if (next.alarm) alarm(work, 'failure_ratio', { failures: seen.failures, lookups: seen.lookups })
}

export const alarm = (
  work: Work,
  name: string,
  counts: Record<string, number>,
  where: { school?: string; cohort?: number; report?: string } = {},
) =>
  log({
    event: 'alarm',
    alarm: name,
    at: new Date(work.machineNow).toISOString(),
    requestId: work.requestId,
    ...where,
    counts,
  })

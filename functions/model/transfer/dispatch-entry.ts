import type { Plain } from '../wording.ts'
import { dayOf, endOfDay } from '../calendar/caps.ts'

/** 转递方式: 机要, EMS, or somebody whom the receiving unit sends. */
export type Method = 'confidential' | 'ems' | 'courier'

export interface DispatchEntry {
  method: Method
  trackingNumber: string
  /** YYYY-MM-DD in Shanghai */
  sentOn: string
}

/** A 邮寄单号 as typed or pasted → as kept: half width, upper case, no spaces, one kind of hyphen. */
export const foldTrackingNumber = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replaceAll(/\s/gu, '')
    .replaceAll(/[\p{Pd}\u2212]/gu, '-')
    .toUpperCase()

/** The first day a cohort's files can have left: graduation from September on belongs to the next cohort (decision 5). */
export const firstDayOf = (cohort: number): string => `${cohort - 1}-09-01`

export type EntryReason =
  | Plain<'tracking_number.missing' | 'tracking_number.malformed' | 'sent_on.malformed' | 'sent_on.future'>
  | { because: 'sent_on.too_early'; cohort: number; first: string }

/** What is wrong with a folded 邮寄单号, or undefined. A unit's own courier has none, or one of the unit's. */
export function trackingNumberFault(
  entry: Pick<DispatchEntry, 'method' | 'trackingNumber'>,
): EntryReason | undefined {
  if (entry.trackingNumber === '')
    return entry.method === 'courier' ? undefined : { because: 'tracking_number.missing' }
  return /^[A-Z0-9][A-Z0-9-]{4,29}$/.test(entry.trackingNumber)
    ? undefined
    : { because: 'tracking_number.malformed' }
}

/** What is wrong with a 寄出日期, or undefined. Without a cohort nothing is said of how early it may be. */
export function sentOnFault(sentOn: string, now: number, cohort?: number): EntryReason | undefined {
  if (endOfDay(sentOn) === undefined) return { because: 'sent_on.malformed' }
  if (sentOn > dayOf(now)) return { because: 'sent_on.future' }
  if (cohort !== undefined && sentOn < firstDayOf(cohort))
    return { because: 'sent_on.too_early', cohort, first: firstDayOf(cohort) }
  return undefined
}

export type EntryFault = EntryReason & { field: 'trackingNumber' | 'sentOn' }

/** Everything that is wrong with a folded entry; empty where nothing is. */
export function entryFaults(entry: DispatchEntry, now: number, cohort: number): EntryFault[] {
  const trackingNumber = trackingNumberFault(entry)
  const sentOn = sentOnFault(entry.sentOn, now, cohort)
  return [
    ...(trackingNumber === undefined ? [] : [{ field: 'trackingNumber' as const, ...trackingNumber }]),
    ...(sentOn === undefined ? [] : [{ field: 'sentOn' as const, ...sentOn }]),
  ]
}

import { serviceEndsAt } from '../calendar/caps.ts'
import { type HukouAbsence, hukouAbsenceOf } from '../record/hukou.ts'
import { kinds, type ReportKind } from '../report/kinds.ts'

export const closedReasons = [
  'on_hold',
  'unconfirmed',
  'not_registered',
  'hukou_not_registered',
  'hukou_never_moved_in',
  'hukou_not_reported_by_province',
  'service_ended',
] as const
export type ClosedBecause = (typeof closedReasons)[number]

/** What decides whether a card can be used (decision 1, 2). */
export interface CardFacts {
  /** the school holds the entry back for now */
  onHold: boolean
  graduationMonth: string
  hukouMovedIn: boolean | null
  hukouReported: boolean
  record: { archiveTransferType: string; hukouMigrationType: string } | undefined
  /** the current version is confirmed and no dispute is open */
  confirmed: boolean
}

const hukouClosed: Record<HukouAbsence, ClosedBecause> = {
  not_registered: 'hukou_not_registered',
  never_moved_in: 'hukou_never_moved_in',
  not_reported_by_province: 'hukou_not_reported_by_province',
}

/** Why no new authorization of this kind can be given, or null. Reasons nobody can mend come first. */
export function closedBecause(kind: ReportKind, facts: CardFacts, now: number): ClosedBecause | null {
  if (now >= serviceEndsAt(facts.graduationMonth)) return 'service_ended'
  if (facts.onHold) return 'on_hold'
  if (facts.record === undefined) return 'not_registered'
  if (kinds[kind].needs === 'hukou') {
    const absence = hukouAbsenceOf({ ...facts, hukouMigrationType: facts.record.hukouMigrationType })
    if (absence !== null) return hukouClosed[absence]
  }
  return facts.confirmed ? null : 'unconfirmed'
}

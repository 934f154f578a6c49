import type { ReasonOf, SupersededBecause } from '#model/reasons.ts'
import { kinds, type ReportKind } from '#model/report/kinds.ts'
import { endsSoon } from '#model/verdict/ending.ts'
import { lastDayBefore, serviceEndsAt } from '#model/calendar/caps.ts'
import { type HukouAbsence, hukouAbsenceOf } from '#model/record/hukou.ts'
import { type CardState, type CodeTimes, cardStateOf } from '#model/verdict/verdict.ts'

export type ClosedBecause =
  | 'on_hold'
  | 'unconfirmed'
  | 'not_registered'
  | 'hukou_not_registered'
  | 'hukou_never_moved_in'
  | 'hukou_not_reported_by_province'
  | 'service_ended'

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

export interface CardCode extends CodeTimes {
  authorizationId: string
  reportId: string
  code: string
  endedBecause: ReasonOf<'revoked'> | null
  supersededBecause: SupersededBecause | null
}

export interface Card {
  kind: ReportKind
  state: CardState
  open: boolean
  closedBecause: ClosedBecause | null
  code: string | null
  validUntil: string | null
  lastDay: string | null
  authorizationId: string | null
  reportPath: string | null
  supersededBecause: SupersededBecause | null
  hasArchiveBlock: boolean
  lookups: number
  /** live, and in its last days */
  endsSoon: boolean
}

/** A card as the graduate sees it. @param code the newest of its kind */
export function cardOf(
  kind: ReportKind,
  facts: CardFacts,
  code: CardCode | undefined,
  lookups: number,
  now: number,
): Card {
  const closed = closedBecause(kind, facts, now)
  const state = cardStateOf(code, serviceEndsAt(facts.graduationMonth), now)
  return {
    kind,
    state,
    open: closed === null,
    closedBecause: closed,
    code: code?.code ?? null,
    validUntil: code === undefined ? null : new Date(code.validUntil).toISOString(),
    lastDay: code === undefined ? null : lastDayBefore(code.validUntil),
    authorizationId: code?.authorizationId ?? null,
    reportPath: code === undefined ? null : `/reports/${code.reportId}`,
    supersededBecause: code?.supersededBecause ?? null,
    hasArchiveBlock: facts.record !== undefined && facts.record.archiveTransferType !== '',
    lookups,
    endsSoon: code !== undefined && endsSoon({ state, validUntil: code.validUntil }, now),
  }
}

import type { Reason } from '#model/reasons.ts'
import type { CardFacts, ClosedBecause } from '#model/authorization/closed.ts'
import { codeStandingOf, type NewestCode } from '#model/authorization/code-standing.ts'
import { resumableUntil } from '#model/authorization/resume.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { endsSoon } from '#model/verdict/ending.ts'
import { lastDayBefore } from '#model/calendar/caps.ts'
import type { CardState } from '#model/verdict/verdict.ts'

/** What a card is decided on: the facts, whose session looks, and the confirmation that lives. */
export type SeenFacts = CardFacts & { sessionHash: string; confirmationId: string | undefined }

export interface CardCode extends NewestCode {
  authorizationId: string
  reportId: string
  confirmationId: string
  code: string
  endedBySession: string | null
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
  /** why its code is dead */
  because: Reason | null
  hasArchiveBlock: boolean
  lookups: number
  /** live, and in its last days */
  endsSoon: boolean
  /** ended a moment ago in this session: until when that can be taken back, exclusive */
  resumableUntil: string | null
}

/** A card as the graduate sees it. @param code the newest of its kind */
export function cardOf(
  kind: ReportKind,
  facts: SeenFacts,
  code: CardCode | undefined,
  lookups: number,
  now: number,
): Card {
  const { state, because, closed } = codeStandingOf(kind, facts, code, now)
  const rests = facts.confirmed && !facts.onHold && code?.confirmationId === facts.confirmationId
  const resumable = code && resumableUntil(code, { sessionHash: facts.sessionHash, rests }, now)
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
    because,
    hasArchiveBlock: facts.record !== undefined && facts.record.archiveTransferType !== '',
    lookups,
    resumableUntil: resumable === undefined ? null : new Date(resumable).toISOString(),
    endsSoon: code !== undefined && endsSoon({ state, validUntil: code.validUntil }, now),
  }
}

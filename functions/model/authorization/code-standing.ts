import { serviceEndsAt } from '../calendar/caps.ts'
import type { Reason } from '../reasons.ts'
import type { ReportKind } from '../report/kinds.ts'
import {
  type CardState,
  cardStateOf,
  type CodeReasons,
  type CodeTimes,
  deadBecause,
} from '../verdict/verdict.ts'
import { type CardFacts, type ClosedBecause, closedBecause } from './closed.ts'

export type NewestCode = CodeTimes & Omit<CodeReasons, 'capAt'>

/** Where the newest code of a kind stands, and whether another can be given. */
export interface CodeStanding {
  state: CardState
  /** why it is dead */
  because: Reason | null
  /** why no new one can be given */
  closed: ClosedBecause | null
}

/** @param code undefined where there was none */
export function codeStandingOf(
  kind: ReportKind,
  facts: CardFacts,
  code: NewestCode | undefined,
  now: number,
): CodeStanding {
  const capAt = serviceEndsAt(facts.graduationMonth)
  const registered = facts.record !== undefined
  return {
    state: cardStateOf(code, capAt, now),
    because: (code && deadBecause({ ...code, capAt }, registered, now)) ?? null,
    closed: closedBecause(kind, facts, now),
  }
}

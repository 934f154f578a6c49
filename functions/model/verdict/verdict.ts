import {
  type DeadVerdict,
  type Reason,
  type ReasonOf,
  type SupersededBecause,
  tellsFields,
} from '../reasons.ts'

/** `unverifiable`: what is kept did not pass its seals, so neither it nor its state is told (proof/row-seals.ts) */
export const verdicts = [
  'valid',
  'expired',
  'revoked',
  'superseded',
  'unverifiable',
  'unknown',
] as const satisfies ('valid' | DeadVerdict | 'unverifiable' | 'unknown')[]
export type Verdict = (typeof verdicts)[number]

/** What decides whether a code is good at an instant; milliseconds, `validUntil` exclusive. */
export interface CodeTimes {
  validUntil: number
  endedAt: number | null
  supersededAt: number | null
}

/**
 * The verdict at an instant, for an asker who gave the right name. Decided here at every read: a late schedule makes
 * nothing valid. Ended by the graduate comes first, then changed since, then expired.
 */
export function verdictOf(code: CodeTimes, at: number): 'valid' | DeadVerdict {
  if (code.endedAt !== null && code.endedAt <= at) return 'revoked'
  if (code.supersededAt !== null && code.supersededAt <= at) return 'superseded'
  if (code.validUntil <= at) return 'expired'
  return 'valid'
}

/** What a look-up was told, as its ledger has it. */
export function toldOf(
  lookup: CodeTimes & { answered: boolean; withheldAt: number | null; at: number },
): Verdict {
  if (!lookup.answered) return 'unknown'
  return lookup.withheldAt === null ? verdictOf(lookup, lookup.at) : 'unverifiable'
}

export interface CodeReasons {
  /** exclusive end of the service for this graduation month; `validUntil` is never after it */
  capAt: number
  endedBecause: ReasonOf<'revoked'> | null
  supersededBecause: SupersededBecause | null
}

export type ReasonedVerdict =
  | { verdict: 'valid' }
  | { verdict: 'expired'; because: ReasonOf<'expired'> }
  | { verdict: 'revoked'; because: ReasonOf<'revoked'> }
  | { verdict: 'superseded'; because: SupersededBecause }

/** The verdict on a 核验编号, and why it is dead: the only place that decides it. */
export function reasonedVerdictOf(code: CodeTimes & CodeReasons, at: number): ReasonedVerdict {
  const verdict = verdictOf(code, at)
  switch (verdict) {
    case 'valid':
      return { verdict }
    case 'expired':
      return { verdict, because: code.validUntil < code.capAt ? 'chosen_day' : 'cap' }
    case 'revoked':
      return { verdict, because: code.endedBecause ?? 'graduate' }
    case 'superseded':
      return { verdict, because: code.supersededBecause ?? 'record' }
  }
}

/**
 * Why a code is dead, for its owner; undefined while it lives. The end of the service comes before every other reason:
 * nothing can be mended after it.
 * @param registered a record stands today
 */
export function deadBecause(
  code: CodeTimes & CodeReasons,
  registered: boolean,
  now: number,
): Reason | undefined {
  if (now >= code.capAt) return 'cap'
  const reasoned = reasonedVerdictOf(code, now)
  if (reasoned.verdict === 'valid') return undefined
  return tellsFields(reasoned.because) && !registered ? 'voided' : reasoned.because
}

/** State of an authorization card (glossary: 未确认 生效中 已过期 已停止 已失效 服务已截止). */
export const cardStates = ['unset', 'active', 'expired', 'ended', 'superseded', 'service_ended'] as const
export type CardState = (typeof cardStates)[number]

/** @param code the newest code of the card's kind, undefined where there was none */
export function cardStateOf(
  code: (CodeTimes & { endedBecause: ReasonOf<'revoked'> | null }) | undefined,
  capAt: number,
  now: number,
): CardState {
  if (now >= capAt) return 'service_ended'
  if (code === undefined) return 'unset'
  switch (verdictOf(code, now)) {
    case 'valid':
      return 'active'
    case 'expired':
      return 'expired'
    case 'revoked':
      return code.endedBecause === 'frozen' ? 'superseded' : 'ended'
    case 'superseded':
      return 'superseded'
  }
}

import type { CardState } from './verdict.ts'

/** A live code is said to end soon in its last three days, and reminded of once then. */
export const REMIND_BEFORE = 3 * 86_400_000

/** Whoever sets a day this near knows it: the code counts as reminded of at once. */
export const remindedFrom = (validUntil: number, now: number): number | null =>
  validUntil - now <= REMIND_BEFORE ? now : null

export const endsSoon = (card: { state: CardState; validUntil: number }, now: number): boolean =>
  card.state === 'active' && card.validUntil - now <= REMIND_BEFORE

// When a graduate is reminded that a live code ends.
import { REMIND_BEFORE } from '#model/verdict/ending.ts'

/** Codes that end by this instant are reminded of now. */
export const remindUntil = (now: number): number => now + REMIND_BEFORE

const MINUTE = 60_000
const TRIES = 5

/** When a message that did not get through is tried again: after 10, 20, 40, 80 minutes; undefined after the fifth try. */
export const nextTryAt = (triesBefore: number, machineNow: number): number | undefined =>
  triesBefore + 1 >= TRIES ? undefined : machineNow + 10 * MINUTE * 2 ** triesBefore

import { type SessionKind, sessionRules } from './roles.ts'

/** Last-seen is written at most this often, so that reading a page seldom writes; milliseconds. */
export const touchEvery = 60_000

export const isIdle = (session: { kind: SessionKind; lastSeenAt: number }, machineNow: number): boolean =>
  machineNow - session.lastSeenAt >= sessionRules[session.kind].idle

/** How long a person has to come back from the provider, and how long a passed step-up opens the cards; milliseconds. */
export const awayFor = 600_000

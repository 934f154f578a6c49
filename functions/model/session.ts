const MINUTE = 60_000

export type SessionKind = 'graduate' | 'staff' | 'department'

/** Idle and absolute ends of a session, milliseconds of machine time (`security.md`, rules for every route). */
export const sessionLimits = {
  graduate: { idle: 30 * MINUTE, absolute: 480 * MINUTE },
  staff: { idle: 15 * MINUTE, absolute: 480 * MINUTE },
  department: { idle: 15 * MINUTE, absolute: 480 * MINUTE },
} as const satisfies Record<SessionKind, { idle: number; absolute: number }>

/** Last-seen is written at most this often, so that reading a page seldom writes. */
export const touchEvery = MINUTE

export const isIdle = (session: { kind: SessionKind; lastSeenAt: number }, machineNow: number): boolean =>
  machineNow - session.lastSeenAt >= sessionLimits[session.kind].idle

/** How long a person has to come back from the provider, and how long a passed step-up opens the cards; milliseconds. */
export const awayFor = 600_000

const MINUTE = 60_000

/** Idle and absolute ends of a session, milliseconds of machine time (`security.md`, rules for every route). */
export const sessionLimits = {
  graduate: { idle: 30 * MINUTE, absolute: 480 * MINUTE },
  staff: { idle: 15 * MINUTE, absolute: 480 * MINUTE },
} as const

/** Last-seen is written at most this often, so that reading a page seldom writes. */
export const touchEvery = MINUTE

export const isIdle = (
  session: { kind: 'graduate' | 'staff'; lastSeenAt: number },
  machineNow: number,
): boolean => machineNow - session.lastSeenAt >= sessionLimits[session.kind].idle

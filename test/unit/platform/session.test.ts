import { describe, expect, it } from 'vitest'
import { isIdle, touchEvery } from '#model/session.ts'
import { type SessionKind, sessionRules } from '#model/roles.ts'

const MINUTE = 60_000

describe.each<[SessionKind, number, number]>([
  ['graduate', 30, 480],
  ['staff', 15, 480],
  ['department', 15, 480],
])('a session of a %s', (kind, idle, absolute) => {
  it(`ends after ${idle} minutes without a request and ${absolute / 60} hours in all`, () => {
    expect(sessionRules[kind]).toMatchObject({ idle: idle * MINUTE, absolute: absolute * MINUTE })
  })

  it.each([0, 1, 1_700_000_000_000, 4_000_000_000_000])(
    'is idle to the millisecond, last seen at %d',
    (lastSeenAt) => {
      const isIdleAfter = (milliseconds: number) => isIdle({ kind, lastSeenAt }, lastSeenAt + milliseconds)
      expect([0, 1, idle * MINUTE - 1, idle * MINUTE, idle * MINUTE + 1].map(isIdleAfter)).toEqual([
        false,
        false,
        false,
        true,
        true,
      ])
    },
  )

  it('is not idle by a clock that went back', () => {
    expect(isIdle({ kind, lastSeenAt: 10 * MINUTE }, 0)).toBe(false)
  })

  it('is not found idle although it is used, because its last use is written seldom', () => {
    expect(touchEvery).toBe(MINUTE)
    expect(touchEvery).toBeLessThan(sessionRules[kind].idle / 2)
    expect(sessionRules[kind].idle).toBeLessThan(sessionRules[kind].absolute)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Seen, tally } from '../../../functions/verification/decide-limits.ts'

const TEN_MINUTES = 600_000
const since = 5_000_000
/** The next look-up fails, a second after those that were seen. */
const failsAfter = (lookups: number, failures: number) =>
  tally({ since, lookups, failures }, true, since + 1000)

describe('an alarm of the failure ratio', () => {
  it.each([
    ['just over half', 38, 19, true],
    ['exactly half', 39, 19, false],
    ['just under half', 40, 19, false],
    ['all', 19, 19, true],
    ['just over half of many', 78, 39, true],
    ['exactly half of many', 79, 39, false],
    ['most, between two twentieth failures', 20, 20, false],
    ['most, before the twentieth failure', 18, 18, false],
  ])(
    'when %s have failed: after %d look-ups with %d failures, one more: %s',
    (_, lookups, failures, alarm) => {
      const next = failsAfter(lookups, failures)
      expect(next).toEqual({ seen: { since, lookups: lookups + 1, failures: failures + 1 }, alarm })
    },
  )

  it('is never raised by a look-up that was answered', () => {
    expect(tally({ since, lookups: 20, failures: 20 }, false, since + 1)).toEqual({
      seen: { since, lookups: 21, failures: 20 },
      alarm: false,
    })
  })

  it('never stands for half or fewer, and always for more at each twentieth failure', () => {
    const some = fc.record({ lookups: fc.nat(2000), share: fc.double({ min: 0, max: 1, noNaN: true }) })
    fc.assert(
      fc.property(some, ({ lookups, share }) => {
        const failures = Math.floor(lookups * share)
        const { seen, alarm } = failsAfter(lookups, failures)
        expect(alarm).toBe(seen.failures % 20 === 0 && seen.failures / seen.lookups > 0.5)
      }),
    )
  })
})

it.each<[string, number, Seen]>([
  [
    'goes on in the last millisecond of its ten minutes',
    TEN_MINUTES - 1,
    { since, lookups: 31, failures: 20 },
  ],
  ['begins anew after ten minutes', TEN_MINUTES, { since: since + TEN_MINUTES, lookups: 1, failures: 1 }],
  ['begins anew by a clock that went back', -1, { since: since - 1, lookups: 1, failures: 1 }],
])('a tally %s', (_, later, seen) => {
  expect(tally({ since, lookups: 30, failures: 19 }, true, since + later).seen).toEqual(seen)
})

import { expect, it } from 'vitest'
import {
  type CounterName,
  countersOf,
  isPrefixAlarm,
  limits,
  type Seen,
  tally,
} from '../../../functions/verification/decide-limits.ts'

const asked = { name: '陈诚', schoolCode: '10001', cohort: 2026, address: 'a' }
const keyOf = (name: CounterName, at: number, other: Partial<typeof asked> = {}) =>
  countersOf({ ...asked, ...other }, at).find((counter) => counter.name === name)?.about

it.each([
  ['nameHour', 5, 3_600_000],
  ['nameDay', 20, 86_400_000],
  ['addressTenMinutes', 10, 600_000],
  ['addressDay', 50, 86_400_000],
  ['prefixDay', 500, 86_400_000],
  ['addressPrefixHour', 3, 3_600_000],
] as const)('%s allows %d in %d ms and begins anew at each window', (name, most, window) => {
  expect(limits[name]).toEqual({ most, window })
  const start = 1000 * window
  expect(keyOf(name, start)).toBe(keyOf(name, start + window - 1))
  expect(keyOf(name, start)).not.toBe(keyOf(name, start + window))
  const counter = countersOf(asked, start + 1).find((each) => each.name === name)
  expect(counter?.windowEndsAt).toBe(start + window)
})

it.each([
  ['nameHour', ['name', 'schoolCode', 'cohort']],
  ['nameDay', ['name', 'schoolCode', 'cohort']],
  ['addressTenMinutes', ['address']],
  ['addressDay', ['address']],
  ['prefixDay', ['schoolCode', 'cohort']],
  ['addressPrefixHour', ['address', 'schoolCode', 'cohort']],
] as const)('%s tells %j apart and nothing else', (name, parts) => {
  const other = { name: '李四', schoolCode: '10002', cohort: 2025, address: 'b' }
  for (const part of ['name', 'schoolCode', 'cohort', 'address'] as const)
    expect(keyOf(name, 0) !== keyOf(name, 0, { [part]: other[part] })).toBe(
      (parts as readonly string[]).includes(part),
    )
})

it('gives every counter its own key', () => {
  const keys = countersOf(asked, 0).map((counter) => counter.about)
  expect(new Set(keys).size).toBe(keys.length)
})

it('alarms when a prefix passes 500 failures and at every hundredth after', () => {
  const alarms = Array.from({ length: 800 }, (_, count) => count).filter(isPrefixAlarm)
  expect(alarms).toEqual([501, 601, 701])
})

const run = (outcomes: boolean[], every: number) => {
  let seen: Seen = { since: 0, lookups: 0, failures: 0 }
  let alarms = 0
  outcomes.forEach((failed, index) => {
    const next = tally(seen, failed, 1000 + index * every)
    seen = next.seen
    alarms += next.alarm ? 1 : 0
  })
  return alarms
}
const outcomes = (count: number, failed: (index: number) => boolean) =>
  Array.from({ length: count }, (_, index) => failed(index))

it('alarms when most look-ups of ten minutes fail, and not when few do or when they are slow', () => {
  expect(
    run(
      outcomes(60, () => true),
      1000,
    ),
  ).toBe(3)
  expect(
    run(
      outcomes(60, (index) => index % 3 > 0),
      1000,
    ),
  ).toBe(2)
  expect(
    run(
      outcomes(200, (index) => index % 3 === 0),
      1000,
    ),
  ).toBe(0)
  expect(
    run(
      outcomes(60, () => true),
      60_000,
    ),
  ).toBe(0)
})

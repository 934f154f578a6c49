import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { codeAlphabet } from '#model/codes/codes.ts'
import {
  type CounterName,
  countersOf,
  isPrefixAlarm,
  limits,
  type Seen,
  tally,
} from '../../../functions/verification/decide-limits.ts'

const given = { name: '陈诚', schoolCode: '10001', cohort: 2026, address: 'a' }
const asking = (other: Partial<typeof given> = {}) => {
  const { address, ...person } = { ...given, ...other }
  return { address, person }
}
const asked = asking()
const keyOf = (name: CounterName, at: number, other: Partial<typeof given> = {}) =>
  countersOf(asking(other), at).find((counter) => counter.name === name)?.about

it.each([
  ['nameDay', 1000, 86_400_000],
  ['addressTenMinutes', 20, 600_000],
  ['addressDay', 200, 86_400_000],
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

it('counts a text that is no code for its address alone', () => {
  expect(countersOf({ address: 'a' }, 0).map(({ name }) => name)).toEqual(['addressTenMinutes', 'addressDay'])
})

it('has no limit of a name but the day’s: a shorter one would let a stranger close it', () => {
  const names = Object.keys(limits).filter(
    (name) => keyOf(name as CounterName, 0) !== keyOf(name as CounterName, 0, { name: '李四' }),
  )
  expect(names).toEqual(['nameDay'])
})

describe('what a stranger can still do', () => {
  const readme = readFileSync(new URL('../../../functions/README.md', import.meta.url), 'utf8')
  const YEAR = 365 * 86_400_000
  const aYear = ({ window, most }: { window: number; most: number }) => (YEAR / window) * most
  const codes = codeAlphabet.length ** 8
  /** 4·10⁻⁷ */
  const written = (chance: number) => {
    const [digit, exponent] = chance.toExponential(0).split('e-')
    return `${digit}·10⁻${[...(exponent ?? '')].map((each) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(each)]).join('')}`
  }

  it('is said with the figures that follow from the limits', () => {
    const oneName = aYear(limits.nameDay)
    const oneAddress = aYear(limits.addressDay)
    const tightened = aYear(limits.addressPrefixHour)
    expect([codeAlphabet.length, oneName, written(oneName / codes)]).toEqual([31, 365_000, '4·10⁻⁷'])
    for (const figure of [
      `${oneName.toLocaleString('en')} guesses a year at one name, a chance of ${written(oneName / codes)}`,
      `one address ${oneAddress.toLocaleString('en')} guesses a year, ${written(oneAddress / codes)}`,
      `ten thousand addresses ${written((10_000 * oneAddress) / codes)}`,
      `${written((10_000 * tightened) / codes)} at one school’s cohort once its alarm rings`,
    ])
      expect(readme.replaceAll(/\s+/g, ' ')).toContain(figure)
  })
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

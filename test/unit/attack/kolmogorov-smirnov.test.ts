import { expect, it } from 'vitest'
import { distance, pValue } from '../../attack/kolmogorov-smirnov.ts'

/** Park and Miller's generator: the same numbers everywhere. */
function numbers(count: number, seed: number): number[] {
  let state = seed
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  })
}

it('measures the largest distance of two empirical distributions, ties and all', () => {
  expect(distance([1, 2, 3, 4], [1, 2, 3, 4])).toBe(0)
  expect(distance([1, 2], [3, 4])).toBe(1)
  expect(distance([1, 1, 1, 2], [1, 2, 2, 2])).toBe(0.5)
  expect(distance([1, 2, 3, 4], [3, 4, 5, 6])).toBe(0.5)
  expect(distance([5, 1, 3], [2, 4])).toBeCloseTo(1 / 3, 12)
})

it('gives the critical values of the published table', () => {
  // λ of a two-sided test at 10, 5 and 1 per cent
  for (const [lambda, alpha] of [
    [1.2238, 0.1],
    [1.3581, 0.05],
    [1.6276, 0.01],
  ] as const) {
    const size = 100_000
    const root = Math.sqrt(size / 2)
    const shifted = Math.round((lambda / (root + 0.12 + 0.11 / root)) * size)
    const one = Array.from({ length: size }, (_, at) => at)
    expect(
      pValue(
        one,
        one.map((value) => value + shifted),
      ),
    ).toBeCloseTo(alpha, 3)
  }
})

it('finds what differs and leaves what does not', () => {
  const [one, other] = [numbers(300, 7), numbers(300, 11)]
  expect(pValue(one, other)).toBeGreaterThan(0.05)
  expect(
    pValue(
      one,
      other.map((value) => value + 0.2),
    ),
  ).toBeLessThan(1e-4)
  // the same mean and another shape
  expect(
    pValue(
      one,
      other.map((value) => 0.5 + (value - 0.5) / 3),
    ),
  ).toBeLessThan(1e-6)
  expect(pValue(one, one)).toBe(1)
})

it('is as often below a bound as the bound says, where nothing differs', () => {
  const below = Array.from({ length: 400 }, (_, at) =>
    pValue(numbers(120, 2 * at + 1001), numbers(120, 2 * at + 90_002)),
  ).filter((p) => p < 0.05).length
  expect(below).toBeGreaterThan(4)
  expect(below).toBeLessThan(36)
})

import { expect, it } from 'vitest'
import { cardStateOf, reasonedVerdictOf, verdictOf } from '#model/verdict/verdict.ts'

const code = { validUntil: 1000, endedAt: null, supersededAt: null, endedBecause: null }

it.each([
  [code, 999, 'valid'],
  [code, 1000, 'expired'],
  [{ ...code, endedAt: 500 }, 500, 'revoked'],
  [{ ...code, endedAt: 500 }, 499, 'valid'],
  [{ ...code, endedAt: 500 }, 2000, 'revoked'],
  [{ ...code, supersededAt: 500 }, 600, 'superseded'],
  [{ ...code, supersededAt: 500 }, 2000, 'superseded'],
] as const)('decides %o at %d as %s', (times, at, verdict) => {
  expect(verdictOf(times, at)).toBe(verdict)
})

it.each([
  [undefined, 10, 'unset'],
  [code, 10, 'active'],
  [code, 1000, 'expired'],
  [{ ...code, endedAt: 5, endedBecause: 'graduate' as const }, 10, 'ended'],
  [{ ...code, endedAt: 5, endedBecause: 'frozen' as const }, 10, 'superseded'],
  [{ ...code, supersededAt: 5 }, 10, 'superseded'],
  [code, 5000, 'service_ended'],
  [undefined, 5000, 'service_ended'],
] as const)('shows %o at %d as %s', (latest, now, state) => {
  expect(cardStateOf(latest, 5000, now)).toBe(state)
})

const reasoned = { ...code, capAt: 2000, supersededBecause: null }
it.each([
  [reasoned, 999, { verdict: 'valid' }],
  [reasoned, 3000, { verdict: 'expired', because: 'chosen_day' }],
  [{ ...reasoned, validUntil: 2000 }, 3000, { verdict: 'expired', because: 'cap' }],
  [{ ...reasoned, endedAt: 5, endedBecause: 'graduate' }, 3000, { verdict: 'revoked', because: 'graduate' }],
  [{ ...reasoned, endedAt: 5, endedBecause: 'frozen' }, 10, { verdict: 'revoked', because: 'frozen' }],
  ...(['record', 'roster', 'dispute'] as const).map(
    (because) =>
      [
        { ...reasoned, supersededAt: 5, supersededBecause: because },
        10,
        { verdict: 'superseded', because },
      ] as const,
  ),
  // ended first, overtaken afterwards: what the graduate did is what is told
  [
    { ...reasoned, endedAt: 5, endedBecause: 'graduate', supersededAt: 6, supersededBecause: 'record' },
    10,
    { verdict: 'revoked', because: 'graduate' },
  ],
] as const)('gives %o at %d the reason %o', (times, at, verdict) => {
  expect(reasonedVerdictOf(times, at)).toEqual(verdict)
})

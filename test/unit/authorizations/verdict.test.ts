import { expect, it } from 'vitest'
import { cardStateOf, verdictOf } from '../../../functions/authorizations/verdict.rules.ts'

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

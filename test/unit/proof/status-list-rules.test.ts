import fc from 'fast-check'
import { expect, it } from 'vitest'
import { changedList, statusAt, statusOf } from '#model/proof/status-list.ts'

it.each([
  [{ verdict: 'valid' }, 0],
  [{ verdict: 'expired', because: 'chosen_day' }, 1],
  [{ verdict: 'expired', because: 'cap' }, 1],
  [{ verdict: 'revoked', because: 'graduate' }, 1],
  [{ verdict: 'revoked', because: 'frozen' }, 2],
  [{ verdict: 'superseded', because: 'record' }, 3],
  [{ verdict: 'superseded', because: 'dispute' }, 3],
] as const)('lists %j as %i', (reasoned, status) => {
  expect(statusOf(reasoned)).toBe(status)
})

it('puts two bits from the least significant on, as in the example of the draft', () => {
  // section 4.1, status_list of 2 bits: 1 2 0 3 | 0 1 0 1 | 1 2 3 3
  const values = [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3] as const
  const list = changedList(
    new Uint8Array(),
    values.length,
    values.map((status, index) => ({ index, status })),
  )
  expect([...list].map((byte) => byte.toString(16))).toEqual(['c9', '44', 'f9'])
})

it('says of every place what was put there, keeps what was there before, and knows its own end', () => {
  const change = fc.record({ index: fc.nat(999), status: fc.constantFrom(1, 2, 3) })
  fc.assert(
    fc.property(fc.array(change), fc.array(change), (first, second) => {
      const model = new Map([...first, ...second].map(({ index, status }) => [index, status]))
      const list = changedList(changedList(new Uint8Array(), 500, first), 1000, second)
      for (let index = 0; index < 1000; index += 1) expect(statusAt(list, index)).toBe(model.get(index) ?? 0)
      expect(statusAt(list, 1000)).toBeUndefined()
    }),
    { numRuns: 50 },
  )
})

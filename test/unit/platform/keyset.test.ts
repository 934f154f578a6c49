import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cursorOf, pageOf, type Place, placeCursor, placeOf } from '#model/keyset.ts'

const id = (end: string) => end.padStart(22, 'A')
const someId = fc.stringMatching(/^[A-Za-z0-9_-]{22}$/)
const somePlace = fc.record({ at: fc.integer({ min: 0, max: 999_999_999_999_999 }), id: someId })

describe('a cursor', () => {
  it('is an instant and an id', () => {
    expect(cursorOf({ at: 1_795_000_000_000, id: id('x') })).toBe(`1795000000000.${id('x')}`)
  })

  it('leads back to its place, and has the shape that is let in', () => {
    fc.assert(
      fc.property(somePlace, (place) => {
        expect(placeCursor.test(cursorOf(place))).toBe(true)
        expect(placeOf(cursorOf(place))).toEqual(place)
      }),
    )
  })

  it('that is not given is the beginning', () => {
    expect(placeOf(undefined)).toBeUndefined()
  })

  it.each([
    '',
    '.',
    `.${id('x')}`,
    `1.${id('x')}A`,
    `1.${id('x').slice(1)}`,
    `-1.${id('x')}`,
    `1.5.${id('x')}`,
    `1e3.${id('x')}`,
    `1234567890123456.${id('x')}`,
    `1 .${id('x')}`,
    ` 1.${id('x')}`,
    `1.${id('x')}\n`,
    `1.${id('.')}`,
    `1.${id("'")}`,
    '1',
  ])('is not %j', (text) => {
    expect(placeCursor.test(text)).toBe(false)
  })
})

interface Row {
  id: string
  when: number
}
const row = (when: number, end: string): Row => ({ when, id: id(end) })
const at = ({ when }: Row) => when
const idsOf = ({ page }: { page: Row[] }) => page.map((each) => each.id.replace(/^A+/, ''))

describe('a page', () => {
  const rows = [row(3, 'd'), row(1, 'a'), row(2, 'c'), row(2, 'b')]

  it('is in the order of the instant and then of the id, oldest first', () => {
    expect(idsOf(pageOf(rows, 10, at))).toEqual(['a', 'b', 'c', 'd'])
  })

  it('is the same the other way round, newest first', () => {
    expect(idsOf(pageOf(rows, 10, at, 'newest'))).toEqual(['d', 'c', 'b', 'a'])
  })

  it.each([
    [3, `2.${id('c')}`],
    [4, null],
    [5, null],
  ])('of %d of four rows goes on at %s', (size, next) => {
    const found = pageOf(rows, size, at)
    expect(found.page).toHaveLength(Math.min(size, 4))
    expect(found.next).toBe(next)
  })

  it('of nothing is empty and the last', () => {
    expect(pageOf<Row>([], 10, at)).toEqual({ page: [], next: null })
  })

  it('leaves the rows it was given as they were', () => {
    const given = [row(2, 'b'), row(1, 'a')]
    pageOf(given, 1, at)
    expect(given).toEqual([row(2, 'b'), row(1, 'a')])
  })

  it('after page leads through all rows once, in their order, from however many databases', () => {
    const someRows = fc.uniqueArray(fc.record({ when: fc.integer({ min: 0, max: 5 }), id: someId }), {
      selector: (each) => each.id,
      maxLength: 30,
    })
    fc.assert(
      fc.property(
        someRows,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('oldest', 'newest' as const),
        fc.integer({ min: 1, max: 3 }),
        (all, size, first, databases) => {
          const way = first === 'oldest' ? 1 : -1
          const order = (one: Place, other: Place) =>
            way * (one.at - other.at || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0))
          const placed = all.map((each) => ({ at: each.when, id: each.id }))
          // as the SQL of one database reads it: behind the cursor, one more than asked for
          const readFrom = (database: number, after: Place | undefined) =>
            placed
              .filter((_, index) => index % databases === database)
              .filter((each) => after === undefined || order(each, after) > 0)
              .toSorted(order)
              .slice(0, size + 1)
          const seen: string[] = []
          let cursor: string | undefined
          for (let pages = 0; pages <= all.length; pages += 1) {
            const after = placeOf(cursor)
            const found = Array.from({ length: databases }, (_, database) => readFrom(database, after)).flat()
            const { page, next } = pageOf(found, size, (each) => each.at, first)
            seen.push(...page.map((each) => each.id))
            if (next === null) break
            cursor = next
          }
          expect(seen).toEqual(placed.toSorted(order).map((each) => each.id))
        },
      ),
    )
  })
})

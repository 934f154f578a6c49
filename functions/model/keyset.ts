export interface Place {
  /** the instant a list is ordered by */
  at: number
  id: string
}

/** Where a page ended, as a client hands it back: it names no person. */
export const placeCursor = /^\d{1,15}\.[\w-]{22}$/

export const cursorOf = ({ at, id }: Place): string => `${at}.${id}`

/** @param cursor of the shape above */
export function placeOf(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined
  const dot = cursor.indexOf('.')
  return { at: Number(cursor.slice(0, dot)), id: cursor.slice(dot + 1) }
}

/** One page of the rows of several databases in this order, each read with one more than `size`. */
export function pageOf<Row extends { id: string }>(
  rows: readonly Row[],
  size: number,
  atOf: (row: Row) => number,
  first: 'oldest' | 'newest' = 'oldest',
) {
  const way = first === 'oldest' ? 1 : -1
  const sorted = rows.toSorted(
    (one, other) => way * (atOf(one) - atOf(other) || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)),
  )
  const page = sorted.slice(0, size)
  const last = page.at(-1)
  const next = sorted.length > size && last !== undefined ? cursorOf({ at: atOf(last), id: last.id }) : null
  return { page, next }
}

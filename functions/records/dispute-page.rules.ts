interface Place {
  openedAt: number
  id: string
}

/** Where a page of disputes ended, as a client hands it back: it names no person. */
export const disputeCursor = /^\d{1,15}\.[\w-]{22}$/

export const cursorOf = ({ openedAt, id }: Place): string => `${openedAt}.${id}`

export function placeOf(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined
  const dot = cursor.indexOf('.')
  return { openedAt: Number(cursor.slice(0, dot)), id: cursor.slice(dot + 1) }
}

/** One page of the disputes of several databases, each read with one more than `size`. */
export function pageOf<Row extends Place>(rows: readonly Row[], size: number) {
  const sorted = rows.toSorted(
    (one, other) => one.openedAt - other.openedAt || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0),
  )
  const page = sorted.slice(0, size)
  const last = page.at(-1)
  return { page, next: sorted.length > size && last !== undefined ? cursorOf(last) : null }
}

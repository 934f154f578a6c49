/** One column of a kind of file: its printed header, other headers people use, and whether a file must have it. */
export interface Column {
  title: string
  aliases?: readonly string[]
  /** a file without it is refused; a list says that this one or one of those is needed */
  required?: boolean | readonly string[]
  /** a file may lack it, but hardly ever means to */
  usual?: true
}

/** `missing`: of each list one is needed. */
export type ColumnsFound = { /** cells of the header that are known */ known: number } & (
  | {
      ok: true
      /** its last row, where it is one of two */
      headerRow: number
      header: readonly string[]
      places: ReadonlyMap<string, number>
      ignored: string[]
    }
  | { ok: false; missing: string[][]; doubled: string[] }
)

/** A title, a note or two, and merged rows may stand above the header. */
export const headerWithin = 30

/** A header as it is compared: no spaces, no asterisk, no note in brackets before or behind it. */
const fold = (header: string) =>
  header
    .normalize('NFKC')
    .replaceAll(/[\s*\ufeff]/gu, '')
    .replace(/^[([【](?:必填|选填|可选|必须|不填)[^)\]】]*[)\]】]/u, '')
    .replace(/[([【].*[)\]】]$/u, '')
    .toUpperCase()

/** Every row that can be the header, alone and together with the one above: cells merged over both are written in that. */
const headersIn = (rows: readonly (readonly string[])[]) => [
  { headerRow: 0, header: rows[0] ?? [] },
  ...rows.slice(1, headerWithin).flatMap((row, index) => {
    const above = rows[index] ?? []
    const merged = Array.from({ length: Math.max(row.length, above.length) }, (_, at) =>
      (row[at] ?? '').trim() === '' ? (above[at] ?? '') : (row[at] ?? ''),
    )
    return [row, merged].map((header) => ({ headerRow: index + 1, header }))
  }),
]

/**
 * Finds the header among the first rows (a title may stand above it) and says where each column is, in any order.
 * Columns it does not know are named, so that the person can be told they were not read.
 */
export function findColumns(columns: readonly Column[], rows: readonly (readonly string[])[]): ColumnsFound {
  const written = new Map<string, { title: string; exact: boolean }>()
  for (const { title, aliases = [] } of columns) {
    for (const alias of aliases) written.set(fold(alias), { title, exact: false })
    written.set(fold(title), { title, exact: true })
  }
  const knownIn = (row: readonly string[]) => row.filter((cell) => written.has(fold(cell))).length
  const { headerRow, header, known } = headersIn(rows)
    .map(({ headerRow: row, header: cells }) => ({ headerRow: row, header: cells, known: knownIn(cells) }))
    .reduce((most, each) => (each.known > most.known ? each : most))

  const places = new Map<string, { at: number; exact: boolean }>()
  const ignored: string[] = []
  const doubled = new Set<string>()
  for (const [at, cell] of header.entries()) {
    const found = written.get(fold(cell))
    if (found === undefined) {
      if (cell.trim() !== '') ignored.push(cell.trim().slice(0, 40))
      continue
    }
    const before = places.get(found.title)
    if (before === undefined) places.set(found.title, { at, exact: found.exact })
    else if (before.exact === found.exact) doubled.add(found.title)
    else {
      // 学历 beside 学历代码: the printed header is read, the other is not
      const unread = found.exact ? before.at : at
      ignored.push(header[unread]?.trim() ?? '')
      if (found.exact) places.set(found.title, { at, exact: true })
    }
  }
  const missing = columns
    .filter(({ title, required }) => {
      if (required === undefined || required === false || places.has(title)) return false
      return required === true || required.every((other) => !places.has(other))
    })
    .map(({ title, required }) => [title].concat(typeof required === 'object' ? required : []))
  if (missing.length > 0 || doubled.size > 0) return { ok: false, known, missing, doubled: [...doubled] }
  return {
    ok: true,
    known,
    headerRow,
    header,
    places: new Map([...places].map(([title, { at }]) => [title, at])),
    ignored,
  }
}

// A list of names and codes as a person brings it: rows with a header or without, judged one by one before anything
// is looked up. It knows the shape of a code and nothing of who has one.
import { foldCode, parseCode } from '#model/codes/codes.ts'
import { holdsToken } from '#model/codes/typed-code.ts'
import { foldName } from '#model/roster/names.ts'
import { type CellFault, cleanCell, lengthOf, refusedCell } from '#model/sheet/cells.ts'
import { type Column, findColumns } from '#model/sheet/columns.ts'
import { shownValue } from '#model/sheet/findings.ts'

type Part = 'name' | 'code' | 'caseNumber'

const columns: Record<Part, Column> = {
  name: { title: '姓名', aliases: ['学籍姓名', '毕业生姓名'], required: true },
  code: {
    title: '编号',
    aliases: ['核验编号', '转递编号', '档案转递编号', '档案转递编号/核验编号'],
    required: true,
  },
  caseNumber: { title: '业务编号', aliases: ['案件编号', '受理编号'] },
}

interface Row {
  /** as a spreadsheet numbers it */
  row: number
  cells: readonly string[]
}

interface FoundPairs {
  body: readonly Row[]
  places: Record<Part, number>
  ignored: string[]
  /** columns without a header that are not read, from 1; a running number is no loss */
  ignoredPlaces: number[]
  doubled: string[]
}

const isCode = (cell: string) =>
  parseCode(foldCode(cell.slice(cell.lastIndexOf('#') + 1))) !== undefined || holdsToken(cell.trim())
const isNameLike = (cell: string) => /^[^\d]*\p{L}[^\d]*$/u.test(cell.trim())

/** A line of spaces instead of columns, as it is copied from a page or a chat: with a running number before it or not. */
const spaced = /^\s*(?:\d{1,5}[\s.、．)）]+)?(\S.*?)\s+(\S+)\s*$/u

function inColumns({ row, cells }: Row): Row {
  const only = cells.filter((cell) => cell.trim() !== '')
  const [, first = '', second = ''] = only.length === 1 ? (spaced.exec(only[0] ?? '') ?? []) : []
  if (isCode(second)) return { row, cells: [first, second] }
  return isCode(first) ? { row, cells: [second, first] } : { row, cells }
}

/** Of a list without a header: the codes are known by their shape, names by their letters, running numbers by counting on. */
function placesByContent(body: readonly Row[]): Pick<FoundPairs, 'places' | 'ignoredPlaces'> {
  const looked = body.slice(0, 200)
  const width = Math.max(...looked.map(({ cells }) => cells.length))
  const held = Array.from({ length: width }, (_, place) => {
    const cells = looked.map((each) => (each.cells[place] ?? '').trim())
    const counts = cells.map(Number)
    return {
      place,
      filled: cells.some((cell) => cell !== ''),
      codes: cells.filter(isCode).length,
      names: cells.filter(isNameLike).length,
      running:
        cells.length > 1 &&
        counts.every((count, at) => Number.isInteger(count) && count === (counts[0] ?? 0) + at),
    }
  })
  const most = (by: 'codes' | 'names', among: typeof held) =>
    among.reduce<(typeof held)[number] | undefined>(
      (best, each) => (each[by] > (best?.[by] ?? 0) ? each : best),
      undefined,
    )
  const code = most('codes', held)
  const others = held.filter((each) => each !== code && each.filled && !each.running)
  const name = most('names', others)
  if (code === undefined || name === undefined)
    return { places: { name: 0, code: 1, caseNumber: 2 }, ignoredPlaces: [] }
  const [caseNumber, ...unread] = others.filter((each) => each !== name)
  return {
    places: { name: name.place, code: code.place, caseNumber: caseNumber?.place ?? -1 },
    ignoredPlaces: unread.map(({ place }) => place + 1),
  }
}

/** Where the pairs are: by the header if one names both, otherwise by what the columns hold. */
export function findPairs(written: readonly Row[]): FoundPairs {
  const rows = written.map(inColumns)
  const found = findColumns(
    Object.values(columns),
    rows.map(({ cells }) => cells),
  )
  if (found.ok) {
    const place = (part: Part) => found.places.get(columns[part].title) ?? -1
    return {
      body: rows.slice(found.headerRow + 1),
      places: { name: place('name'), code: place('code'), caseNumber: place('caseNumber') },
      ignored: found.ignored,
      ignoredPlaces: [],
      doubled: [],
    }
  }
  const byContent =
    rows.length === 0
      ? { places: { name: 0, code: 1, caseNumber: 2 }, ignoredPlaces: [] }
      : placesByContent(rows)
  return { body: rows, ...byContent, ignored: [], doubled: found.doubled }
}

export interface JudgedPair {
  line: number
  name: string
  code: string
  caseNumber: string
  /** the line that has the same pair before */
  duplicateOf: number | null
}

export interface PairFault {
  because: 'name.missing' | 'name.too_long' | 'code.missing' | 'code.malformed' | 'case.too_long'
}

export interface RefusedPair {
  line: number
  column: string
  value: string
  /** a cell that no file may hold is refused in the same words everywhere */
  fault: PairFault | CellFault
}

/** What makes two rows one pair. */
export const pairKey = (name: string, code: string): string =>
  `${foldName(name)}\n${foldCode(code.slice(code.lastIndexOf('#') + 1))}`

export function judgePairs({ body, places }: Pick<FoundPairs, 'body' | 'places'>): {
  rows: JudgedPair[]
  refused: RefusedPair[]
} {
  const rows: JudgedPair[] = []
  const refused: RefusedPair[] = []
  const first = new Map<string, number>()
  for (const { row: line, cells } of body) {
    const cell = (part: Part) => cleanCell(cells[places[part]] ?? '')
    const pair = { name: cell('name'), code: cell('code'), caseNumber: cell('caseNumber') }
    const faulty = faultOf(pair)
    if (faulty !== undefined) {
      const [part, fault] = faulty
      refused.push({ line, column: columns[part].title, value: shownValue(pair[part]), fault })
      continue
    }
    const key = pairKey(pair.name, pair.code)
    const before = first.get(key)
    if (before === undefined) first.set(key, line)
    rows.push({ line, ...pair, duplicateOf: before ?? null })
  }
  return { rows, refused }
}

function faultOf({
  name,
  code,
  caseNumber,
}: Record<Part, string>): [Part, PairFault | CellFault] | undefined {
  if (name === '') return ['name', { because: 'name.missing' }]
  if (code === '') return ['code', { because: 'code.missing' }]
  const nameFault = refusedCell(name)
  if (nameFault !== undefined) return ['name', nameFault]
  if (lengthOf(name) > 100) return ['name', { because: 'name.too_long' }]
  const codeFault = refusedCell(code)
  if (codeFault !== undefined) return ['code', codeFault]
  if (parseCode(foldCode(code.slice(code.lastIndexOf('#') + 1))) === undefined)
    return ['code', { because: 'code.malformed' }]
  const caseFault = refusedCell(caseNumber)
  if (caseFault !== undefined) return ['caseNumber', caseFault]
  if (lengthOf(caseNumber) > 64) return ['caseNumber', { because: 'case.too_long' }]
  return undefined
}

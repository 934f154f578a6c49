// A list of names and codes as a person brings it: rows with a header or without, judged one by one before anything
// is looked up. It knows the shape of a code and nothing of who has one.
import { foldCode, parseCode } from '#model/codes/codes.ts'
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
  doubled: string[]
}

/** Where the pairs are: by the header if one names both, otherwise 姓名, 编号, 业务编号 in this order. */
export function findPairs(rows: readonly Row[]): FoundPairs {
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
      doubled: [],
    }
  }
  return { body: rows, places: { name: 0, code: 1, caseNumber: 2 }, ignored: [], doubled: found.doubled }
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

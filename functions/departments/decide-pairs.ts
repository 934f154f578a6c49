// A list of names and codes as a person brings it: rows with a header or without, judged one by one before anything
// is looked up. It knows the shape of a code and nothing of who has one.
import { foldCode, parseCode } from '#model/codes/codes.ts'
import { foldName } from '#model/roster/names.ts'
import { type CellFault, cleanCell, lengthOf, refusedCell } from '#model/sheet/cells.ts'
import { type Column, findColumns } from '#model/sheet/columns.ts'
import { shownValue } from '#model/sheet/findings.ts'

const columns: readonly Column[] = [
  { title: '姓名', aliases: ['学籍姓名', '毕业生姓名'], required: true },
  {
    title: '编号',
    aliases: ['核验编号', '转递编号', '档案转递编号', '档案转递编号/核验编号'],
    required: true,
  },
  { title: '业务编号', aliases: ['案件编号', '受理编号'] },
]

interface Row {
  /** as a spreadsheet numbers it */
  row: number
  cells: readonly string[]
}

interface FoundPairs {
  body: readonly Row[]
  places: { name: number; code: number; caseNumber: number }
  ignored: string[]
  doubled: string[]
}

/** Where the pairs are: by the header if one names both, otherwise 姓名, 编号, 业务编号 in this order. */
export function findPairs(rows: readonly Row[]): FoundPairs {
  const found = findColumns(
    columns,
    rows.map(({ cells }) => cells),
  )
  if (found.ok) {
    const place = (title: string) => found.places.get(title) ?? -1
    return {
      body: rows.slice(found.headerRow + 1),
      places: { name: place('姓名'), code: place('编号'), caseNumber: place('业务编号') },
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
    const name = cleanCell(cells[places.name] ?? '')
    const code = cleanCell(cells[places.code] ?? '')
    const caseNumber = cleanCell(cells[places.caseNumber] ?? '')
    const fault = faultOf(name, code, caseNumber)
    if (fault !== undefined) {
      const value = shownValue({ 姓名: name, 编号: code, 业务编号: caseNumber }[fault[0]])
      refused.push({ line, column: fault[0], value, fault: fault[1] })
      continue
    }
    const key = pairKey(name, code)
    const before = first.get(key)
    if (before === undefined) first.set(key, line)
    rows.push({ line, name, code, caseNumber, duplicateOf: before ?? null })
  }
  return { rows, refused }
}

function faultOf(
  name: string,
  code: string,
  caseNumber: string,
): ['姓名' | '编号' | '业务编号', PairFault | CellFault] | undefined {
  if (name === '') return ['姓名', { because: 'name.missing' }]
  if (code === '') return ['编号', { because: 'code.missing' }]
  const nameFault = refusedCell(name)
  if (nameFault !== undefined) return ['姓名', nameFault]
  if (lengthOf(name) > 100) return ['姓名', { because: 'name.too_long' }]
  const codeFault = refusedCell(code)
  if (codeFault !== undefined) return ['编号', codeFault]
  if (parseCode(foldCode(code.slice(code.lastIndexOf('#') + 1))) === undefined)
    return ['编号', { because: 'code.malformed' }]
  const caseFault = refusedCell(caseNumber)
  if (caseFault !== undefined) return ['业务编号', caseFault]
  if (lengthOf(caseNumber) > 64) return ['业务编号', { because: 'case.too_long' }]
  return undefined
}

import { cleanCell, foldDay, foldDigits, foldMonth, lengthOf, refusedCell } from './cells.ts'
import { type RowRefusal, type RowWarning, shownValue } from './findings.ts'
import type { RowFault } from './row-faults.ts'
import type { SheetRow } from './sheet.ts'

interface TextRule {
  required?: boolean
  /** code points */
  max?: number
}

/** Reads one row's cells under the rules every cell has, and collects what is wrong with the row. */
export interface RowReader {
  text: (column: string, rule?: TextRule) => string
  /** a field of digits: full width and spaces folded */
  digits: (column: string, rule?: TextRule) => string
  month: (column: string, rule?: TextRule) => string
  day: (column: string, rule?: TextRule) => string
  /** 是, 否 or '' */
  flag: (column: string) => boolean | null
  refuse: (column: string, fault: RowFault) => void
  warn: (column: string, fault: RowFault) => void
  refusals: RowRefusal[]
  warnings: RowWarning[]
}

/** What Excel shows before a number that is kept as text, where the sign itself was exported. */
const apostrophe = /^['’‘](?=[\dXx]+$)/u

/** No cell of ours is longer, whatever its column: longer text is not even looked at. */
const longest = 2000

export function rowReader(row: SheetRow): RowReader {
  const refusals: RowRefusal[] = []
  const warnings: RowWarning[] = []
  const examNumber = foldDigits(cleanCell(row.cell('考生号').slice(0, longest))).replace(apostrophe, '')
  const about = { row: row.row, examNumber: shownValue(examNumber) }
  const refuse = (column: string, fault: RowFault) => {
    if (refusals.every((refusal) => refusal.column !== column))
      refusals.push({ ...about, column, value: shownValue(row.cell(column).slice(0, 200)), fault })
  }
  const read = (column: string, rule: TextRule, fold: (text: string) => string, isPhone: boolean): string => {
    const raw = row.cell(column)
    if (raw.length > longest) {
      refuse(column, { because: 'cell.far_too_long', max: rule.max ?? longest })
      return ''
    }
    const cleaned = cleanCell(raw)
    const wrong =
      isPhone && /^[+＋][8８][6６]/u.test(cleaned) ? refusedCell(cleaned.slice(1)) : refusedCell(cleaned)
    if (wrong !== undefined) {
      refuse(column, wrong)
      return ''
    }
    const folded = fold(cleaned)
    const value = folded.replace(apostrophe, '')
    if (value !== folded) warnings.push({ ...about, column, fault: { because: 'cell.apostrophe' } })
    if (value === '' && rule.required === true) refuse(column, { because: 'cell.empty' })
    if (rule.max !== undefined && lengthOf(value) > rule.max)
      refuse(column, { because: 'cell.too_long', max: rule.max, length: lengthOf(value) })
    return value
  }
  if (row.broken !== undefined) refuse('整行', row.broken)
  return {
    text: (column, rule = {}) => read(column, rule, (text) => text, false),
    digits: (column, rule = {}) => read(column, rule, foldDigits, /手机|电话/u.test(column)),
    month: (column, rule = {}) => read(column, rule, foldMonth, false),
    day: (column, rule = {}) => read(column, rule, foldDay, false),
    flag(column) {
      const written = read(column, {}, foldDigits, false).toUpperCase()
      if (written === '') return null
      if (['是', 'Y', 'YES', '1', 'TRUE', '有', '已转入'].includes(written)) return true
      if (['否', 'N', 'NO', '0', 'FALSE', '无', '未转入'].includes(written)) return false
      refuse(column, { because: 'cell.not_yes_or_no' })
      return null
    },
    refuse,
    warn: (column, fault) => warnings.push({ ...about, column, fault }),
    refusals,
    warnings,
  }
}

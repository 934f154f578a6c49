// The result file of a bulk look-up: what was given, what was answered, and of a valid one what its report shows. It is
// written in the browser, and by whoever reads the API.
import { showEnd } from '#model/calendar/caps.ts'
import { verdictWords } from '#words/verdicts.ts'
import type { Reason } from '#model/reasons.ts'
import { blocksOf, fieldsOf, labelledBlocks, labelledNames } from '#model/report/blocks.ts'
import type { ReportContent } from '#model/report/content.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { reportFields } from '#words/report-fields.ts'
import { cellsUnder, csvLine } from '#model/sheet/findings.ts'
import { resultFile as words } from '#words/department/department-bulk.ts'
import { saidOf } from '../../kit/said-of.ts'

export function saysOf(answer: PairLine['answer']): string {
  const { title, says } = saidOf(answer)
  return says === '' ? title : `${title}：${says}`
}

export interface PairLine {
  line: number
  name: string
  code: string
  caseNumber: string
  duplicateOf: number | null
  answer: {
    verdict: keyof typeof verdictWords
    codeKind: 'verification' | 'transfer' | null
    because: Reason | null
    validUntil: string | null
    receipt: string | null
    report: ReportContent | null
    otherUnit: string | null
  }
}

/** A report's fields under titles that name their block too: two blocks have a 单位名称. */
const titlesOf = (kind: ReportKind) => labelledNames(reportFields, fieldsOf(kind)).map(words.fieldTitle)
const valuesOf = (report: ReportContent) =>
  labelledBlocks(reportFields, blocksOf(report)).flatMap(({ title, fields }) =>
    fields.map(({ label, value }) => [words.fieldTitle({ block: title, label }), value] as const),
  )

export const pairTitles = (kind: ReportKind): string[] => [...Object.values(words.columns), ...titlesOf(kind)]

export function pairCells(kind: ReportKind, { line, name, code, caseNumber, ...of }: PairLine): string[] {
  const { verdict, validUntil, receipt, report, otherUnit } = of.answer
  const shown = new Map(report === null ? [] : valuesOf(report))
  const notes = [
    ...(otherUnit === null ? [] : [words.otherUnit(otherUnit)]),
    ...(of.duplicateOf === null ? [] : [words.duplicateOf(of.duplicateOf)]),
  ]
  const cells = cellsUnder(words.columns, {
    line: String(line),
    name,
    code,
    caseNumber,
    verdict: verdictWords[verdict],
    because: saysOf(of.answer),
    validUntil: validUntil === null ? '' : showEnd(Date.parse(validUntil)),
    receipt: receipt ?? '',
    notes: notes.join('；'),
  })
  return [...cells, ...titlesOf(kind).map((title) => shown.get(title) ?? '')]
}

/** The whole file, with the mark by which a spreadsheet knows UTF-8; cells that look like formulas are disarmed. */
export const pairsCsv = (kind: ReportKind, lines: readonly PairLine[]): string =>
  `\ufeff${csvLine(pairTitles(kind))}${lines.map((line) => csvLine(pairCells(kind, line))).join('')}`

import type { ReportContent } from '#model/report/content.ts'

/** A unit's name as it is compared: half width, no spaces, no marks between its words. */
const foldUnit = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\s\p{P}]/gu, '')
    .toUpperCase()

const namedIn = (report: ReportContent): string =>
  'archive' in report ? (report.archive?.unitName ?? '') : ''

/** The record names a unit that this department answers for: it may say what became of the file (decision 35). */
export function isNamed(report: ReportContent, unitNames: readonly string[]): boolean {
  const named = foldUnit(namedIn(report))
  return named !== '' && unitNames.some((own) => foldUnit(own) === named)
}

/**
 * The receiving unit a record names, where the department answers for others; null where there is nothing to warn of.
 * A hukou record names no unit. It is a warning and decides nothing.
 */
export function otherUnit(report: ReportContent, unitNames: readonly string[]): string | null {
  const named = namedIn(report)
  return named === '' || unitNames.length === 0 || isNamed(report, unitNames) ? null : named
}

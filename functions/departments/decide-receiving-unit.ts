import type { ReportContent } from '#model/report/content.ts'

/** A unit's name as it is compared: half width, no spaces, no marks between its words. */
const foldUnit = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\s\p{P}]/gu, '')
    .toUpperCase()

/**
 * The receiving unit a record names, where the department answers for others; null where there is nothing to warn of.
 * A hukou record names no unit. It never decides anything.
 */
export function otherUnit(report: ReportContent, unitNames: readonly string[]): string | null {
  const named = 'archive' in report ? (report.archive?.unitName ?? '') : ''
  if (named === '' || unitNames.length === 0) return null
  return unitNames.some((own) => foldUnit(own) === foldUnit(named)) ? null : named
}

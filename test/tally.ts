// Sums what vitest's JSON reports say of single tests.
import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'

interface Report {
  numTotalTests: number
  numPassedTests: number
  testResults: { name: string; assertionResults: { fullName: string; duration?: number | null }[] }[]
}

export interface Tally {
  passed: number
  /** whatever did not pass: failed, skipped, or not reached behind a hook that failed */
  failed: number
  /** the ten slowest, the slowest first */
  slowest: { file: string; title: string; seconds: number }[]
}

/** A report that is not there counts nothing: the command that did not write it has failed by itself. */
export async function readTally(paths: string[]): Promise<Tally> {
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8').catch(() => undefined)))
  const reports = texts.flatMap((text) => (text === undefined ? [] : [JSON.parse(text) as Report]))
  const sum = (of: (report: Report) => number) => reports.reduce((total, report) => total + of(report), 0)
  const passed = sum((report) => report.numPassedTests)
  const slowest = reports
    .flatMap((report) => report.testResults)
    .flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, duration }) => ({
        file: relative('', name),
        title: fullName,
        seconds: (duration ?? 0) / 1000,
      })),
    )
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, 10)
  return { passed, failed: sum((report) => report.numTotalTests) - passed, slowest }
}

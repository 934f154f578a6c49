// A province's report of its graduates' destinations, as its own system states them. Only graduates of that province's
// schools are touched; everything else in the report is refused row by row. push-report.ts puts it behind a credential.
import { z } from 'zod'
import { commit } from '../../db/commit.ts'
import { listSchools } from '../../db/imports-destinations.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { Counts, Findings } from '#model/sheet/findings.ts'
import { type OnProgress, silent } from '../intake/plan.ts'
import { rowLimit } from '#model/sheet/sheet.ts'
import { destinationColumns } from '#model/tables/destination-columns.ts'
import { type DestinationsPlan, planDestinationsImport } from '../intake/plan-destinations.ts'

const titles = new Set(destinationColumns.map(({ title }) => title))

/** A report as the provinces' systems write it. */
export const provincialReport = z.strictObject({
  上报系统: z.literal('省级系统'),
  省份代码: z.string().regex(/^\d{2}$/),
  上报时间: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  记录: z
    .array(
      z.record(
        z.string().refine((key) => titles.has(key)),
        z.string(),
      ),
    )
    .min(1)
    .max(rowLimit),
})

export type ProvincialReport = z.infer<typeof provincialReport>

/** @throws Problem provincial_report.malformed */
export function readReport(report: unknown): ProvincialReport {
  const parsed = provincialReport.safeParse(report)
  if (parsed.success) return parsed.data
  return refuse('provincial_report.malformed', {
    fields: parsed.error.issues
      .slice(0, 20)
      .map((issue) => ({ field: issue.path.map(String).join('.'), reason: issue.message })),
  })
}

/** The schools of a province; of those named, where any are. */
export async function findSchools(work: Work, provinceCode: string, named?: readonly string[]) {
  const all = (await listSchools(work.shards.directory, provinceCode)).map(({ code }) => code)
  return all.filter((code) => named === undefined || named.includes(code))
}

/**
 * Loads a report that was read, in one atomic step. The row of a refusal is its place in 记录, from 1.
 * @param answerOf makes the answer that a repeat of the request gets
 * @throws Problem state.changed
 */
export async function loadReport<Answer>(
  work: Work,
  schoolCodes: readonly string[],
  { 省份代码: provinceCode, 上报时间: reportedAt, 记录: rows }: ProvincialReport,
  answerOf: (plan: DestinationsPlan) => Answer,
  onProgress: OnProgress = silent,
): Promise<Answer> {
  const plan = await planDestinationsImport(
    work,
    {
      schoolCodes,
      provinceCode,
      sourceSystem: 'provincial',
      reportedAt,
      notFound: 'graduate.not_in_province',
      listsMissing: false,
    },
    {
      rows: rows.map((cells, index) => ({
        row: index + 1,
        cell: (title) => cells[title] ?? '',
        has: (title) => title in cells,
        broken: undefined,
      })),
      ignored: [],
    },
    onProgress,
  )
  const statements = await plan.statements(onProgress)
  const answer = answerOf(plan)
  const committed = await commit(work, plan.db, {
    audit: {
      action: 'destinations.reported',
      subjectType: 'province',
      subjectId: provinceCode,
      detail: { ...plan.counts },
    },
    statements: { written: statements },
    answer,
  })
  if (!committed.done) refuse('state.changed')
  return answer
}

interface ReportOptions {
  /** the schools the report is about; all of the province where none are named */
  schoolCodes?: readonly string[]
  onProgress?: OnProgress
}

/** @throws Problem provincial_report.malformed, state.changed */
export async function reportProvincially(
  work: Work,
  report: unknown,
  { schoolCodes, onProgress = silent }: ReportOptions = {},
): Promise<{ counts: Counts; findings: Findings }> {
  const read = readReport(report)
  const schools = await findSchools(work, read.省份代码, schoolCodes)
  const of = ({ counts, findings }: DestinationsPlan) => ({ counts, findings })
  return loadReport(work, schools, read, of, onProgress)
}

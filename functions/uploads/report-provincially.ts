// A province's report of its graduates' destinations, as its own system states them. Only graduates of that province's
// schools are touched; everything else in the report is refused row by row. A later API puts this behind a credential.
import { z } from 'zod'
import { commit } from '../../db/commit.ts'
import { listSchools } from '../../db/imports-destinations.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { Counts, Findings } from './findings.rules.ts'
import { databaseOf, type OnProgress, silent } from './plan.ts'
import { rowLimit } from './sheet.rules.ts'
import { destinationColumns } from '../records/destination-row.rules.ts'
import { planDestinationsImport } from './plan-destinations.ts'

const titles = new Set(destinationColumns.map(({ title }) => title))

const provincialReport = z.strictObject({
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

export interface ReportOptions {
  /** the schools the report is about; all of the province where none are named */
  schoolCodes?: readonly string[]
  onProgress?: OnProgress
}

/**
 * Loads a report in one atomic step. The row of a refusal is its place in 记录, from 1.
 * @throws Problem provincial_report.malformed, state.changed
 */
export async function reportProvincially(
  work: Work,
  report: unknown,
  { schoolCodes, onProgress = silent }: ReportOptions = {},
): Promise<{ counts: Counts; findings: Findings }> {
  const parsed = provincialReport.safeParse(report)
  if (!parsed.success)
    return refuse('provincial_report.malformed', {
      fields: parsed.error.issues
        .slice(0, 20)
        .map((issue) => ({ field: issue.path.map(String).join('.'), reason: issue.message })),
    })
  const { 省份代码: provinceCode, 上报时间: reportedAt, 记录: rows } = parsed.data
  const inProvince = (await listSchools(work.shards.directory, provinceCode)).map(({ code }) => code)
  const schools = inProvince.filter((code) => schoolCodes === undefined || schoolCodes.includes(code))
  const db = databaseOf(work, schools[0] ?? '', [new Date(work.now).getUTCFullYear()])
  const plan = await planDestinationsImport(
    work,
    {
      db,
      schoolCodes: schools,
      sourceSystem: 'provincial',
      reportedAt,
      notFound: '本省学校的生源信息中没有这个考生号',
      listsMissing: false,
    },
    {
      rows: rows.map((cells, index) => ({
        row: index + 1,
        cell: (title) => cells[title] ?? '',
        broken: undefined,
      })),
      ignored: [],
    },
    onProgress,
  )
  const statements = await plan.statements(onProgress)
  const committed = await commit(work, db, {
    audit: {
      action: 'destinations.reported',
      subjectType: 'province',
      subjectId: provinceCode,
      detail: { ...plan.counts },
    },
    statements,
  })
  if (!committed.done) refuse('state.changed')
  return { counts: plan.counts, findings: plan.findings }
}

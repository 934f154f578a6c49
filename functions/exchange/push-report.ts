// A province's report over the API. The province comes from the access token; the report must say the same.
import { onceUnder } from '../platform/once.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { ProvincialSystem } from '#model/actors.ts'
import type { DestinationsPlan } from '../intake/plan-destinations.ts'
import { findSchools, loadReport, readReport } from './report-provincially.ts'
import type { SyncAnswer } from '../intake/wire.ts'

/** Rows of one call. */
export const pushLimit = 1000
/** Reasons told of one row: all rows together must fit into the answer that is kept for a repeat. */
const reasonLimit = 5

/**
 * @param key the client's own, for this report
 * @throws Problem request.malformed, provincial_report.*, sync.*, idempotency.key_reused, state.changed
 */
export async function pushReport(
  work: Work<ProvincialSystem>,
  key: string,
  text: string,
): Promise<SyncAnswer> {
  const { provinceCode } = work.actor.scope
  const body = parse(text)
  if (rowsOf(body) > pushLimit) refuse('sync.too_many_rows')
  const report = readReport(body)
  if (report.省份代码 !== provinceCode) refuse('sync.other_province')
  const schools = await findSchools(work, provinceCode)
  // the answer is kept beside the records, and which database that is the report alone does not say
  return onceUnder(work, work.shards.all(), key, ['POST /api/sync/records', text], (once) =>
    loadReport(once, schools, report, answerOf),
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return refuse('request.malformed')
  }
}

function rowsOf(body: unknown): number {
  const rows = typeof body === 'object' && body !== null && '记录' in body ? body.记录 : undefined
  return Array.isArray(rows) ? rows.length : 0
}

function answerOf({ counts, findings, rows }: DestinationsPlan): SyncAnswer {
  const reasons = Map.groupBy(findings.refused, ({ row }) => row)
  return {
    counts: {
      rows: counts.rows,
      accepted: counts.accepted,
      changed: counts.changed,
      unchanged: counts.unchanged,
      refused: counts.refused,
    },
    rows: rows.map((verdict) => ({
      ...verdict,
      reasons: (reasons.get(verdict.row) ?? [])
        .slice(0, reasonLimit)
        .map(({ column, reason }) => ({ column, reason })),
    })),
  }
}

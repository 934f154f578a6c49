// Reports page by page with all that is known of their codes: what both commands on codes go through.
import type { Db } from '../../db/client.ts'
import { type Act, findLives, listReports, type ReportRow } from '../../db/code-lives.ts'
import type { AuditedAct } from './decide-code-difference.ts'

const PAGE = 200

interface ActDetail {
  reportId?: string
  validUntil?: number
  to?: number
}

const audited = ({ seq, at, action, detail }: Act): AuditedAct => {
  const { validUntil, to } = JSON.parse(detail) as ActDetail
  return { seq, at, action, validUntil: validUntil ?? to ?? null }
}

export type Lived = ReportRow & {
  events: Awaited<ReturnType<typeof findLives>>['events']
  acts: AuditedAct[]
}

async function livesOf(db: Db, rows: ReportRow[]): Promise<Lived[]> {
  const { events, issued, acts } = await findLives(db, rows)
  const eventsOf = Map.groupBy(events, ({ reportId }) => reportId)
  const actsOf = Map.groupBy(acts, ({ subjectId }) => subjectId)
  const issuedOf = Map.groupBy(issued, ({ detail }) => (JSON.parse(detail) as ActDetail).reportId)
  return rows.map((row) =>
    Object.assign(row, {
      events: eventsOf.get(row.report.id) ?? [],
      acts: [
        ...(issuedOf.get(row.report.id) ?? []),
        ...(row.authorizationId === null ? [] : (actsOf.get(row.authorizationId) ?? [])),
      ].map(audited),
    }),
  )
}

/** @param unsealed only reports without a seal */
export async function* readLives(db: Db, unsealed = false): AsyncGenerator<Lived[]> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows: ReportRow[] = await listReports(db, { after, limit: PAGE, unsealed })
    yield await livesOf(db, rows)
    after = rows.length < PAGE ? undefined : rows.at(-1)?.report.id
  }
}

export const readLife = async (db: Db, id: string): Promise<Lived | undefined> =>
  (await livesOf(db, await listReports(db, { id })))[0]

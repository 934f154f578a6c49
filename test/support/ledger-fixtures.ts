import { createHash } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { read } from '../../db/client.ts'
import { codeEvents, lookups } from '../../db/schema/verification.ts'
import type { Work } from '../../functions/platform/work.ts'

export type Row = typeof lookups.$inferSelect

/** An entry's whole ledger as it stands in the table. */
export async function ledgerOf(work: Work, rosterEntryId: string): Promise<Row[]> {
  const db = work.shards.directory
  const [rows] = await read(db, [
    db.select().from(lookups).where(eq(lookups.rosterEntryId, rosterEntryId)).orderBy(asc(lookups.seq)),
  ])
  return rows
}

/** A look-up that was answered, as it would be entered. */
export const lookupRow = (rosterEntryId: string, receipt: string, more: Partial<Row> = {}) => ({
  receipt,
  reportId: 'report',
  rosterEntryId,
  kind: 'archive' as const,
  via: 'page' as const,
  at: 1_795_000_000_000,
  answered: true,
  validUntil: 1_798_732_800_000,
  origin: '北京市',
  ...more,
})

export async function enterRows(work: Work, rows: ReturnType<typeof lookupRow>[]): Promise<void> {
  const db = work.shards.directory
  for (let at = 0; at < rows.length; at += 4) await db.insert(lookups).values(rows.slice(at, at + 4))
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

/** The hash rule as the help page tells it, written again from its words: what a stranger would run. */
export function recompute(entry: string, rows: readonly unknown[][]): string[] {
  let hash = sha256(`quxiang-lookups-1\n${entry}`)
  return rows.map((values) => (hash = sha256(hash + JSON.stringify(values))))
}

/** The values of a row in the documented order. */
export const valuesOf = (row: Row): unknown[] => [
  row.chainSeq,
  row.receipt,
  row.disowns,
  row.at,
  row.kind,
  row.codeKind,
  row.via,
  row.answered,
  row.validUntil,
  row.endedAt,
  row.supersededAt,
  row.departmentId,
  row.department,
  row.origin,
  row.reportId,
  row.recordId,
]

/** The values of both tables' sealed rows in the order of the chain, and the hashes that stand beside them. */
export async function chainOf(work: Work, rosterEntryId: string) {
  const db = work.shards.directory
  const [events] = await read(db, [
    db.select().from(codeEvents).where(eq(codeEvents.rosterEntryId, rosterEntryId)),
  ])
  const rows = [
    ...(await ledgerOf(work, rosterEntryId)).map((row) => ({
      place: row.chainSeq,
      hash: row.chainHash,
      values: valuesOf(row),
    })),
    ...events.map((row) => ({
      place: row.chainSeq,
      hash: row.chainHash,
      values: [
        row.chainSeq,
        row.event,
        row.at,
        row.kind,
        row.reportId,
        row.version,
        row.validUntil,
        row.cause,
      ],
    })),
  ].toSorted((one, other) => (one.place ?? 0) - (other.place ?? 0))
  return { values: rows.map(({ values }) => values), hashes: rows.map(({ hash }) => hash) }
}

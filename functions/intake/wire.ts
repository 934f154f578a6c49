import { z } from 'zod'
import { clearableBlocks } from '#model/record/record-changes.ts'

const count = z.int().nonnegative()
const instant = z.iso.datetime()

const kind = z.enum(['roster', 'destinations', 'dispatches'])
export const uploadQuery = z.strictObject({ kind })
export const uploadId = z.strictObject({ id: z.string().regex(/^[A-Za-z0-9_-]{22}$/) })

const summary = {
  id: z.string(),
  kind,
  fileName: z.string(),
  checkedAt: instant,
  importedAt: instant.nullable(),
  /** accepted (new) + changed + unchanged + refused = rows */
  counts: z.object({
    rows: count,
    accepted: count,
    changed: count,
    unchanged: count,
    refused: count,
    warned: count,
    cleared: count,
    missing: count,
  }),
}

/** One upload; each list ends after 200, the refusals are complete in refusals.csv. */
export const uploadView = z.object({
  ...summary,
  refused: z.array(
    z.object({
      row: count,
      examNumber: z.string(),
      column: z.string(),
      value: z.string(),
      reason: z.string(),
    }),
  ),
  warnings: z.array(z.object({ row: count, examNumber: z.string(), column: z.string(), reason: z.string() })),
  cleared: z.array(z.object({ row: count, examNumber: z.string(), block: z.enum(clearableBlocks) })),
  missing: z.array(z.object({ examNumber: z.string(), name: z.string() })),
  duplicates: z.array(z.object({ row: count, examNumber: z.string(), otherExamNumber: z.string() })),
  /** headers of the file that were not read */
  ignoredColumns: z.array(z.string()),
  /** which sheet was read, and what the file holds or lacks besides; null of uploads that kept it not */
  source: z
    .object({
      sheet: z.string(),
      unread: z.array(z.object({ sheet: z.string(), rows: count, hidden: z.boolean(), data: z.boolean() })),
      hiddenRows: count,
      absent: z.array(z.string()),
    })
    .nullable(),
})
export type UploadView = z.infer<typeof uploadView>

export const uploadsView = z.object({ uploads: z.array(z.object(summary)) })
export type UploadsView = z.infer<typeof uploadsView>

/** What became of each row of a province's report, in its order. */
export const syncAnswer = z.object({
  counts: z.object({ rows: count, accepted: count, changed: count, unchanged: count, refused: count }),
  rows: z.array(
    z.object({
      /** its place in 记录, from 1 */
      row: count,
      examNumber: z.string(),
      result: z.enum(['accepted', 'changed', 'unchanged', 'refused']),
      /** of a refused row, five at most */
      reasons: z.array(z.object({ column: z.string(), reason: z.string() })),
    }),
  ),
})
export type SyncAnswer = z.infer<typeof syncAnswer>

/** One line of the stream: progress, and last the result or a problem. */
export const uploadLine = z.union([
  z.object({
    progress: z.object({
      stage: z.enum(['reading', 'checking', 'comparing', 'sealing', 'writing']),
      done: count,
      total: count,
    }),
  }),
  z.object({ result: uploadView }),
  z.object({ problem: z.object({ code: z.string(), title: z.string(), detail: z.string() }).loose() }),
])

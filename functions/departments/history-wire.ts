import { z } from 'zod'
import { kindNames } from '#model/report/kinds.ts'
import { placeCursor } from '#model/keyset.ts'
import { verdicts } from '#model/verdict/verdict.ts'

const instant = z.iso.datetime()
const kind = z.enum(kindNames)
const verdict = z.enum(verdicts)

export const deskSessionView = z.object({
  now: instant,
  name: z.string(),
  /** among how many this person may choose */
  grants: z.int(),
  department: z.object({
    name: z.string(),
    kinds: z.array(kind),
    unitNames: z.array(z.string()),
  }),
  budget: z.object({
    left: z.int().describe('今天还可以查询的次数'),
    most: z.int(),
    resetsAt: instant,
  }),
})
export type DeskSessionView = z.infer<typeof deskSessionView>

const filters = { kind: kind.optional(), verdict: verdict.optional() }

export const historySearch = z.strictObject({
  ...filters,
  caseNumber: z.string().trim().max(64).optional().describe('业务编号，须完全一致'),
  before: z.string().regex(placeCursor).optional(),
})
export type HistorySearch = z.infer<typeof historySearch>

/** A case number stays out of addresses, so the file is of all of them. */
export const historyExport = z.strictObject(filters)

export const historyView = z.object({
  now: instant,
  lookups: z.array(
    z.object({
      id: z.string(),
      at: instant,
      kind,
      verdict,
      name: z.string().describe('所查的姓名；空：扫描二维码'),
      caseNumber: z.string(),
      receipt: z.string().describe('空：未查到'),
      account: z.string(),
      bulk: z.boolean(),
    }),
  ),
  next: z.string().nullable(),
})
export type HistoryView = z.infer<typeof historyView>

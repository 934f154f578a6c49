import { z } from 'zod'
import { kindNames } from '#model/report/kinds.ts'
import { verdicts } from '#model/verdict/verdict.ts'

export const lookupsQuery = z.strictObject({ before: z.coerce.number().int().positive().optional() })

const instant = z.iso.datetime()

export const lookupsView = z.object({
  lookups: z.array(
    z.object({
      receipt: z.string(),
      at: instant,
      kind: z.enum(kindNames),
      codeKind: z.enum(['verification', 'transfer']),
      verdict: z.enum(verdicts),
      via: z.enum(['page', 'api', 'token', 'desk', 'bulk']),
      department: z.string().nullable(),
      origin: z.string().describe('no finer than a province; empty: not known'),
      codeLive: z.boolean().describe('the code that was looked up is good now'),
      disownedAt: instant.nullable(),
      chainSeq: z.int().nullable().describe('place in the hash chain; null: not sealed yet'),
      repeats: z.int().describe('how often the same was scanned again from there in ten minutes; not sealed'),
    }),
  ),
  next: z.int().nullable(),
})

const hash = z.string().regex(/^[0-9a-f]{64}$/)

export const chainQuery = z.strictObject({
  noted: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(hash)
    .optional()
    .describe('a hash noted down earlier, which must still be in the chain'),
})

export const chainView = z.object({
  rule: z.string().describe('documented at /help/lookup-ledger/'),
  sealed: z.int(),
  head: hash,
  broken: z.object({ at: z.int(), because: z.enum(['missing', 'changed', 'mark']) }).nullable(),
  noted: z.int().nullable().describe('place of the hash asked about; null: not in the chain'),
})

export const exportQuery = z.strictObject({ as: z.enum(['json', 'csv']).default('json') })

export const disownParam = z.object({ receipt: z.string().regex(/^[0-9A-Za-z-]{1,64}$/) })
export const disownInput = z.strictObject({})
export const disownAnswer = z.object({
  receipt: z.string(),
  disownedAt: instant,
  code: z
    .enum(['frozen', 'dead', 'school'])
    .describe('frozen: ended now, not to be revived; dead: had ended before; school: a 转递编号'),
})

import { z } from 'zod'

export const lookupsQuery = z.strictObject({ before: z.coerce.number().int().positive().optional() })

export const lookupsView = z.object({
  lookups: z.array(
    z.object({
      receipt: z.string(),
      at: z.iso.datetime(),
      kind: z.enum(['archive', 'hukou']),
      codeKind: z.enum(['verification', 'transfer']),
      verdict: z.enum(['valid', 'expired', 'revoked', 'superseded', 'unknown']),
      via: z.enum(['page', 'api', 'token', 'desk', 'bulk']),
      department: z.string().nullable(),
    }),
  ),
  next: z.int().nullable(),
})

import { z } from 'zod'

const kind = z.enum(['archive', 'hukou']).describe('archive: 档案转递信息; hukou: 户口迁移信息')

const typed = z.strictObject({
  kind,
  name: z.string().trim().min(1).max(100).describe('学籍姓名'),
  code: z
    .string()
    .trim()
    .min(1)
    .max(1000)
    .describe('核验编号 (archive: or 转递编号); spaces, hyphens and case do not matter'),
})

const scanned = z.strictObject({
  token: z.string().min(1).max(1000).describe('what follows # in the address of a report’s QR code'),
})

export const verificationRequest = z.union([typed, scanned])

const text = z.string().describe('empty: not reported')
const basicInfo = z.object({
  name: text,
  sex: text,
  schoolName: text,
  graduationMonth: text.describe('YYYYMM'),
  programmeLength: text,
  major: text,
  level: text,
  originRegion: text,
})

/** An allowlist: what is not named here is not answered, whatever a report's content may hold one day. */
const report = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('archive'),
    basicInfo,
    destination: z.object({ category: text, unitName: text, unitRegion: text }),
    archive: z
      .object({
        transferType: text,
        unitName: text,
        unitRegion: text,
        postcode: text,
        contact: text,
        phone: text,
      })
      .optional()
      .describe('absent when no archive transfer was registered at authorization'),
  }),
  z.object({
    kind: z.literal('hukou'),
    basicInfo,
    destination: z.object({ category: text }),
    hukou: z.object({ migrationType: text, region: text }),
  }),
])

const instant = z.iso.datetime()
const known = {
  kind,
  codeKind: z.enum(['verification', 'transfer']).describe('verification: 核验编号 or QR; transfer: 转递编号'),
  validUntil: instant.describe('exclusive'),
  checkedAt: instant,
  receipt: z.string().describe('number of this look-up, shown to the graduate too'),
}

const ended = [
  z.object({ verdict: z.literal('expired'), ...known }),
  z.object({ verdict: z.literal('revoked'), ...known }),
  z.object({ verdict: z.literal('superseded'), ...known }),
  z.object({ verdict: z.literal('unknown') }),
] as const

export const verificationAnswer = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('valid'),
    ...known,
    asOf: instant
      .optional()
      .describe('transfer codes: since when the record has stood as it is shown; reports are frozen'),
    report,
  }),
  ...ended,
])

export type VerificationAnswer = z.infer<typeof verificationAnswer>
/** The frozen content, read back through the allowlist. */
export const releasedReport = report

const outcome = z.enum(['received', 'returned']).describe('received: 已收到; returned: 退回')

export const receiptRequest = z
  .strictObject({
    name: typed.shape.name,
    code: typed.shape.code.describe('转递编号; spaces, hyphens and case do not matter'),
    outcome,
    /** longer than the rule allows, so that the rule and not the parser says what is too long */
    reason: z.string().max(5000).default('').describe('why the file is sent back, at most 500 characters'),
  })
  .refine((given) => given.outcome === 'returned' || given.reason === '', {
    path: ['reason'],
    message: 'only a returned file has a reason',
  })
export type ReceiptRequest = z.infer<typeof receiptRequest>

export const receiptAnswer = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('valid'),
    ...known,
    outcome,
    answeredAt: instant.describe('when it was first answered'),
  }),
  ...ended,
])
export type ReceiptAnswer = z.infer<typeof receiptAnswer>

import { z } from 'zod'
import { kindNames } from '#model/report/kinds.ts'
import { expiredReasons, fieldsReasons, revokedReasons, silentReasons } from '#model/reasons.ts'
import { givenAs, outcomes } from '#model/transfer/receipt.ts'
import { verdicts } from '#model/verdict/verdict.ts'

const kind = z.enum(kindNames).describe('archive: 档案转递信息; hukou: 户口迁移信息')

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
const codeKind = z
  .enum(['verification', 'transfer'])
  .describe('verification: 核验编号 or QR; transfer: 转递编号')
const known = {
  kind,
  codeKind,
  validUntil: instant.describe('exclusive'),
  checkedAt: instant,
  receipt: z.string().describe('number of this look-up, shown to the graduate too'),
  specimen: z.literal(true).optional().describe('a report of nobody, to practise on: see /help/genuine/'),
}

const endedTransfer = z.object({
  verdict: z.enum(['expired', 'revoked', 'superseded']),
  ...known,
  codeKind: codeKind.extract(['transfer']),
})
const unknown = z.object({ verdict: z.literal('unknown') })

const { validUntil: _untold, ...knownOfUnverifiable } = known
const unverifiable = z
  .object({
    verdict: z.literal('unverifiable'),
    ...knownOfUnverifiable,
    codeKind: codeKind.extract(['verification']),
  })
  .describe(
    'the report is there, but what is kept of it does not pass its integrity check: neither valid nor unknown, and nothing is shown',
  )

const knownReport = {
  ...known,
  codeKind: codeKind.extract(['verification']),
  serviceEnded: z
    .literal(true)
    .optional()
    .describe('the service for this graduate is over: no new code can be had'),
}
const endedReport = [
  z.object({
    verdict: z.literal('expired'),
    ...knownReport,
    because: z
      .enum(expiredReasons)
      .describe('chosen_day: the graduate’s last day has passed; cap: the service has ended'),
  }),
  z.object({
    verdict: z.literal('revoked'),
    ...knownReport,
    because: z.enum(revokedReasons).describe('graduate: ended by the graduate'),
  }),
  z.object({
    verdict: z.literal('superseded'),
    ...knownReport,
    because: z
      .enum(fieldsReasons)
      .describe('record: 去向登记信息 has changed; roster: the school has corrected 基本信息'),
    changedFields: z
      .array(z.object({ block: z.string(), label: z.string() }))
      .describe(
        'fields of the report that say something else today, under its own labels; never their values',
      ),
  }),
  z.object({
    verdict: z.literal('superseded'),
    ...knownReport,
    because: z
      .enum(silentReasons)
      .describe(
        'dispute: the graduate has called the information wrong; voided: the registration was withdrawn',
      ),
  }),
] as const

export const verificationAnswer = z.union([
  z.object({
    verdict: z.literal('valid'),
    ...known,
    asOf: instant
      .optional()
      .describe('transfer codes: since when the record has stood as it is shown; reports are frozen'),
    report,
  }),
  ...endedReport,
  endedTransfer,
  unverifiable,
  unknown,
])

export type VerificationAnswer = z.infer<typeof verificationAnswer>

export const limitedAnswer = z.object({
  verdict: z.literal('limited'),
  retryAt: instant.describe('when the same may be asked again'),
})
export type LimitedAnswer = z.infer<typeof limitedAnswer>
/** The frozen content, read back through the allowlist. */
export const releasedReport = report

const outcome = z.enum(outcomes).describe('received: 已收到; returned: 退回')

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

export const receiptAnswer = z.union([
  z.object({
    verdict: z.literal('valid'),
    ...known,
    outcome,
    answeredAt: instant.describe('when it was first answered'),
    givenAs: z
      .enum(givenAs)
      .describe(
        'claim: by name and 转递编号, not signed in; unit: by the signed-in department it was sent to',
      ),
  }),
  endedTransfer,
  unknown,
])
export type ReceiptAnswer = z.infer<typeof receiptAnswer>

/** 回执核对 */
export const receiptCheck = z.strictObject({
  receipt: z.string().trim().min(1).max(100).describe('回执编号; spaces, hyphens and case do not matter'),
  code: z
    .string()
    .trim()
    .min(1)
    .max(1000)
    .describe('the 核验编号 or 转递编号 that was looked up, or the token of the report’s QR code'),
  name: z.string().trim().max(100).optional().describe('compared only where it is given'),
})
export type ReceiptCheck = z.infer<typeof receiptCheck>

export const checkedReceipt = z.union([
  z.object({
    found: z.literal(true),
    receipt: z.string(),
    at: instant,
    kind,
    codeKind,
    verdict: z.enum(verdicts).exclude(['unknown']).describe('what was answered then'),
    via: z.enum(['page', 'api', 'token', 'desk', 'bulk']),
    department: z.string().nullable().describe('null: not signed in'),
    sealed: z
      .object({ place: z.int(), hash: z.string() })
      .nullable()
      .describe('place and hash in the graduate’s chain, as their export has them; null: not sealed yet'),
  }),
  z.object({ found: z.literal(false) }),
])
export type CheckedReceipt = z.infer<typeof checkedReceipt>

import { z } from 'zod'
import { blockView } from '#model/record/block-view.ts'
import { transferFiles } from '#words/transfer/dispatches.ts'
import { answerView, earlierAnswerOfSchool } from './answer-wire.ts'

const instant = z.iso.datetime()
const opaqueId = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
const method = z.enum(['confidential', 'ems', 'courier']).describe('机要 · EMS · 专人')
const notSent = z.enum(['no_archive', 'not_needed', 'on_hold'])

const filters = {
  cohort: z
    .string()
    .regex(/^20\d\d$/)
    .transform(Number)
    .optional(),
  college: z.string().trim().max(100).default(''),
  status: z.enum(['unsent', 'sent', 'received', 'returned', 'no_archive']).optional(),
}

/** Asked in a body: what is searched for can be a name, and no name stands in an address. */
export const transferCodesSearch = z.strictObject({
  ...filters,
  q: z.string().trim().max(60).default('').describe('考生号或姓名的开头'),
  after: opaqueId.optional(),
})
export const exportQuery = z.strictObject(filters)
export type Filters = z.infer<typeof exportQuery> & { q?: string }

const transferCodeView = z.object({
  entryId: z.string(),
  name: z.string(),
  examNumber: z.string(),
  college: z.string(),
  major: z.string(),
  /** null where no archive transfer is registered */
  archive: blockView('archive').nullable(),
  code: z.string(),
  /** exclusive */
  transferEndsAt: instant,
  state: z.enum([...notSent.options, 'unsent', 'sent', 'received', 'returned']),
  /** why nothing new may be sent, whatever was sent before */
  notSent: notSent.nullable(),
  dispatch: z
    .object({
      id: z.string(),
      version: z.int(),
      /** '' where the unit answered before the school entered anything */
      method: z.enum([...method.options, '']),
      trackingNumber: z.string(),
      sentOn: z.string(),
      /** the one that counts */
      answer: answerView.nullable(),
      /** the others, oldest first */
      earlierAnswers: z.array(earlierAnswerOfSchool),
    })
    .nullable(),
})
export type TransferCodeView = z.infer<typeof transferCodeView>

export const transferCodesView = z.object({
  now: instant,
  /** the one shown; null where the school has no codes at all */
  cohort: z.int().nullable(),
  /** newest first */
  cohorts: z.array(z.int()),
  rows: z.array(transferCodeView),
  /** the last row's entry where more follow */
  next: z.string().nullable(),
})
export type TransferCodesView = z.infer<typeof transferCodesView>

export const dispatchInput = z.strictObject({
  entryId: opaqueId,
  method,
  trackingNumber: z.string().max(100),
  sentOn: z.string().max(20),
  /** of the sending that was shown; null where there was none */
  version: z.int().positive().nullable(),
  /** sends again although the unit has the file */
  reopen: z.boolean().default(false),
})
export type DispatchInput = z.infer<typeof dispatchInput>

export const dispatchAnswer = z.object({
  act: z.enum(['sent', 'corrected', 'completed', 'sent_again', 'reopened']),
})
export type DispatchAnswer = z.infer<typeof dispatchAnswer>

export const dispatchId = z.strictObject({ id: opaqueId })
export const withdrawalInput = z.strictObject({ version: z.int().positive() })
export const withdrawalAnswer = z.object({ withdrawn: z.literal(true) })

export const settingAsideInput = z.strictObject({
  /** of the sending that was shown */
  version: z.int().positive(),
  /** longer than the rule allows, so that the rule and not the parser says what is too long */
  reason: z.string().max(5000).describe('why, at most 500 characters; the graduate reads it'),
})
export type SettingAsideInput = z.infer<typeof settingAsideInput>
export const settingAsideAnswer = z.object({ setAside: z.int().describe('how many answers') })
export type SettingAsideAnswer = z.infer<typeof settingAsideAnswer>

/** At most this many sheets are printed at once. */
export const slipLimit = 100
export const slipsQuery = z.strictObject({
  entries: z
    .string()
    .regex(/^[A-Za-z0-9_-]{22}(,[A-Za-z0-9_-]{22})*$/)
    .transform((text) => [...new Set(text.split(','))])
    .refine((ids) => ids.length <= slipLimit, transferFiles.tooManySlips(slipLimit)),
})

import { z } from 'zod'

const instant = z.iso.datetime()

/** what waits for a second person: the reader may be it, or may have asked */
const waiting = {
  by: z.string().describe('提出的人；空：平台'),
  at: instant,
  own: z.boolean(),
  mayConfirm: z.boolean(),
  /** members of the school who may */
  confirmers: z.int(),
}

const reviewLevels = z.union([z.literal(1), z.literal(2)]).describe('1：学校审核；2：学院审核后由学校审核')

export const settingsView = z.object({
  now: instant,
  reviewLevels,
  /** one level instead of two was asked for */
  oneLevel: z.object(waiting).nullable(),
  /** members who may be the reader's second person */
  secondPeople: z.int(),
  /** registrations that wait for a college now */
  waitingForColleges: z.int(),
  /** of the roster, by name; '' for entries that name none */
  colleges: z.array(
    z.object({
      name: z.string(),
      entries: z.int(),
      /** that are not disabled */
      accounts: z.int(),
    }),
  ),
  accounts: z.array(
    z.object({
      id: z.string(),
      login: z.string(),
      name: z.string(),
      /** '' for the whole school */
      college: z.string(),
      disabled: z.boolean(),
      self: z.boolean(),
      waiting: z.object(waiting).nullable(),
    }),
  ),
})
export type SettingsView = z.infer<typeof settingsView>

export const chainInput = z.strictObject({ levels: reviewLevels })
export const chainAnswer = z.object({
  reviewLevels,
  waits: z.boolean().describe('改为一级的申请正在等待另一人确认'),
})
export type ChainAnswer = z.infer<typeof chainAnswer>

/** longer than the rules allow, so that a rule and not the parser says what is too long */
const text = z.string().max(400)
/** a login is the provider's, to the character */
export const accountInput = z.strictObject({ login: text, name: text.trim(), college: text.trim() })
export type AccountInput = z.infer<typeof accountInput>
export const accountAnswer = z.object({ id: z.string(), waits: z.boolean() })

/** an account's id is ours, or the login of a school's first two */
export const accountId = z.strictObject({ id: z.string().regex(/^[\w.-]{2,64}$/) })
export const acceptedInput = z.strictObject({ accepted: z.boolean() })
export const confirmedAnswer = z.object({ id: z.string(), accepted: z.boolean() })
export const withdrawnInput = z.strictObject({})
export const withdrawnAnswer = z.object({ id: z.string() })

export const disabledInput = z.strictObject({ disabled: z.boolean() })
export const disabledAnswer = z.object({ id: z.string(), disabled: z.boolean() })

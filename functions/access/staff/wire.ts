import { z } from 'zod'

const reviewLevels = z.union([z.literal(1), z.literal(2)]).describe('1：学校审核；2：学院审核后由学校审核')

export const settingsView = z.object({
  now: z.iso.datetime(),
  reviewLevels,
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
    }),
  ),
})
export type SettingsView = z.infer<typeof settingsView>

export const chainInput = z.strictObject({ levels: reviewLevels })
export const chainAnswer = z.object({ reviewLevels })

/** longer than the rules allow, so that a rule and not the parser says what is too long */
const text = z.string().max(400).trim()
export const accountInput = z.strictObject({ login: text, name: text, college: text })
export type AccountInput = z.infer<typeof accountInput>
export const accountAnswer = z.object({ id: z.string() })

/** an account's id is ours, or the login of a school's first two */
export const accountId = z.strictObject({ id: z.string().regex(/^[\w.-]{2,64}$/) })
export const disabledInput = z.strictObject({ disabled: z.boolean() })
export const disabledAnswer = z.object({ id: z.string(), disabled: z.boolean() })

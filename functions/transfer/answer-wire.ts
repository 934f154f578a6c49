import { z } from 'zod'
import { givenAs, outcomes } from '#model/transfer/receipt.ts'

const instant = z.iso.datetime()

/** One answer of a file, as graduate and school see it (decision 35). */
export const answerView = z.object({
  outcome: z.enum(outcomes).describe('已收到 · 退回'),
  reason: z.string(),
  at: instant,
  givenAs: z
    .enum(givenAs)
    .describe('claim: by name and 转递编号, not signed in; unit: by the signed-in department it was sent to'),
  from: z.string().describe('the department; of a claim the province it came from, empty: not known'),
})
export type AnswerView = z.infer<typeof answerView>

const setAside = z.object({ at: instant, reason: z.string() })

/** One that does not count: a claim that the unit’s answer outweighs, or what the school set aside. */
export const earlierAnswer = answerView.extend({ setAside: setAside.nullable() })
export const earlierAnswerOfSchool = answerView.extend({
  setAside: setAside.extend({ by: z.string() }).nullable(),
})
export type EarlierAnswerOfSchool = z.infer<typeof earlierAnswerOfSchool>

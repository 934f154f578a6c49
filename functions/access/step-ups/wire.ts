import { z } from 'zod'

export const askInput = z.strictObject({})
export const askAnswer = z.object({ number: z.string(), secondsLeft: z.int() })

export const officerInput = z.strictObject({
  examNumber: z.string().regex(/^\d{14,15}$/),
  number: z.string().regex(/^\d{6}$/),
  /** false: show what to compare; true: the identity document and the person were compared with it */
  compared: z.boolean(),
})
export const officerAnswer = z.object({
  state: z.enum(['to_compare', 'first_done', 'passed']),
  name: z.string(),
  /** the last four characters of the identity number */
  idNumberEnd: z.string(),
  officer: z.enum(['first', 'second']),
})
export type OfficerInput = z.infer<typeof officerInput>
export type OfficerAnswer = z.infer<typeof officerAnswer>

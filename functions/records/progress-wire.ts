import { z } from 'zod'
import { closedReasons } from '#model/authorization/closed.ts'
import { nextActNames, stepNames } from '#model/progress/next-acts.ts'
import { confirmationStates, confirmRefusals } from '#model/record/confirmation.ts'
import { openRegistrationStates, registrationKinds } from '#model/record/registration-states.ts'
import { reasonNames } from '#model/reasons.ts'
import { ofKinds } from '#model/report/kinds.ts'
import { cardStates } from '#model/verdict/verdict.ts'

const code = z.object({
  state: z.enum(cardStates),
  because: z.enum(reasonNames).nullable().describe('why it is dead'),
  validUntil: z.iso.datetime().nullable().describe('exclusive; null: none was issued'),
  closed: z.enum(closedReasons).nullable().describe('why no new one can be given'),
})

/** 办到哪一步, for every client alike (decision 29). */
export const progressView = z.object({
  steps: z.array(
    z.object({
      step: z.enum(stepNames),
      state: z.enum(['done', 'next', 'open', 'closed']),
      path: z.string().nullable(),
    }),
  ),
  next: z.object({ act: z.enum(nextActNames), path: z.string().nullable() }),
  registration: z
    .object({ kind: z.enum(registrationKinds), state: z.enum(openRegistrationStates) })
    .nullable()
    .describe('the one that is not closed yet'),
  elsewhere: z
    .object({ name: z.string(), url: z.string() })
    .nullable()
    .describe('the system in which registrations are made and changed instead'),
  changeable: z.boolean().describe('更改档案去向 can be asked for now'),
  confirmation: z.enum(confirmationStates),
  notConfirmable: z.enum(confirmRefusals).nullable(),
  codes: z.object(ofKinds(() => code)),
})
export type ProgressView = z.infer<typeof progressView>

import { z } from 'zod'
import { dispatchStates } from '#model/transfer/dispatch.ts'
import { answerView, earlierAnswer } from './answer-wire.ts'

const sending = z.object({
  method: z
    .enum(['confidential', 'ems', 'courier', ''])
    .describe('机要 · EMS · 专人; empty: the receiving unit answered before the school entered anything'),
  trackingNumber: z.string(),
  sentOn: z.string().describe('YYYY-MM-DD'),
  /** the one that counts */
  answer: answerView.nullable(),
  /** the others, oldest first */
  earlierAnswers: z.array(earlierAnswer),
  withdrawnAt: z.iso.datetime().nullable().describe('taken back by the school after an answer was set aside'),
})

export const dispatchView = z.object({
  now: z.iso.datetime(),
  state: z.enum(dispatchStates).describe('no_archive, not_needed, on_hold: why nothing is sent'),
  registeredAt: z.iso.datetime().nullable().describe('since when the record stands'),
  /** the sending that counts */
  dispatch: sending.nullable(),
  /** earlier ones, newest first */
  history: z.array(sending),
})
export type DispatchView = z.infer<typeof dispatchView>

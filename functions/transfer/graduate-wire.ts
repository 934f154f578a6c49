import { z } from 'zod'

const sending = z.object({
  method: z
    .enum(['confidential', 'ems', 'courier', ''])
    .describe('机要 · EMS · 专人; empty: the receiving unit answered before the school entered anything'),
  trackingNumber: z.string(),
  sentOn: z.string().describe('YYYY-MM-DD'),
  outcome: z.enum(['received', 'returned']).nullable().describe('已收到 · 退回'),
  returnReason: z.string(),
  answeredAt: z.iso.datetime().nullable(),
})

export const dispatchView = z.object({
  now: z.iso.datetime(),
  /** the sending that counts */
  dispatch: sending.nullable(),
  /** earlier ones, newest first */
  history: z.array(sending),
})
export type DispatchView = z.infer<typeof dispatchView>

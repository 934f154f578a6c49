import { z } from 'zod'
import { disputeCursor } from '../records/dispute-page.rules.ts'

export const tokenAnswer = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  /** seconds */
  expires_in: z.int(),
})
export type TokenAnswer = z.infer<typeof tokenAnswer>

export const tokenRefusal = z.object({ error: z.string(), error_description: z.string() })

export const eventsQuery = z.strictObject({
  /** `next` of the page before; 0 begins at the beginning */
  after: z
    .string()
    .regex(/^\d{1,15}$/)
    .default('0')
    .transform(Number),
  limit: z
    .string()
    .regex(/^\d{1,4}$/)
    .default('500')
    .transform(Number)
    .pipe(z.int().min(1).max(1000)),
})

export const eventsView = z.object({
  events: z.array(
    z.object({
      seq: z.int(),
      at: z.iso.datetime(),
      schoolCode: z.string(),
      kind: z.enum([
        'destination.confirmed',
        'confirmation.ended',
        'dispute.opened',
        'dispute.withdrawn',
        'record.reported',
        'record.voided',
      ]),
      examNumber: z.string(),
      /** the version of the record it happened to */
      recordVersion: z.int(),
    }),
  ),
  /** goes into `after` of the next call; fewer events than asked for means that there are no more yet */
  next: z.int(),
})
export type EventsView = z.infer<typeof eventsView>

export const digestQuery = z.strictObject({ school: z.string().regex(/^\d{5}$/), date: z.iso.date() })

export const digestView = z.object({
  school: z.string(),
  /** the day in Asia/Shanghai */
  date: z.iso.date(),
  count: z.int(),
  /** hex, over one line an event in order of seq: `seq kind examNumber recordVersion` and LF, in UTF-8 */
  sha256: z.string(),
})
export type DigestView = z.infer<typeof digestView>

export const disputesQuery = z.strictObject({
  /** `next` of the page before */
  after: z.string().regex(disputeCursor).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .default('100')
    .transform(Number)
    .pipe(z.int().min(1).max(200)),
})

const explained = z.object({ explanation: z.string() }).nullable()

export const disputesView = z.object({
  disputes: z.array(
    z.object({
      id: z.string(),
      openedAt: z.iso.datetime(),
      schoolCode: z.string(),
      examNumber: z.string(),
      name: z.string(),
      /** the version of the record it is about */
      recordVersion: z.int(),
      /** null: not claimed */
      destination: z.object({ kind: z.enum(['changed', 'wrong']), explanation: z.string() }).nullable(),
      archive: explained,
      hukou: explained,
      /** how the graduate can be reached */
      contact: z.string(),
    }),
  ),
  /** goes into `after` of the next call; null where there are no more */
  next: z.string().nullable(),
})
export type DisputesView = z.infer<typeof disputesView>

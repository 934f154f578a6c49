import { z } from 'zod'
import { placeCursor } from '#model/keyset.ts'

export const eventsQuery = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,15}$/)
    .default('0')
    .transform(Number)
    .describe('上一页的 next；0 为从头开始'),
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
      kind: z
        .enum([
          'destination.confirmed',
          'confirmation.ended',
          'dispute.opened',
          'dispute.withdrawn',
          'record.reported',
          'record.voided',
        ])
        .describe(
          'destination.confirmed 毕业生确认；confirmation.ended 基本信息有变化，原确认失效；dispute.opened 毕业生反馈有误；' +
            'dispute.withdrawn 毕业生撤销反馈；record.reported 有了新的一版；record.voided 作废，没有新的一版',
        ),
      examNumber: z.string(),
      recordVersion: z.int().describe('事件所说的是记录的第几版'),
    }),
  ),
  next: z.int().describe('填入下一次的 after；事件少于 limit 个表示暂时没有更多'),
})
export type EventsView = z.infer<typeof eventsView>

export const digestQuery = z.strictObject({ school: z.string().regex(/^\d{5}$/), date: z.iso.date() })

export const digestView = z.object({
  school: z.string(),
  date: z.iso.date().describe('北京时间的一天'),
  count: z.int(),
  sha256: z
    .string()
    .describe(
      '十六进制；按 seq 的顺序，每个事件一行“seq kind examNumber recordVersion”，以 LF 结束，UTF-8 编码',
    ),
})
export type DigestView = z.infer<typeof digestView>

export const disputesQuery = z.strictObject({
  after: z.string().regex(placeCursor).optional().describe('上一页的 next；不填为从最早的开始'),
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
      recordVersion: z.int().describe('反馈的是记录的第几版'),
      destination: z.object({ kind: z.enum(['changed', 'wrong']), explanation: z.string() }).nullable(),
      archive: explained,
      hukou: explained,
      contact: z.string().describe('毕业生留下的联系方式'),
    }),
  ),
  next: z.string().nullable().describe('填入下一次的 after；null 表示没有更多'),
})
export type DisputesView = z.infer<typeof disputesView>

// When a graduate is reminded that a live code ends, and in which words.
import { showEnd } from '#model/calendar/caps.ts'
import { REMIND_BEFORE } from '#model/verdict/ending.ts'

/** Codes that end by this instant are reminded of now. */
export const remindUntil = (now: number): number => now + REMIND_BEFORE

const kinds = { archive: '档案信息核验', hukou: '户口信息核验' } as const

export interface Ending {
  kind: keyof typeof kinds
  /** exclusive */
  validUntil: number
  schoolName: string
}

/** The message as it is sent: no name, no code, nothing that an onlooker could use. */
export const reminderText = (
  { kind, validUntil, schoolName }: Ending,
  site: { host: string; operator: string },
) =>
  `【${site.operator}】您（${schoolName}毕业生）的${kinds[kind]}编号将于 ${showEnd(validUntil)} 到期，到期后接收部门不能再查询。` +
  `如仍需要，请登录 ${site.host} 在“核验授权”中延长。本消息不含链接，不会索要验证码。`

const MINUTE = 60_000
const TRIES = 5

/** When a message that did not get through is tried again: after 10, 20, 40, 80 minutes; undefined after the fifth try. */
export const nextTryAt = (triesBefore: number, machineNow: number): number | undefined =>
  triesBefore + 1 >= TRIES ? undefined : machineNow + 10 * MINUTE * 2 ** triesBefore

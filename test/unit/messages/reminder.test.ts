import { expect, it } from 'vitest'
import { endsSoon, remindedFrom } from '#model/verdict/ending.ts'
import { nextTryAt } from '../../../functions/messages/decide-reminder.ts'
import { reminderText } from '../../../functions/messages/reminder-text.ts'

const day = 86_400_000
const now = Date.parse('2026-11-26T04:00:00Z')

it('says that a live code ends soon in its last three days, and never of a dead one', () => {
  expect(endsSoon({ state: 'active', validUntil: now + 3 * day }, now)).toBe(true)
  expect(endsSoon({ state: 'active', validUntil: now + 3 * day + 1 }, now)).toBe(false)
  for (const state of ['unset', 'expired', 'ended', 'superseded', 'service_ended'] as const)
    expect(endsSoon({ state, validUntil: now + day }, now)).toBe(false)
})

it('does not remind of a day that was chosen this near', () => {
  expect(remindedFrom(now + 3 * day, now)).toBe(now)
  expect(remindedFrom(now + 4 * day, now)).toBeNull()
})

it('names school, kind and last second in the message, and neither a name, a code nor a link', () => {
  const text = reminderText(
    { kind: 'hukou', validUntil: Date.parse('2026-11-28T16:00:00Z'), schoolName: '北京大学' },
    { host: 'quxiang.example.cn', operator: '某省就业指导中心' },
  )
  expect(text).toContain('北京大学')
  expect(text).toContain('户口信息核验')
  expect(text).toContain('2026-11-28 23:59:59')
  expect(text).not.toMatch(/https?:|\d{7}[2-9A-Z]{8}/)
})

it('tries five times, each time later, and then no more', () => {
  const minutes = [0, 1, 2, 3, 4].map((tries) => {
    const at = nextTryAt(tries, now)
    return at === undefined ? undefined : (at - now) / 60_000
  })
  expect(minutes).toEqual([10, 20, 40, 80, undefined])
})

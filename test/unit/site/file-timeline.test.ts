import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import type { DispatchView } from '../../../functions/transfer/graduate-wire.ts'
import { Timeline } from '../../../site/src/kit/graduate/timeline.tsx'

type Sending = NonNullable<DispatchView['dispatch']>

const claim: NonNullable<Sending['answer']> = {
  outcome: 'received',
  reason: '',
  at: '2026-07-20T02:00:00.000Z',
  givenAs: 'claim',
  from: '广东省',
}
const unit = { ...claim, givenAs: 'unit' as const, from: '海淀区人才中心' }
const sending = (given: Partial<Sending>): Sending => ({
  method: 'ems',
  trackingNumber: 'EA123456789CN',
  sentOn: '2026-07-08',
  answer: null,
  earlierAnswers: [],
  withdrawnAt: null,
  ...given,
})
const lines = (given: Partial<Sending>) =>
  [
    ...renderToString(h(Timeline, { registeredAt: null, sending: sending(given) })).matchAll(
      /<li[^>]*>(.*?)<\/li>/g,
    ),
  ].map(([, line = '']) =>
    line
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )

it('says of a claim that nobody was signed in and where it came from, and never that the unit has the file', () => {
  const [, answered, ...more] = lines({ answer: claim })
  expect(answered).toMatch(/有反馈称已收到 经转递编号反馈（未登录），来自广东省$/)
  expect(answered).not.toContain('接收单位')
  expect(more).toEqual([])
})

it('says of the unit’s answer whose it is, and keeps the claim that it outweighs', () => {
  const returned = { ...claim, outcome: 'returned' as const, reason: '地址有误', setAside: null }
  const [, earlier, answered] = lines({ answer: unit, earlierAnswers: [returned] })
  expect(earlier).toMatch(
    /有反馈称已退回 经转递编号反馈（未登录），来自广东省 原因：地址有误 以接收单位的登记为准$/,
  )
  expect(answered).toMatch(/接收单位已收到 接收单位登记（海淀区人才中心）$/)
})

it('says that the school set an answer aside and why, and waits again', () => {
  const gone = { ...claim, from: '', setAside: { at: '2026-07-21T02:00:00.000Z', reason: '并未签收' } }
  const [, earlier, setAside, waiting] = lines({ earlierAnswers: [gone] })
  expect(earlier).toMatch(/经转递编号反馈（未登录）$/)
  expect(setAside).toMatch(/学校已将以上接收情况作废 原因：并未签收$/)
  expect(waiting).toBe('等待接收单位登记收到')
})

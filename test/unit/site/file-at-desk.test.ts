import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import type { DeskFile } from '../../../functions/departments/wire.ts'
import { FileOf } from '../../../site/src/journeys/department-verify/file.tsx'

const file = (given: Partial<DeskFile> = {}): DeskFile => ({
  sending: { method: 'ems', trackingNumber: 'EA123456789CN', sentOn: '2026-07-08' },
  answer: null,
  mayAnswer: true,
  ...given,
})
const text = (of: DeskFile) =>
  renderToString(h(FileOf, { of, asked: { name: '陈诚', code: 'Z2610001ABCDEFGH' } }))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
const answer = { outcome: 'returned' as const, at: '2026-07-20T02:00:00.000Z', from: '' }

it('offers both answers to the department that the file was sent to, also after a claim', () => {
  for (const given of [{}, { answer: { ...answer, givenAs: 'claim' as const } }]) {
    const shown = text(file(given))
    for (const part of ['2026-07-08 寄出，EMS EA123456789CN', '登记已收到', '档案需要退回', '登记退回'])
      expect(shown).toContain(part)
  }
  expect(text(file({ answer: { ...answer, givenAs: 'claim' } }))).toContain(
    '退回，登记于 2026-07-20 10:00:00，经转递编号反馈（未登录）。',
  )
})

it('offers none where the unit has answered, where it is another’s, or where nothing was sent', () => {
  const answered = file({ answer: { ...answer, givenAs: 'unit', from: '海淀区人才中心' }, mayAnswer: false })
  expect(text(answered)).toContain('接收单位登记（海淀区人才中心）')
  for (const of of [answered, file({ mayAnswer: false }), file({ sending: null, mayAnswer: false })])
    expect(text(of)).not.toContain('档案需要退回')
  expect(text(file({ sending: null, mayAnswer: false }))).toContain('学校尚未登记寄出信息')
})

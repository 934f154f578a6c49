import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { beforeEach, expect, it, vi } from 'vitest'
import { authorize } from '#words/graduate/authorize.ts'
import { confirm } from '#words/graduate/confirm.ts'
import { ValidityForm } from '../../../site/src/journeys/authorize/validity-form.tsx'
import { ConfirmForm } from '../../../site/src/journeys/confirm/confirm-form.tsx'
import type { RecordView } from '../../../site/src/kit/send.ts'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
})

const view = {
  now: '2026-11-27T04:00:00.000Z',
  state: 'unconfirmed',
  record: { version: 3, sourceSystem: 'national' },
  correctAt: { name: '北京大学就业部门', url: '', contact: '' },
  confirmable: { allowed: true, because: null, detail: null },
} as unknown as RecordView
const drawn = (disputeOnly: boolean) =>
  renderToString(
    h(ConfirmForm, {
      view,
      entryId: 'entry',
      disputeOnly,
      onDone: () => undefined,
      onStale: () => undefined,
    }),
  )
const checked = (html: string) => [...html.matchAll(/<input [^>]*checked[^>]*>/g)].map(([input]) => input)

it('restores of a confirmation page what was written, and no choice, whatever a tab has kept', () => {
  const choices = { destination: true, destinationKind: 'wrong', archive: true, hukou: true, choice: 'wrong' }
  const words = { destinationText: '单位名称有误', archiveText: '', hukouText: '', contact: '13900001111' }
  kept.set('draft:dispute:entry', JSON.stringify({ ...words, ...choices }))
  expect(checked(drawn(false))).toEqual([])
  expect(drawn(false)).not.toContain(confirm.kinds)
  const disputing = drawn(true)
  expect(checked(disputing)).toEqual([])
  expect(disputing).toContain('13900001111')
  expect(disputing).toContain(confirm.keptDraft)
})

it('restores of an authorization the day, and no consent', () => {
  kept.set('draft:validity:archive', JSON.stringify('2026-12-20'))
  const html = renderToString(
    h(ValidityForm, {
      kind: 'archive',
      now: view.now,
      serviceLastDay: '2026-12-31',
      current: undefined,
      secondsLeft: 500,
      hadStepUp: true,
      provider: '学信网',
      inPerson: {} as Parameters<typeof ValidityForm>[0]['inPerson'],
      busy: false,
      trouble: undefined,
      noArchiveBlock: false,
      onSubmit: () => undefined,
      onCancel: () => undefined,
    }),
  )
  expect(html).toContain('2026-12-20')
  expect(html).toContain(authorize.consent.archive.slice(0, 20))
  expect(checked(html)).toEqual([])
})

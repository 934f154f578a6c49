import { html } from 'hono/html'
import { expect, it } from 'vitest'
import { fillPage } from '../../../functions/print/fill-page.ts'

const page =
  '<title>页</title><div data-slot="answer"></div><input data-box="name" /><p data-slot="name-fault"></p>' +
  '<input data-box="code" /><p data-slot="code-fault"></p>'

it('fills each place once, and leaves the others as they are', async () => {
  const filled = await fillPage(page, {
    slots: { answer: html`<b>${'<答>'}</b>` },
    boxes: { name: { value: '陈诚', fault: '请核对。' } },
    mark: '错误：',
  })
  expect(filled).toBe(
    '<title>错误：页</title><div data-slot="answer"><b>&lt;答&gt;</b></div>' +
      '<input value="陈诚" aria-invalid="true" /><p data-slot="name-fault">请核对。</p>' +
      '<input data-box="code" /><p data-slot="code-fault"></p>',
  )
})

it.each(['" data-box="code"', '</title>', '$&$1$$', 'data-slot="name-fault"></', '<script>'])(
  'takes %j for a text wherever it stands',
  async (text) => {
    const filled = await fillPage(page, {
      slots: { answer: html`${text}` },
      boxes: { name: { value: text, fault: text }, code: { value: '', focus: true } },
    })
    const escaped = String(await html`${text}`)
    expect(escaped).not.toMatch(/[<>"]/)
    expect(filled).toBe(
      `<title>页</title><div data-slot="answer">${escaped}</div><input value="${escaped}" aria-invalid="true" />` +
        `<p data-slot="name-fault">${escaped}</p><input value="" autofocus /><p data-slot="code-fault"></p>`,
    )
  },
)

it('fails aloud where a page has no such place', async () => {
  await expect(fillPage(page, { slots: { after: '' } })).rejects.toThrow('data-slot="after"')
  await expect(fillPage(page, { slots: {}, boxes: { receipt: { value: '' } } })).rejects.toThrow(
    'data-box="receipt"',
  )
})

// Below the facts of a transfer code: where the file is, and the receiving unit's answer. Two plain forms, because a
// page without script can ask for a reason only where one is needed. It escapes everything.
import { html } from 'hono/html'
import { showInstant } from '#model/calendar/caps.ts'
import type { Html } from '../print/page.ts'
import { transferKind } from '#model/report/kinds.ts'
import { shown } from '#model/report/blocks.ts'
import { answerContent, nextLookup, verdictBox } from './answer-page.ts'
import { methods, outcomes } from '#words/transfer/dispatches.ts'
import type { TransferFile } from './verify.ts'
import type { ReceiptAnswer } from './wire.ts'

/** What the forms send again: who asked, about which code, and a key that makes a second tap a repeat. */
export interface Asked {
  name: string
  code: string
  key: string
}

const hidden = (asked: Asked, outcome: 'received' | 'returned') => html`
  <input type="hidden" name="name" value="${asked.name}" />
  <input type="hidden" name="code" value="${asked.code}" />
  <input type="hidden" name="key" value="${asked.key}-${outcome}" />
  <input type="hidden" name="outcome" value="${outcome}" />
`

const forms = (asked: Asked) => html`
  <p>收到档案后请在此登记，毕业生和学校随即可以看到。登记后不能自行更改，如有误由学校更正。</p>
  <form method="post" action="/verify/archive/receipt/">
    ${hidden(asked, 'received')}
    <button class="btn">已收到</button>
  </form>
  <details>
    <summary>档案需要退回</summary>
    <form class="stack" method="post" action="/verify/archive/receipt/">
      ${hidden(asked, 'returned')}
      <div class="field">
        <label for="reason"><span class="need" aria-hidden="true">*</span>退回原因</label>
        <textarea
          id="reason"
          name="reason"
          required
          maxlength="500"
          aria-describedby="reason-hint"
        ></textarea>
        <p class="note" id="reason-hint">最多 500 字，毕业生和学校都会看到。请不要填写身份证号等个人信息。</p>
      </div>
      <button class="btn quiet">登记退回</button>
    </form>
  </details>
`

/** 档案寄送情况: what the school entered, and the answer or the way to give it. */
export function fileContent(dispatch: TransferFile['dispatch'], asked: Asked): Html {
  const sent = dispatch !== null && dispatch.method !== ''
  const answered =
    dispatch?.outcome != null ? { outcome: dispatch.outcome, at: dispatch.answeredAt ?? 0 } : undefined
  return html`<section class="card">
    <h2>档案寄送情况</h2>
    ${
      sent
        ? html`<dl>
            <dt>转递方式</dt>
            <dd>${methods[dispatch.method]}</dd>
            <dt>单号</dt>
            <dd class="num">${shown(dispatch.trackingNumber)}</dd>
            <dt>寄出日期</dt>
            <dd class="num">${shown(dispatch.sentOn)}</dd>
          </dl>`
        : html`<p class="note">学校尚未登记寄出信息。</p>`
    }
    ${
      answered === undefined
        ? forms(asked)
        : html`<p>
            接收情况：<b>${outcomes[answered.outcome]}</b>（登记于
            <span class="num">${showInstant(answered.at)}</span>）。如有误，请联系毕业生所在学校更正。
          </p>`
    }
  </section>`
}

/** After the answer: what was noted, or the same as a look-up would have said. */
export function receiptContent(answer: ReceiptAnswer): Html {
  if (answer.verdict !== 'valid') return answerContent({ answer, serviceEnded: true }, transferKind)
  const title = answer.outcome === 'received' ? '已登记：档案已收到' : '已登记：档案退回'
  return html`${verdictBox('good', '✓', title, [
    html`登记时间 <span class="num">${showInstant(Date.parse(answer.answeredAt))}</span> · 回执
      <span class="num">${answer.receipt}</span>`,
    '毕业生和学校登录后可以看到。如有误，请联系毕业生所在学校更正。',
  ])}
  ${nextLookup(transferKind)}`
}

// Below the facts of a transfer code: where the file is, and the receiving unit's answer. Two plain forms, because a
// page without script can ask for a reason only where one is needed. It escapes everything.
import { html } from 'hono/html'
import { showInstant } from '#model/calendar/caps.ts'
import type { Filling, Html } from '../print/fill-page.ts'
import { transferKind } from '#model/report/kinds.ts'
import { shown } from '#model/report/blocks.ts'
import { verdictBox } from '../print/verdict-box.ts'
import { verdictLooks } from '#words/verdicts.ts'
import { answerWords } from '#words/verify/answer.ts'
import { fileReceipt as words } from '#words/verify/file-receipt.ts'
import { fileAnswer } from './file-answer.ts'
import { answerFilling, nextLookup } from './answer-page.ts'
import { faultSummary, keptBoxes } from './form-page.ts'
import { answerGiven, methods, outcomes } from '#words/transfer/dispatches.ts'
import type { TransferFile } from './verify.ts'
import type { ReceiptAnswer, ReceiptRequest } from './wire.ts'

/** What the forms send again: who asked, about which code, and a key that makes a second tap a repeat. */
export interface Asked {
  name: string
  code: string
  key: string
}

/** What the form of an answer held. */
export type Given = ReceiptRequest & { key: string }

const hidden = (asked: Asked, outcome: 'received' | 'returned') => html`
  <input type="hidden" name="name" value="${asked.name}" />
  <input type="hidden" name="code" value="${asked.code}" />
  <input type="hidden" name="key" value="${asked.key}-${outcome}" />
  <input type="hidden" name="outcome" value="${outcome}" />
`

/** @param fault what is wrong with the reason */
const returnForm = (asked: Asked, reason: string, fault?: string) => html`
  <form class="stack" method="post" action="/verify/archive/receipt/">
    ${hidden(asked, 'returned')}
    <div class="field">
      <label for="reason"><span class="need" aria-hidden="true">*</span>${words.reason}</label>
      <textarea
        id="reason"
        name="reason"
        required
        maxlength="500"
        aria-describedby="reason-fault reason-hint"
        ${fault === undefined ? '' : html`aria-invalid="true"`}
      >
${reason}</textarea>
      <p class="error" id="reason-fault" data-slot="reason-fault">${fault}</p>
      <p class="note" id="reason-hint">${words.reasonHint}</p>
    </div>
    <button class="btn quiet">${words.sendBack}</button>
  </form>
`

const forms = (asked: Asked) => html`
  <p>${words.ask}</p>
  <form method="post" action="/verify/archive/receipt/">
    ${hidden(asked, 'received')}
    <button class="btn">${words.received}</button>
  </form>
  <details>
    <summary>${words.mustGoBack}</summary>
    ${returnForm(asked, '')}
  </details>
`

/** A reason that was not noted stands in its form again: nothing typed is lost. */
export const formAgain = (given: Given, fault?: string): Html | '' =>
  given.outcome === 'received'
    ? ''
    : html`<section class="card">
        <h2>${words.mustGoBack}</h2>
        ${returnForm(given, given.reason, fault)}
      </section>`

/** 档案寄送情况: what the school entered, and the answer or the way to give it. What was not sent has no answer (decision 35). */
export function fileContent(dispatch: TransferFile['dispatch'], asked: Asked): Html {
  const sent = dispatch !== null && dispatch.method !== ''
  const answered = fileAnswer(dispatch)
  return html`<section class="card">
    <h2>${words.title}</h2>
    ${
      sent
        ? html`<dl>
            <dt>${words.method}</dt>
            <dd>${methods[dispatch.method]}</dd>
            <dt>${words.trackingNumber}</dt>
            <dd class="num">${shown(dispatch.trackingNumber)}</dd>
            <dt>${words.sentOn}</dt>
            <dd class="num">${shown(dispatch.sentOn)}</dd>
          </dl>`
        : html`<p class="note">${dispatch === null ? words.notSent : words.notEntered}</p>`
    }
    ${sent && answered === undefined ? forms(asked) : ''}
    ${
      answered === undefined
        ? ''
        : html`<p>
            ${words.answered[0]}<b>${outcomes[answered.outcome]}</b>${words.answered[1]}
            <span class="num">${showInstant(answered.at)}</span>${words.answered[2]}
            ${answerGiven[answered.givenAs](answered.from)}${words.answered[3]}
          </p>`
    }
  </section>`
}

/** After the answer: what was noted, or the same as a look-up would have said. */
export function receiptFilling(answer: ReceiptAnswer, given: Given): Filling {
  if (answer.verdict !== 'valid')
    return answerFilling({ answer }, transferKind, given, { more: formAgain(given) })
  const at = showInstant(Date.parse(answer.answeredAt))
  const noted = verdictBox(
    verdictLooks.valid,
    words.noted[answer.outcome],
    [
      html`${words.notedAt} <span class="num">${at}</span> · ${words.lookup}
        <span class="num">${answer.receipt}</span>`,
      `${answerGiven.claim('')}${words.seen}`,
    ],
    { focus: false },
  )
  return {
    slots: { answer: html`${noted} ${nextLookup(transferKind)}` },
    boxes: { name: { value: '', focus: true }, code: { value: '' } },
  }
}

/** Nothing was noted. @param inReason whether the reason is what is wrong */
export function refusedFilling(
  { name, code, ...given }: Given,
  said: { title: string; detail: string },
  inReason: boolean,
): Filling {
  const look = verdictLooks.limited
  const summary = inReason
    ? faultSummary(look, said.title, said.detail, { reason: words.reason })
    : verdictBox(look, said.title, [said.detail])
  const again = formAgain({ name, code, ...given }, inReason ? said.detail : undefined)
  return {
    slots: { answer: html`${summary} ${again}` },
    boxes: keptBoxes({ name, code }),
    mark: answerWords.mark,
  }
}

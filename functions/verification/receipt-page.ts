// 回执核对 and the printable 核验回执, put into the built page's slot. It escapes everything; the name and the code on it
// are what the reader typed.
import { html } from 'hono/html'
import { showInstant } from '#model/calendar/caps.ts'
import { verdictLooks, verdictWords } from '#words/verdicts.ts'
import { viaWords } from '#words/via.ts'
import type { Config } from '../platform/config.ts'
import type { Filling, Html } from '../print/fill-page.ts'
import { stepsCard, verdictBox } from '../print/verdict-box.ts'
import { faultSummary, keptBoxes } from './form-page.ts'
import { answerWords } from '#words/verify/answer.ts'
import { receiptWords as words } from '#words/verify/receipt-sheet.ts'
import { holdsToken } from '#model/codes/typed-code.ts'
import type { CheckedReceipt } from './wire.ts'
import { kindFacts } from '#words/report-kinds.ts'

/** Below a typed look-up's answer: what was typed goes along in the body, never in an address. */
export const receiptForm = (of: { receipt: string; name: string; code: string }): Html => html`
  <form method="post" action="/verify/receipt/">
    <input type="hidden" name="receipt" value="${of.receipt}" />
    <input type="hidden" name="code" value="${of.code}" />
    ${of.name === '' ? '' : html`<input type="hidden" name="name" value="${of.name}" />`}
    <button class="btn plain">${words.print}</button>
  </form>
`

/** Which of the two is wrong is told to nobody: both boxes are. */
export function receiptNotFound(typed: { receipt: string; code: string }): Filling {
  const { title, says, try: check, steps, fault } = words.notFound
  return {
    slots: {
      answer: faultSummary(verdictLooks.unknown, title, says, words.boxes),
      after: stepsCard(check, steps),
    },
    boxes: keptBoxes({ receipt: typed.receipt, code: typed.code }, fault),
    mark: answerWords.mark,
  }
}

interface Typed {
  code: string
  name: string
  now: number
  config: Pick<Config, 'origin' | 'operatorName' | 'sandbox'>
}

export function receiptSheet(
  checked: Extract<CheckedReceipt, { found: true }>,
  { code, name, now, config }: Typed,
): Html {
  const { host } = new URL(config.origin)
  const facts: [string, string | Html][] = [
    [words.number, html`<b class="num">${checked.receipt}</b>`],
    [words.at, html`<span class="num">${showInstant(Date.parse(checked.at))}</span>`],
    [words.kind, words.kindOf(kindFacts[checked.kind])],
    [words.verdict, verdictWords[checked.verdict]],
    [words.via, viaWords[checked.via] ?? checked.via],
    [words.department, checked.department ?? words.noDepartment],
    ...(name === '' ? [] : [[words.name, words.nameOf(name)] as [string, string]]),
    [
      words.codes[checked.codeKind],
      holdsToken(code) ? words.scanned : html`<span class="num">${code}</span>`,
    ],
    ...(checked.sealed === null
      ? [[words.sealed, words.notSealed] as [string, string]]
      : [[words.sealed, words.sealedAs(checked.sealed.place)] as [string, string]]),
  ]
  return html`${verdictBox(verdictLooks.valid, words.genuine, [words.says])}
    <section class="card receipt">
      <h2>${words.title(config.sandbox)}</h2>
      <dl>
        ${facts.map(
          ([label, value]) =>
            html`<dt>${label}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
      ${
        checked.sealed === null
          ? ''
          : html`<details>
              <summary>${words.technical}</summary>
              <p class="note">${words.hash} <span class="num hash">${checked.sealed.hash}</span></p>
            </details>`
      }
      <p class="note">
        ${words.issued.by(config.operatorName, host)}
        <span class="num">${showInstant(now)}</span>${words.issued.open}
        ${host}/verify/receipt/${words.issued.enter}
      </p>
      <div class="actions no-print">
        <button class="btn" type="button" data-print hidden>${words.printButton}</button>
        <a class="btn quiet" href="/verify/receipt/">${words.again}</a>
      </div>
      <noscript><p class="note no-print">${words.noScript}</p></noscript>
    </section>`
}

// What a department reads after a typed look-up, put into the built page. It escapes everything and knows no more than
// the answer itself and what was typed.
import { html } from 'hono/html'
import { groupCode } from '#model/codes/codes.ts'
import { readCode } from '#model/codes/typed-code.ts'
import { dayOf, showEnd, showInstant } from '#model/calendar/caps.ts'
import { differing } from '#model/verdict/outcome.ts'
import type { Filling, Html } from '../print/fill-page.ts'
import { blocksOf, labelledBlocks, shown } from '#model/report/blocks.ts'
import { lackingBlock, type ReportContent } from '#model/report/content.ts'
import { kinds, type ReportKind } from '#model/report/kinds.ts'
import { reportFields } from '#words/report-fields.ts'
import { kindCodes } from '#words/report-kinds.ts'
import { answerWords as words } from '#words/verify/answer.ts'
import { changedWords } from '#words/verify/outcomes.ts'
import { contactText } from '../print/contact-text.ts'
import { saidOf, stepsCard, verdictBox } from '../print/verdict-box.ts'
import { faultSummary, keptBoxes } from './form-page.ts'
import type { Verification } from './verify.ts'

type Answer = Verification['answer']
type Told = Exclude<Answer, { verdict: 'unknown' }>

/** What the form held; an object that holds more is taken too. */
type Typed = Readonly<Record<'name' | 'code', string>>

interface Below {
  /** what can be done about the file, or was typed about it */
  more?: Html | string
  receipt?: Html | string
}

/** On a narrow screen the form stands aside for the content of a good answer. */
export const nextLookup = (kind: ReportKind) =>
  html`<p class="next"><a class="btn quiet" href="${kinds[kind].page}">${words.again}</a></p>`

const blocks = (report: ReportContent) =>
  labelledBlocks(reportFields, blocksOf(report)).map(
    (block) => html`
      <section class="card facts">
        <h2>${block.title}</h2>
        <dl>
          ${block.fields.map(
            (field) =>
              html`<dt>${field.label}</dt>
                <dd>${contactText(shown(field.value))}</dd>`,
          )}
        </dl>
      </section>
    `,
  )

/** As it was asked, with gaps for the eye only. */
function askedCode(typed: string): Html {
  const code = readCode(typed)?.code
  const said =
    code === undefined
      ? words.scanned
      : html`<span class="num groups">${groupCode(code).map((group) => html`<span>${group}</span>`)}</span>`
  return html`${words.asked} ${said}`
}

/** @param entry the page that was used */
export function answerFilling(
  found: Verification,
  entry: ReportKind,
  typed: Typed,
  below: Below = {},
): Filling {
  const { answer } = found
  if (answer.verdict === 'unknown') return unknownFilling(entry, typed, below)
  const { name, code } = typed
  const { more = '', receipt = '' } = below
  const above = answer.specimen === true ? specimen : ''
  return answer.verdict === 'valid'
    ? {
        slots: { answer: html`${above} ${validContent(answer, entry, typed, more)} ${receipt}` },
        boxes: { name: { value: '', focus: true }, code: { value: '' } },
      }
    : {
        slots: { answer: html`${above} ${deadContent(answer, typed)} ${more} ${receipt}` },
        boxes: keptBoxes({ name, code }),
      }
}

const specimen = html`<p class="warn">
  <b>${words.specimen.title}</b>${words.specimen.says}<a href="/help/genuine/">${words.specimen.back}</a>
</p>`

/** Which of the two is wrong is told to nobody: both boxes are. */
function unknownFilling(entry: ReportKind, { name, code }: Typed, { more = '' }: Below): Filling {
  const { look, title, says, next } = saidOf({ verdict: 'unknown' })
  const summary = faultSummary(look, title, says, { name: words.name, code: kindCodes[entry] })
  return {
    slots: { answer: html`${summary} ${more}`, after: stepsCard(words.checkEach, next) },
    boxes: keptBoxes({ name, code }, words.fault),
    mark: words.mark,
  }
}

const factsOf = (answer: Told, typed: Typed) => ({
  asked: askedCode(typed.code),
  until:
    'validUntil' in answer
      ? html`${words.until} <span class="num">${showEnd(Date.parse(answer.validUntil))}</span>`
      : '',
  checked: html`${words.checked} <span class="num">${showInstant(Date.parse(answer.checkedAt))}</span> ·
    ${words.receipt} <span class="num">${answer.receipt}</span>`,
})

function validContent(
  answer: Extract<Told, { verdict: 'valid' }>,
  entry: ReportKind,
  typed: Typed,
  more: Html | string,
): Html {
  const { look, title } = saidOf(answer)
  const { asked, until, checked } = factsOf(answer, typed)
  const transfer = answer.codeKind === 'transfer'
  const asOf = dayOf(Date.parse(answer.asOf ?? answer.checkedAt))
  const dates = transfer
    ? html`${words.asOf} <span class="num">${asOf}</span> · ${until}`
    : html`${asked} · ${until}`
  const lacking = lackingBlock(answer.report)
  const notes = transfer
    ? [words.transfer.compareEachItem, words.transfer.askTheSchool]
    : [words.report.compareEachItem, words.report.askTheGraduate]
  return html`${verdictBox(look, title, transfer ? [asked, dates, checked] : [dates, checked], { focus: false })}
    ${blocks(answer.report)}
    ${lacking === undefined ? '' : html`<p class="note">${words[transfer ? 'transfer' : 'report'].lacking[lacking]}</p>`}
    ${more}
    <p class="note">${notes}${words.checkTheAddressBar}</p>
    ${nextLookup(entry)}`
}

function deadContent(answer: Exclude<Told, { verdict: 'valid' }>, typed: Typed): Html {
  const { look, title, says, next } = saidOf(answer)
  const { asked, until, checked } = factsOf(answer, typed)
  const changed = 'changedFields' in answer ? differing(changedWords, answer.changedFields) : ''
  return html`${verdictBox(look, title, [
    says,
    changed,
    answer.verdict === 'expired' ? html`${asked} · ${until}` : asked,
    checked,
  ])}
  ${stepsCard(words.next, next)}`
}

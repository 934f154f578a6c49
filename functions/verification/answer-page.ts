// What a department reads after a typed look-up, put into the built page's slot. It escapes everything and knows no
// more than the answer itself.
import { html } from 'hono/html'
import { dayOf, showEnd, showInstant } from '#model/calendar/caps.ts'
import type { Html } from '../print/page.ts'
import type { Reason } from '#model/reasons.ts'
import { verifierReasons } from '#words/reasons/verifier.ts'
import { blocksOf, labelledBlocks, shown } from '#model/report/blocks.ts'
import { lackingBlock, type ReportContent } from '#model/report/content.ts'
import { kindNames, kinds, type ReportKind } from '#model/report/kinds.ts'
import { reportFields } from '#words/report-fields.ts'
import { kindFacts, kindPages } from '#words/report-kinds.ts'
import { answerWords as words } from '#words/verify/answer.ts'
import { stepsCard, verdictBox } from '../print/verdict-box.ts'
import type { Verification } from './verify.ts'
import type { LimitedAnswer } from './wire.ts'

type Answer = Verification['answer']
type OfReport = Extract<Answer, { because: string }>

/** Why a 核验编号 is dead, for whoever gave the right name with it. */
const said: Record<Reason, { title: string; says: string; next: readonly string[] }> = verifierReasons

const differing = (fields: Extract<OfReport, { changedFields: unknown }>['changedFields']): string => {
  if (fields.length === 0) return words.changed.none
  const titles = [...new Set(fields.map(({ block }) => block))]
  const labelsIn = (title: string) => fields.filter(({ block }) => block === title).map(({ label }) => label)
  return words.changed.fields(titles.map((title) => ({ title, labels: labelsIn(title) })))
}

/** The page shows its form below every other answer; below a good one it stands aside for the content. */
export const nextLookup = (kind: ReportKind) =>
  html`<p><a class="btn quiet" href="${kinds[kind].page}">${words.again}</a></p>`

const blocks = (report: ReportContent) =>
  labelledBlocks(reportFields, blocksOf(report)).map(
    (block) => html`
      <section class="card">
        <h2>${block.title}</h2>
        <dl>
          ${block.fields.map(
            (field) =>
              html`<dt>${field.label}</dt>
                <dd>${shown(field.value)}</dd>`,
          )}
        </dl>
      </section>
    `,
  )

/**
 * @param entry the page that was used
 * @param more goes below the content of a good answer
 */
export function answerContent(found: Verification, entry: ReportKind, more: Html | string = ''): Html {
  const content = verdictContent(found, entry, more)
  const { answer } = found
  return 'specimen' in answer && answer.specimen === true
    ? html`<p class="warn">
          <b>${words.specimen.title}</b>${words.specimen.says}<a href="/help/genuine/"
            >${words.specimen.back}</a
          >
        </p>
        ${content}`
    : content
}

function verdictContent(
  { answer, serviceEnded }: Verification,
  entry: ReportKind,
  more: Html | string,
): Html {
  if (answer.verdict === 'unknown') {
    const others = kindNames.filter((kind) => kind !== entry).map((kind) => kindFacts[kind])
    const { title, says, try: attempt, steps } = words.unknown
    return html`${verdictBox('wait', '?', title, [says])}
    ${stepsCard(attempt, steps(kindPages[entry], others))}`
  }

  const at = showInstant(Date.parse(answer.checkedAt))
  const checked = html`${words.checked} <span class="num">${at}</span> · ${words.receipt}
    <span class="num">${answer.receipt}</span>`
  const until = html`${words.until} <span class="num">${showEnd(Date.parse(answer.validUntil))}</span>`
  if (answer.codeKind === 'transfer') return transferContent(answer, [until, checked], entry, more)

  if (answer.verdict === 'valid') {
    const lacking = lackingBlock(answer.report)
    return html`${verdictBox('good', '✓', words.report.valid, [until, checked])} ${blocks(answer.report)}
      ${lacking === undefined ? '' : html`<p class="note">${words.report.lacking[lacking]}</p>`}
      <p class="note">
        ${words.report.compareEachItem}${words.report.askTheGraduate}${words.checkTheAddressBar}
      </p>
      ${nextLookup(entry)}`
  }
  const { title, says, next } = said[answer.because]
  const past = answer.verdict === 'expired'
  return html`${verdictBox(past ? 'wait' : 'stop', past ? '!' : '×', title, [
    says,
    ...(past ? [until] : []),
    ...('changedFields' in answer ? [differing(answer.changedFields)] : []),
    checked,
  ])}
  ${stepsCard(words.next, serviceEnded ? said.cap.next : next)}`
}

/** Nothing was looked up: says which boxes are empty. */
export const missingContent = ({ title, says }: { title: string; says: string }): Html =>
  html`${verdictBox('wait', '!', title, [says])}`

/** A limit is reached: the ways that stand under none, and when this one opens again. */
export const limitedContent = ({ retryAt }: LimitedAnswer): Html => {
  const { title, says, steps, at } = words.limited
  const opens = html`${at[0]} <span class="num">${showInstant(Date.parse(retryAt))}</span> ${at[1]}`
  return html`${verdictBox('wait', '!', title, [says])} ${stepsCard(words.next, [...steps, opens])}`
}

/** 转递编号: the record as it stands, which the school answers for and no authorization limits. */
function transferContent(
  answer: Exclude<Answer, OfReport | { verdict: 'unknown' }>,
  [until, checked]: [Html, Html],
  entry: ReportKind,
  more: Html | string,
): Html {
  switch (answer.verdict) {
    case 'valid': {
      const asOf = html`${words.asOf}
        <span class="num">${dayOf(Date.parse(answer.asOf ?? answer.checkedAt))}</span>`
      const lacking = lackingBlock(answer.report)
      return html`${verdictBox('good', '✓', words.transfer.valid, [asOf, until, checked])}
        ${blocks(answer.report)}
        ${lacking === undefined ? '' : html`<p class="note">${words.transfer.lacking[lacking]}</p>`} ${more}
        <p class="note">
          ${words.transfer.compareEachItem}${words.transfer.askTheSchool}${words.checkTheAddressBar}
        </p>
        ${nextLookup(entry)}`
    }
    case 'expired': {
      const { expired } = words.transfer
      return html`${verdictBox('wait', '!', expired.title, [
        html`${expired.says[0]}
          <span class="num">${showEnd(Date.parse(answer.validUntil))}</span> ${expired.says[1]}`,
        checked,
      ])}
      ${stepsCard(words.next, expired.next)}`
    }
    default: {
      const { stopped } = words.transfer
      return html`${verdictBox('stop', '×', stopped.title, [stopped.says, checked])}
      ${stepsCard(words.next, stopped.next)}`
    }
  }
}

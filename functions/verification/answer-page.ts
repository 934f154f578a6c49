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
import type { Verification } from './verify.ts'

type Answer = Verification['answer']
type OfReport = Extract<Answer, { because: string }>

/** Why a 核验编号 is dead, for whoever gave the right name with it. */
const said: Record<Reason, { title: string; says: string; next: readonly string[] }> = verifierReasons

/** 毕业去向信息：单位名称、单位所在地 */
const differing = (fields: Extract<OfReport, { changedFields: unknown }>['changedFields']): string =>
  fields.length === 0
    ? '报告所列各项与目前的登记一致，但这份报告仍须重新授权后才能使用。'
    : `与目前的登记不同的项目：${[...new Set(fields.map(({ block }) => block))]
        .map((title) => {
          const labels = fields.filter(({ block }) => block === title).map(({ label }) => label)
          return `${title}（${labels.join('、')}）`
        })
        .join('；')}。`

type Tone = 'good' | 'wait' | 'stop'

export const verdictBox = (tone: Tone, sign: string, title: string, lines: (string | Html)[]) => html`
  <div class="verdict ${tone}" role="status">
    <span class="sign" aria-hidden="true">${sign}</span>
    <div>
      <b>${title}</b>
      ${lines.map((line) => html`<p class="note">${line}</p>`)}
    </div>
  </div>
`

const steps = (title: string, lines: readonly string[]) => html`
  <div class="card">
    <h2>${title}</h2>
    <ol>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ol>
  </div>
`

/** The page shows its form below every other answer; below a good one it stands aside for the content. */
export const nextLookup = (kind: ReportKind) =>
  html`<p><a class="btn quiet" href="${kinds[kind].page}">核验下一份</a></p>`

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
 * @param entry the page that was used; a scanned token can be of the other kind, which then is said
 * @param more goes below the content of a good answer
 */
export function answerContent(found: Verification, entry: ReportKind, more: Html | string = ''): Html {
  const content = verdictContent(found, entry, more)
  const { answer } = found
  return 'specimen' in answer && answer.specimen === true
    ? html`<p class="warn">
          <b>这是样张。</b>它不属于任何毕业生，也不能用于办理业务，只供练习辨认。<a href="/help/genuine/"
            >返回样张列表</a
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
    return html`${verdictBox('wait', '?', '未查到相符的信息', ['姓名与编号须同时正确才会显示登记信息。'])}
    ${steps('请逐项检查后再试', [
      '姓名：与学籍一致，不用曾用名；少数民族姓名的间隔号不要漏写。',
      '编号：请对照核验报告或档案材料逐位核对，或直接扫描上面的二维码。',
      `入口：当前是“${kindPages[entry]}”，${others.join('、')}请换另一入口查询。`,
      '短时间内多次查询未果时，请间隔一小时后再试。',
      '仍查不到，核验编号请联系毕业生本人，在“核验授权”中查看；转递编号请联系毕业生所在学校。',
    ])}`
  }

  const checked = html`核验时间 <span class="num">${showInstant(Date.parse(answer.checkedAt))}</span> · 回执
    <span class="num">${answer.receipt}</span>`
  const until = html`有效期至 <span class="num">${showEnd(Date.parse(answer.validUntil))}</span>`
  if (answer.codeKind === 'transfer') return transferContent(answer, [until, checked], entry, more)
  const other = answer.kind === entry ? [] : [`二维码所属的报告用于${kindFacts[answer.kind]}核验。`]

  if (answer.verdict === 'valid') {
    const noArchive = lackingBlock(answer.report) !== undefined
    return html`${verdictBox('good', '✓', '信息属实，核验有效', [until, checked, ...other])}
      ${blocks(answer.report)}
      ${noArchive ? html`<p class="note">毕业生授权核验时尚未登记档案转递信息，因此不显示该项。</p>` : ''}
      <p class="note">
        请与毕业生提交的材料逐项核对。登记信息来自于毕业生离校时上报的信息，如有问题请联系毕业生核实。请同时核对浏览器地址栏中的网址。
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
    ...other,
  ])}
  ${steps('下一步', serviceEnded ? said.cap.next : next)}`
}

/** Nothing was looked up: says which boxes are empty. */
export const missingContent = (missing: string[]): Html =>
  html`${verdictBox('wait', '!', `请填写${missing.join('和')}`, ['尚未进行查询。两项都填写后再点“查询”。'])}`

/** 转递编号: the record as it stands, which the school answers for and no authorization limits. */
function transferContent(
  answer: Exclude<Answer, OfReport | { verdict: 'unknown' }>,
  [until, checked]: [Html, Html],
  entry: ReportKind,
  more: Html | string,
): Html {
  switch (answer.verdict) {
    case 'valid': {
      const asOf = html`登记信息日期
        <span class="num">${dayOf(Date.parse(answer.asOf ?? answer.checkedAt))}</span>`
      const noArchive = lackingBlock(answer.report) !== undefined
      return html`${verdictBox('good', '✓', '信息属实，转递编号有效', [asOf, until, checked])}
        ${blocks(answer.report)}
        ${noArchive ? html`<p class="note">该毕业生尚未登记档案转递信息，因此不显示该项。</p>` : ''} ${more}
        <p class="note">
          以上为该毕业生当前的登记信息，请与收到的档案材料逐项核对。如有问题请联系毕业生所在学校。请同时核对浏览器地址栏中的网址。
        </p>
        ${nextLookup(entry)}`
    }
    case 'expired':
      return html`${verdictBox('wait', '!', '转递编号已过期', [
        html`已于
          <span class="num">${showEnd(Date.parse(answer.validUntil))}</span> 到期，不再显示登记信息。`,
        checked,
      ])}
      ${steps('下一步', [
        '转递编号的查询截止到毕业时间的第二年3月31日，现已截止。',
        '如需核实，请联系毕业生所在学校。',
      ])}`
    default:
      return html`${verdictBox('stop', '×', '转递编号已停止使用', [
        '姓名与编号相符，但该毕业生的去向登记信息已作废或暂停使用，不再显示登记信息。',
        checked,
      ])}
      ${steps('下一步', ['请联系毕业生所在学校了解情况。', '重新登记生效后，同一转递编号可以继续查询。'])}`
  }
}

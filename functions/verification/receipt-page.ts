// 回执核对 and the printable 核验回执, put into the built page's slot. It escapes everything; the name and the code on it
// are what the reader typed.
import { html } from 'hono/html'
import { showInstant } from '#model/calendar/caps.ts'
import { verdictWords } from '#words/verdicts.ts'
import { viaWords } from '#words/via.ts'
import type { Config } from '../platform/config.ts'
import type { Html } from '../print/page.ts'
import { verdictBox } from './answer-page.ts'
import { holdsToken } from '#model/codes/typed-code.ts'
import type { CheckedReceipt } from './wire.ts'
import { kindFacts } from '#words/report-kinds.ts'

/** Below a typed look-up's answer: what was typed goes along in the body, never in an address. */
export const receiptForm = (of: { receipt: string; name: string; code: string }): Html => html`
  <form method="post" action="/verify/receipt/">
    <input type="hidden" name="receipt" value="${of.receipt}" />
    <input type="hidden" name="code" value="${of.code}" />
    ${of.name === '' ? '' : html`<input type="hidden" name="name" value="${of.name}" />`}
    <button class="btn plain">打印回执</button>
  </form>
`

export const receiptMissing = (missing: string[]): Html =>
  html`${verdictBox('wait', '!', `请填写${missing.join('和')}`, ['尚未核对。两项都填写后再点“核对”。'])}`

const notFound = html`${verdictBox('wait', '?', '未查到这张回执', ['回执编号与查询时使用的编号须同时正确。'])}
  <div class="card">
    <h2>请逐项检查后再试</h2>
    <ol>
      <li>回执编号：12 位，请对照回执逐位核对；不区分大小写。</li>
      <li>编号：当时查询所用的核验编号或转递编号；扫描二维码查询的，请扫描同一份报告的二维码。</li>
      <li>短时间内多次核对未果时，请间隔十分钟后再试。</li>
      <li>仍查不到的，回执可能有误，请向出示回执的一方核实。</li>
    </ol>
  </div>`

interface Typed {
  code: string
  name: string
  now: number
  config: Pick<Config, 'origin' | 'operatorName' | 'sandbox'>
}

export function receiptSheet(checked: CheckedReceipt, { code, name, now, config }: Typed): Html {
  if (!checked.found) return html`${notFound}`
  const { host } = new URL(config.origin)
  const facts: [string, string | Html][] = [
    ['回执编号', html`<b class="num">${checked.receipt}</b>`],
    ['核验时间', html`<span class="num">${showInstant(Date.parse(checked.at))}</span>`],
    ['核验种类', `${kindFacts[checked.kind]}核验`],
    ['核验结果', verdictWords[checked.verdict]],
    ['核验方式', viaWords[checked.via] ?? checked.via],
    ['查询部门', checked.department ?? '未登录'],
    ...(name === '' ? [] : [['学籍姓名', `${name}（查询方填写）`] as [string, string]]),
    [
      checked.codeKind === 'transfer' ? '转递编号' : '核验编号',
      holdsToken(code) ? '（扫描报告二维码）' : html`<span class="num">${code}</span>`,
    ],
    ...(checked.sealed === null
      ? [['封存', '尚未封存，稍后可再次核对'] as [string, string]]
      : ([
          ['封存', `已封存，第 ${checked.sealed.place} 条`],
          ['校验值', html`<span class="num hash">${checked.sealed.hash}</span>`],
        ] as [string, string | Html][])),
  ]
  return html`${verdictBox('good', '✓', '回执属实', [
      '进行过这次核验。以下是当时的情况，不含登记信息内容，也不表示编号现在是否有效。',
    ])}
    <section class="card receipt">
      <h2>核验回执${config.sandbox ? '（样张）' : ''}</h2>
      <dl>
        ${facts.map(
          ([label, value]) =>
            html`<dt>${label}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
      <p class="note">
        本回执由${config.operatorName}的网站 ${host} 出具，打印于
        <span class="num">${showInstant(now)}</span>。核对方法：打开
        ${host}/verify/receipt/，输入回执编号和上述编号；毕业生本人可在“核验记录”中看到同一回执编号。
      </p>
      <div class="actions no-print">
        <button class="btn" type="button" data-print hidden>打印</button>
        <a class="btn quiet" href="/verify/receipt/">核对另一张回执</a>
      </div>
      <noscript><p class="note no-print">请使用浏览器菜单中的“打印”。</p></noscript>
    </section>`
}

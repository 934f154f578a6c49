// The printed 档案转递通知单 with its tear-off receipt: one sheet an entry, a page that needs nothing else. Its inline
// style and script are allowed by their hashes only.
import { html, raw } from 'hono/html'
import tokens from '#model/look/tokens.css'
import { showEnd } from '#model/calendar/caps.ts'
import { groupCode } from '#model/codes/codes.ts'
import type { Config } from '../platform/config.ts'
import { inlinePolicy } from '../print/inline-policy.ts'
import type { Html } from '../print/page.ts'
import { shown } from '#model/report/blocks.ts'
import sheet from '../print/sheet.css'
import { methods } from '#words/transfer/dispatches.ts'
import type { Slip, Slips } from './show-slips.ts'
import slipSheet from './slip.css'

const style = `${tokens}\n${sheet}\n${slipSheet}`
const script = "document.getElementById('print').addEventListener('click', () => print())"

let policy: Promise<string> | undefined

/** Lets exactly the two inline texts of this page through. */
export const slipsPolicy = (): Promise<string> => (policy ??= inlinePolicy(style, script))

const code = (of: string) =>
  html`<span class="code">${groupCode(of).map((group) => html`<span>${group}</span>`)}</span>`

const pair = (one: string, value: string, other: string, otherValue: string) =>
  html`<tr>
    <th scope="row">${one}</th>
    <td>${value}</td>
    <th scope="row">${other}</th>
    <td>${otherValue}</td>
  </tr>`

const whole = (label: string, value: string) =>
  html`<tr>
    <th scope="row">${label}</th>
    <td colspan="3">${value}</td>
  </tr>`

const block = (title: string) =>
  html`<tr>
    <th class="block" colspan="4" scope="rowgroup">${title}</th>
  </tr>`

/** What is not known yet is left blank, to be written by hand; what came back goes out under another number. */
const sending = ({ state, dispatch: last }: Slip['row']) => {
  const dispatch = state === 'returned' ? null : last
  return html`${block('寄送')}
  ${pair('转递方式', methods[dispatch?.method ?? ''], '邮寄单号', dispatch?.trackingNumber ?? '')}
  ${whole('寄出日期', dispatch?.sentOn ?? '')}`
}

function slipSheetOf(
  { row, sex, level, graduationMonth, qr }: Slip,
  { school }: Slips,
  config: Config,
): Html {
  const host = new URL(config.origin).host
  const { archive } = row
  const contact = [school.contactDepartment, school.contactPhone, school.contactEmail].filter(
    (each) => each !== '',
  )
  return html`<section class="sheet slip">
    ${config.sandbox ? html`<span class="sample">样张</span>` : ''}
    <h1>高校毕业生档案转递通知单</h1>
    <div class="top">
      <div class="lead">
        <p><b>${archive?.unitName ?? ''}</b>：</p>
        <p>
          现将${school.schoolName}毕业生
          <b>${row.name}</b> 的档案转递给贵单位，请核对后查收，并填写下方回执寄回，或在线回执。
        </p>
        <p>转递编号：${code(row.code)}</p>
      </div>
      <div class="qr">${raw(qr)}</div>
    </div>
    <table>
      <tbody>
        ${block('毕业生')} ${pair('姓名', row.name, '性别', sex)}
        ${pair('院系', shown(row.college), '专业', row.major)}
        ${pair('学历', level, '毕业时间', graduationMonth)}
      </tbody>
      <tbody>
        ${block('接收单位')}
        ${pair('档案转递类型', archive?.transferType ?? '', '单位所在地', shown(archive?.unitRegion ?? ''))}
        ${whole('单位名称', archive?.unitName ?? '')} ${whole('单位地址', shown(archive?.unitAddress ?? ''))}
        ${pair('单位邮编', shown(archive?.postcode ?? ''), '联系电话', shown(archive?.phone ?? ''))}
        ${whole('联系人/联系部门', shown(archive?.contact ?? ''))}
      </tbody>
      <tbody>
        ${sending(row)}
      </tbody>
    </table>
    <div class="notes">
      <b>核验方式：</b>
      <ol>
        <li>
          1.
          前往${host}，选择“档案转递信息在线核验”，输入毕业生姓名和转递编号；或使用${config.scanWith}扫描二维码，再输入毕业生姓名。
        </li>
        <li>2. 查询核验服务截止到 ${showEnd(Date.parse(row.transferEndsAt))}，转递信息以查询结果为准。</li>
        <li>3. 在线回执：查询后选择“已收到”或“退回”，毕业生和学校即可看到。</li>
      </ol>
    </div>
    <p class="sign"><span>${school.schoolName}（盖章）</span><span>年　　月　　日</span></p>
    <p class="cut">沿此线撕下，寄回学校</p>
    <div class="receipt">
      <h2>档案转递回执</h2>
      <p class="lead">
        <b>${school.schoolName}</b>：贵校毕业生 <b>${row.name}</b> 的档案（转递编号
        ${code(row.code)}），我单位：
      </p>
      <ul class="boxes">
        <li>已收到</li>
        <li>退回，原因：<span class="blank"></span></li>
      </ul>
      <p class="sign">
        <span>经办人及电话：<span class="blank"></span></span><span>接收单位（盖章）</span
        ><span>年　　月　　日</span>
      </p>
      <p class="notes">回执寄回：${[school.schoolName, ...contact].join('　')}</p>
    </div>
  </section>`
}

export const slipsPage = (slips: Slips, config: Config): Html =>
  html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>档案转递通知单</title>
        ${raw(`<style>${style}</style>`)}
      </head>
      <body>
        <div class="bar">
          <p>档案转递通知单，共 ${slips.slips.length} 份，每份一页</p>
          <button class="btn" id="print" type="button">打印</button>
          <a class="btn quiet" href="/staff/transfer-codes/">返回转递编号与寄送</a>
        </div>
        <main>${slips.slips.map((slip) => slipSheetOf(slip, slips, config))}</main>
        ${raw(`<script>${script}</script>`)}
      </body>
    </html>`

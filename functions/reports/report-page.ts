// The printed 核验报告: one page that needs nothing else, so that a saved copy prints the same. Its inline style and
// script are allowed by their hashes only.
import { html, raw } from 'hono/html'
import tokens from '../../site/src/styles/tokens.css'
import { showEnd } from '../authorizations/caps.rules.ts'
import { groupCode } from '../authorizations/codes.rules.ts'
import type { Config } from '../platform/config.ts'
import { contentSecurityPolicy } from '../platform/headers.rules.ts'
import type { Html } from '../platform/page.ts'
import { type Block, blocksOf, type Field, kindTitle, shown } from './blocks.rules.ts'
import sheet from './sheet.css'
import type { ShownReport } from './show-report.ts'

const style = `${tokens}\n${sheet}`
const script = "document.getElementById('print').addEventListener('click', () => print())"

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`
}

let policy: Promise<string> | undefined

/** Lets exactly the two inline texts of this page through. */
export const reportPolicy = (): Promise<string> =>
  (policy ??= Promise.all([hashOf(style), hashOf(script)]).then(([allowedStyle, allowedScript]) =>
    contentSecurityPolicy({ style: allowedStyle, script: allowedScript }),
  ))

/** What a report that holds no longer says above its fields, on paper too. */
const voided: Record<Exclude<ShownReport['state'], 'active'>, { title: string; next: string }> = {
  expired: { title: '本报告已过期', next: '请重新设置有效期，使用新的核验报告。' },
  ended: { title: '本报告已停止使用', next: '核验授权已停止。如仍需核验，请重新授权，使用新的核验报告。' },
  superseded: {
    title: '本报告已失效',
    next: '登记信息在出具报告之后有变更或正在更正。请确认最新信息后重新授权，使用新的核验报告。',
  },
  service_ended: {
    title: '查询核验服务已截止',
    next: '服务时间截止到毕业时间加六个月，本报告不能再用于核验。',
  },
}

/** Printed rows: two halves beside each other, a whole field across. */
function rowsOf(fields: Field[]): Field[][] {
  const rows: Field[][] = []
  for (const field of fields) {
    const last = rows.at(-1)
    if (field.half === true && last?.length === 1 && last[0]?.half === true) last.push(field)
    else rows.push([field])
  }
  return rows
}

const cell = (field: Field, alone: boolean) =>
  html`<th scope="row">${field.label}</th><td${alone ? raw(' colspan="3"') : ''}>${shown(field.value)}</td>`

const block = ({ title, fields }: Block) => html`
  <tbody>
    <tr>
      <th class="block" colspan="4" scope="rowgroup">${title}</th>
    </tr>
    ${rowsOf(fields).map(
      (row) =>
        html`<tr>
          ${row.map((field) => cell(field, row.length === 1))}
        </tr>`,
    )}
  </tbody>
`

export interface ReportPage {
  report: ShownReport
  config: Config
  /** a saved copy: no buttons, no script */
  copy: boolean
}

export function reportPage({ report, config, copy }: ReportPage): Html {
  const { content, code, state } = report
  const gone = state === 'active' ? undefined : voided[state]
  const until = showEnd(report.validUntil)
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>全国普通高等学校毕业生去向登记信息</title>
        ${raw(`<style>${style}</style>`)}
      </head>
      <body>
        ${
          copy
            ? ''
            : html`<div class="bar">
                <p>${gone === undefined ? html`生效中 · 有效期至 ${until}` : html`${gone.title}`}</p>
                <button class="btn" id="print" type="button">打印</button>
                <a class="btn quiet" href="?download=1">下载</a>
                <a class="btn quiet" href="/graduate/authorize/">返回核验授权</a>
              </div>`
        }
        <main class="sheet">
          ${config.sandbox ? html`<span class="sample">样张</span>` : ''}
          <h1>全国普通高等学校毕业生去向登记信息</h1>
          <div class="top">
            <div>
              ${
                gone === undefined
                  ? ''
                  : html`<p class="void">
                      <b>${gone.title}</b>${state === 'expired' ? `有效期至 ${until}。` : ''}${gone.next}
                    </p>`
              }
              <p>
                核验编号：<span class="code"
                  >${groupCode(code).map((group) => html`<span>${group}</span>`)}</span
                >
              </p>
            </div>
            <div class="qr">${raw(report.qr)}</div>
          </div>
          <table>
            ${blocksOf(content).map(block)}
          </table>
          <div class="notes">
            <b>注意事项：</b>
            <ol>
              <li>1. 登记信息由${config.operatorName}提供。</li>
              <li>
                2.
                核验方式：①前往${new URL(config.origin).host}，选择“${kindTitle[content.kind]}”模块，正确输入毕业生姓名和核验编号进行核验；②使用${config.scanWith}的扫一扫功能扫描报告中的二维码在线核验。
              </li>
              <li>3. 登记信息来自于毕业生离校时上报的信息，如有问题请联系毕业生核实。</li>
              <li>4. 查询核验服务时间截止到毕业生的毕业时间加六个月。</li>
            </ol>
          </div>
        </main>
        ${copy ? '' : raw(`<script>${script}</script>`)}
      </body>
    </html>`
}

// The printed 档案转递通知单 with its tear-off receipt: one sheet an entry, a page that needs nothing else. Its inline
// style and script are allowed by their hashes only.
import { html, raw } from 'hono/html'
import tokens from '#model/look/tokens.css'
import { showEnd } from '#model/calendar/caps.ts'
import { groupCode } from '#model/codes/codes.ts'
import type { Config } from '../platform/config.ts'
import { contactText } from '../print/contact-text.ts'
import { inlinePolicy } from '../print/inline-policy.ts'
import type { Html } from '../print/fill-page.ts'
import { shown } from '#model/report/blocks.ts'
import sheet from '../print/sheet.css'
import { transferKind } from '#model/report/kinds.ts'
import { reportFields } from '#words/report-fields.ts'
import { kindPages } from '#words/report-kinds.ts'
import { sheetWords } from '#words/sheet.ts'
import { methods, outcomes } from '#words/transfer/dispatches.ts'
import { slipWords as words } from '#words/transfer/slips.ts'
import type { Slip, Slips } from './show-slips.ts'
import slipSheet from './slip.css'

const style = `${tokens}\n${sheet}\n${slipSheet}`
const script = "document.getElementById('print').addEventListener('click', () => print())"

const graduate = reportFields.basicInfo.fields
const unit = reportFields.archive.fields

let policy: Promise<string> | undefined

/** Lets exactly the two inline texts of this page through. */
export const slipsPolicy = (): Promise<string> => (policy ??= inlinePolicy(style, script))

const code = (of: string) =>
  html`<span class="code">${groupCode(of).map((group) => html`<span>${group}</span>`)}</span>`

const pair = (one: string, value: string, other: string, otherValue: string | Html) =>
  html`<tr>
    <th scope="row">${one}</th>
    <td>${value}</td>
    <th scope="row">${other}</th>
    <td>${otherValue}</td>
  </tr>`

const whole = (label: string, value: string | Html) =>
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
  const { title, method, trackingNumber, sentOn } = words.sending
  return html`${block(title)}
  ${pair(method, methods[dispatch?.method ?? ''], trackingNumber, dispatch?.trackingNumber ?? '')}
  ${whole(sentOn, dispatch?.sentOn ?? '')}`
}

function slipSheetOf(
  { row, sex, level, graduationMonth, qr }: Slip,
  { school }: Slips,
  config: Config,
): Html {
  const { archive: to } = row
  const { contactDepartment, contactPhone, contactEmail } = school
  const contact = [contactDepartment, contactPhone, contactEmail].filter((each) => each !== '')
  return html`<section class="sheet slip">
    ${config.sandbox ? html`<span class="sample">${sheetWords.sample}</span>` : ''}
    <h1>${words.title}</h1>
    <div class="top">
      <div class="lead">
        <p><b>${to?.unitName ?? ''}</b>${words.salutation}</p>
        <p>
          ${words.lead.sentBy(school.schoolName)}
          <b>${row.name}</b> ${words.lead.pleaseCheckAndReturnReceipt}
        </p>
        <p>${words.code}${code(row.code)}</p>
      </div>
      <div class="qr">${raw(qr)}</div>
    </div>
    <table>
      <tbody>
        ${block(words.graduate)} ${pair(graduate.name, row.name, graduate.sex, sex)}
        ${pair(words.college, shown(row.college), graduate.major, row.major)}
        ${pair(graduate.level, level, graduate.graduationMonth, graduationMonth)}
      </tbody>
      <tbody>
        ${block(words.receiver)}
        ${pair(unit.transferType, to?.transferType ?? '', unit.unitRegion, shown(to?.unitRegion ?? ''))}
        ${whole(unit.unitName, to?.unitName ?? '')} ${whole(words.address, shown(to?.unitAddress ?? ''))}
        ${pair(unit.postcode, shown(to?.postcode ?? ''), unit.phone, contactText(shown(to?.phone ?? '')))}
        ${whole(unit.contact, contactText(shown(to?.contact ?? '')))}
      </tbody>
      <tbody>
        ${sending(row)}
      </tbody>
    </table>
    <div class="notes">
      <b>${words.notes.title}</b>
      <ol>
        <li>
          1.
          ${words.notes.online({
            host: new URL(config.origin).host,
            page: kindPages[transferKind],
            scanWith: config.scanWith,
          })}
        </li>
        <li>2. ${words.notes.until(showEnd(Date.parse(row.transferEndsAt)))}</li>
        <li>3. ${words.notes.answer}</li>
      </ol>
    </div>
    <p class="sign"><span>${words.stamp(school.schoolName)}</span><span>${words.day}</span></p>
    <p class="cut">${words.cut}</p>
    <div class="receipt">
      <h2>${words.receipt.title}</h2>
      <p class="lead">
        <b>${school.schoolName}</b>${words.receipt.yourGraduate} <b>${row.name}</b> ${words.receipt.file}
        ${code(row.code)}${words.receipt.we}
      </p>
      <ul class="boxes">
        <li>${outcomes.received}</li>
        <li>${words.receipt.returned}<span class="blank"></span></li>
      </ul>
      <p class="sign">
        <span>${words.receipt.clerk}<span class="blank"></span></span><span>${words.receipt.stamp}</span
        ><span>${words.day}</span>
      </p>
      <p class="notes">${contactText(words.receipt.returnTo([school.schoolName, ...contact]))}</p>
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
        <title>${words.page}</title>
        ${raw(`<style>${style}</style>`)}
      </head>
      <body>
        <header class="bar">
          <p>${words.count(slips.slips.length)}</p>
          <button class="btn" id="print" type="button">${sheetWords.print}</button>
          <a class="btn quiet" href="/staff/transfer-codes/">${words.back}</a>
        </header>
        <main>${slips.slips.map((slip) => slipSheetOf(slip, slips, config))}</main>
        ${raw(`<script>${script}</script>`)}
      </body>
    </html>`

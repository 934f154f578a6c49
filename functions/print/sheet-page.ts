// A printed A4 sheet: one page that needs nothing else, so that a saved copy prints the same. Its inline style and
// script are allowed by their hashes only.
import { html, raw } from 'hono/html'
import tokens from '#model/look/tokens.css'
import { groupCode } from '#model/codes/codes.ts'
import { contactText } from './contact-text.ts'
import { inlinePolicy } from './inline-policy.ts'
import type { Html } from './fill-page.ts'
import {
  type Block,
  type LabelledBlock,
  labelledBlocks,
  type LabelledField,
  shown,
} from '#model/report/blocks.ts'
import type { BlockName } from '#model/report/kinds.ts'
import { reportFields } from '#words/report-fields.ts'
import sheet from './sheet.css'
import { sheetWords as words } from '#words/sheet.ts'
import { attachment, type FileName } from '../platform/file-headers.ts'

const style = `${tokens}\n${sheet}`
const script = "document.getElementById('print').addEventListener('click', () => print())"

let policy: Promise<string> | undefined

const sheetPolicy = (): Promise<string> => (policy ??= inlinePolicy(style, script))

/** @param name of the file that is saved; undefined shows the sheet */
export const sheetHeaders = async (name?: FileName) => ({
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': await sheetPolicy(),
  ...(name === undefined ? {} : attachment(name)),
})

/** Fields that stand beside their neighbour. */
const halves: Partial<Record<BlockName, readonly string[]>> = {
  basicInfo: ['name', 'sex', 'graduationMonth', 'programmeLength', 'major', 'level'],
  archive: ['contact', 'phone'],
}

/** Printed rows: two halves beside each other, a whole field across. */
function rowsOf({ block, fields }: LabelledBlock): LabelledField[][] {
  const isHalf = (of: LabelledField | undefined) =>
    of !== undefined && halves[block]?.includes(of.field) === true
  const rows: LabelledField[][] = []
  for (const field of fields) {
    const last = rows.at(-1)
    if (isHalf(field) && last?.length === 1 && isHalf(last[0])) last.push(field)
    else rows.push([field])
  }
  return rows
}

const cell = (field: LabelledField, alone: boolean, copy: boolean) =>
  html`<th scope="row">${field.label}</th><td${alone ? raw(' colspan="3"') : ''}>${copy ? shown(field.value) : contactText(shown(field.value))}</td>`

/** A saved copy holds no link. */
const blockRows = (block: LabelledBlock, copy: boolean) => html`
  <tbody>
    <tr>
      <th class="block" colspan="4" scope="rowgroup">${block.title}</th>
    </tr>
    ${rowsOf(block).map(
      (row) =>
        html`<tr>
          ${row.map((field) => cell(field, row.length === 1, copy))}
        </tr>`,
    )}
  </tbody>
`

export interface Sheet {
  title: string
  /** what stands beside the buttons */
  state: string
  back: { href: string; text: string }
  /** where the sheet becomes a picture */
  picture?: string
  /** said above the fields, on paper too, where the sheet holds no longer */
  voided: { title: string; text: string } | undefined
  codeLabel: string
  code: string
  /** below the code */
  facts: string[]
  /** SVG */
  qr: string
  blocks: Block[]
  notes: string[]
  sandbox: boolean
  /** a saved copy: no buttons, no script */
  copy: boolean
  /** in a saved report: what it proves itself with; the seal comes in when the page is made */
  carries?: { content: string; token: string }
}

const carried = ({ carries }: Sheet) =>
  carries === undefined
    ? ''
    : html` data-token="${carries.token}" data-content="${carries.content}" data-seal=""`

export const sheetPage = (of: Sheet): Html =>
  html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${of.title}</title>
        ${raw(`<style>${style}</style>`)}
      </head>
      <body>
        ${
          of.copy
            ? ''
            : html`<header class="bar">
                <p>${of.state}</p>
                <button class="btn" id="print" type="button">${words.print}</button>
                <a class="btn quiet" href="?download=1">${words.download}</a>
                ${
                  of.picture === undefined
                    ? ''
                    : html`<a class="btn quiet" href="${of.picture}">${words.picture}</a>`
                }
                <a class="btn quiet" href="${of.back.href}">${of.back.text}</a>
              </header>`
        }
        <main class="sheet" ${carried(of)}>
          ${of.sandbox ? html`<span class="sample">${words.sample}</span>` : ''}
          <h1>${of.title}</h1>
          <div class="top">
            <div>
              ${
                of.voided === undefined
                  ? ''
                  : html`<p class="void"><b>${of.voided.title}</b>${of.voided.text}</p>`
              }
              <p>
                ${of.codeLabel}：<span class="code"
                  >${groupCode(of.code).map((group) => html`<span>${group}</span>`)}</span
                >
              </p>
              ${of.facts.map((fact) => html`<p>${fact}</p>`)}
            </div>
            <div class="qr">${raw(of.qr)}</div>
          </div>
          <table>
            ${labelledBlocks(reportFields, of.blocks).map((block) => blockRows(block, of.copy))}
          </table>
          <div class="notes">
            <b>${words.notes}</b>
            <ol>
              ${of.notes.map((note, index) => html`<li>${index + 1}. ${note}</li>`)}
            </ol>
          </div>
        </main>
        ${of.copy ? '' : raw(`<script>${script}</script>`)}
      </body>
    </html>`

// Fills a page that Astro built, by the places it leaves: a slot for a text, and a box for what was typed into it.
// Whatever is put in is escaped, so no typed text can make a place of its own.
import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** One box of a public form. */
export interface Box {
  value: string
  /** what is wrong with it, said beside it */
  fault?: string | undefined
  /** takes the cursor */
  focus?: boolean
}

export interface Filling {
  /** by the slots' names: `<div data-slot="answer"></div>` */
  slots: Record<string, Html | string>
  /** by the boxes' names: `<input data-box="name" />`, with `<p data-slot="name-fault"></p>` beside it */
  boxes?: Record<string, Box>
  /** before the page's title */
  mark?: string
}

/** @throws where the page has no such place */
function put(page: string, place: string, text: string): string {
  if (!page.includes(place)) throw new Error(`the page has no ${place}`)
  return page.replace(place, () => text)
}

export async function fillPage(page: string, { slots, boxes = {}, mark = '' }: Filling): Promise<string> {
  let filled = page
  for (const [name, content] of Object.entries(slots))
    filled = put(filled, `data-slot="${name}"></`, `data-slot="${name}">${String(await content)}</`)
  for (const [name, { value, fault, focus = false }] of Object.entries(boxes)) {
    const marks = `${fault === undefined ? '' : ' aria-invalid="true"'}${focus ? ' autofocus' : ''}`
    filled = put(filled, ` data-box="${name}"`, ` value="${String(await html`${value}`)}"${marks}`)
    if (fault !== undefined)
      filled = put(
        filled,
        `data-slot="${name}-fault"></`,
        `data-slot="${name}-fault">${String(await html`${fault}`)}</`,
      )
  }
  return mark === '' ? filled : put(filled, '<title>', `<title>${mark}`)
}

// Puts text made at the edge into a page that Astro built: same layout, no second template.
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { AppEnv } from '../platform/bindings.ts'
import type { ProblemBody } from '#model/problems.ts'
import { problemPage } from '#words/help/problem.ts'
import { nextOf } from '#words/problems/catalogue.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** Where a built page waits for the edge's answer: `<div data-slot="answer"></div>`. */
const slot = '<div data-slot="answer"></div>'

/** @param path of a built page that holds the slot */
export async function pageWith(
  c: Context<AppEnv>,
  path: string,
  content: Html,
  status = 200,
  headers: Record<string, string> = {},
): Promise<Response> {
  const built = await c.env.ASSETS.fetch(new URL(path, c.req.url).href)
  const page = await built.text()
  if (!built.ok || !page.includes(slot)) throw new Error(`the page ${path} is not built, or has no slot`)
  const made = String(await content)
  const body = page.replace(slot, () => slot.replace('></', `>${made}</`))
  return new Response(body, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  })
}

/** @param said the way on that the refusal itself names; it knows the page to come back to */
export function problemContent(problem: ProblemBody, said?: { href: string; text: string }): Html {
  const next = said ?? nextOf(problem.code)
  return html`
    <h1>${problem.title}</h1>
    <p>${problem.detail}</p>
    ${next === undefined ? '' : html`<p><a class="btn" href="${next.href}">${next.text}</a></p>`}
    <p class="note">${problemPage.number} ${problem.requestId}</p>
  `
}

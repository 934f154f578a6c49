// Puts text made at the edge into a page that Astro built: same layout, no second template.
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { AppEnv } from '../platform/bindings.ts'
import type { ProblemBody } from '#model/problems.ts'
import { problemPage } from '#words/help/problem.ts'
import { contactText } from './contact-text.ts'
import { nextOf } from '#words/problems/catalogue.ts'
import { fillPage, type Filling, type Html } from './fill-page.ts'

/** Around what is put in: 200 unless it says otherwise. */
interface Around {
  status?: number
  headers?: Record<string, string>
}

/**
 * @param path of a built page that holds the slots
 * @param filling its slot `answer` alone, or all that goes in
 */
export async function pageWith(
  c: Context<AppEnv>,
  path: string,
  filling: Html | Filling,
  { status = 200, headers = {} }: Around = {},
): Promise<Response> {
  const built = await c.env.ASSETS.fetch(new URL(path, c.req.url).href)
  const page = await built.text()
  if (!built.ok) throw new Error(`the page ${path} is not built`)
  const body = await fillPage(page, isFilling(filling) ? filling : { slots: { answer: filling } })
  return new Response(body, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  })
}

const isFilling = (given: Html | Filling): given is Filling => 'slots' in given

/** @param said the way on that the refusal itself names; it knows the page to come back to */
export function problemContent(problem: ProblemBody, said?: { href: string; text: string }): Html {
  const next = said ?? nextOf(problem.code)
  return html`
    <h2>${problem.title}</h2>
    <p>${contactText(problem.detail)}</p>
    ${next === undefined ? '' : html`<p><a class="btn" href="${next.href}">${next.text}</a></p>`}
    <p class="note">${problemPage.number} ${problem.requestId}</p>
  `
}

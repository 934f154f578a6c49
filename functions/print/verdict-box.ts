import { html } from 'hono/html'
import { contactText } from './contact-text.ts'
import { type Look, saidBy } from '#model/verdict/outcome.ts'
import { verdictLooks } from '#words/verdicts.ts'
import { outcomeWords } from '#words/verify/outcomes.ts'
import type { Html } from './fill-page.ts'

export const saidOf = saidBy(outcomeWords, verdictLooks)

/** Markup is a string too, an object of one: only what is bare may hold a number to be tapped. */
const linked = (line: string | Html): Html => (typeof line === 'string' ? contactText(line) : line)

/** What a look-up came to, in one box: a word, a shape and what goes with it. @param focus whether it is read first */
export const verdictBox = (
  { tone, mark }: Look,
  title: string,
  lines: readonly (string | Html)[],
  { focus = true } = {},
) => html`
  <div class="verdict ${tone}" role="status" ${focus ? html` tabindex="-1" autofocus` : ''}>
    <span class="sign" aria-hidden="true">${mark}</span>
    <div>
      <b>${title}</b>
      ${lines.map((line) => (line === '' ? '' : html`<p class="note">${linked(line)}</p>`))}
    </div>
  </div>
`

export const stepsCard = (title: string, lines: readonly (string | Html)[]) => html`
  <div class="card">
    <h2>${title}</h2>
    <ol>
      ${lines.map((line) => html`<li>${linked(line)}</li>`)}
    </ol>
  </div>
`

import { html } from 'hono/html'
import type { Html } from './page.ts'

type Tone = 'good' | 'wait' | 'stop'

/** What a look-up came to, in one box: a word, a shape and what goes with it. */
export const verdictBox = (
  tone: Tone,
  sign: string,
  title: string,
  lines: readonly (string | Html)[],
) => html`
  <div class="verdict ${tone}" role="status">
    <span class="sign" aria-hidden="true">${sign}</span>
    <div>
      <b>${title}</b>
      ${lines.map((line) => html`<p class="note">${line}</p>`)}
    </div>
  </div>
`

export const stepsCard = (title: string, lines: readonly (string | Html)[]) => html`
  <div class="card">
    <h2>${title}</h2>
    <ol>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ol>
  </div>
`

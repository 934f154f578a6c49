// A public form that comes back: what was typed stands in its box again, what is wrong is said beside it, and a summary
// above the form links to it.
import { html } from 'hono/html'
import { showInstant } from '#model/calendar/caps.ts'
import type { Box, Filling, Html } from '../print/fill-page.ts'
import type { Look } from '#model/verdict/outcome.ts'
import { saidOf, stepsCard, verdictBox } from '../print/verdict-box.ts'
import { verdictLooks } from '#words/verdicts.ts'
import { answerWords as words, fillIn } from '#words/verify/answer.ts'
import { limitedUntil } from '#words/verify/outcomes.ts'
import type { LimitedAnswer } from './wire.ts'

/** What was typed, by the names of its boxes. */
export type Typed = Readonly<Record<string, string>>

/** @param faults by the names of the boxes that have one */
export const keptBoxes = (typed: Typed, faults: Typed = {}): Record<string, Box> =>
  Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, { value, fault: faults[name] }]))

/** @param labels of the faulty boxes, by their names */
export const faultSummary = (look: Look, title: string, says: string, labels: Typed): Html =>
  verdictBox(look, title, [
    says,
    html`${words.check}${Object.entries(labels).map(
      ([name, label], at) => html`${at === 0 ? '' : '、'}<a href="#${name}">${label}</a>`,
    )}`,
  ])

/** Nothing was looked up: boxes are empty. @param labels of those, by their names */
export const missingFilling = (typed: Typed, labels: Typed, says: string): Filling => ({
  slots: { answer: faultSummary(verdictLooks.limited, fillIn(Object.values(labels)), says, labels) },
  boxes: keptBoxes(
    typed,
    Object.fromEntries(Object.entries(labels).map(([name, label]) => [name, `${fillIn([label])}。`])),
  ),
  mark: words.mark,
})

/** A limit is reached: the ways that stand under none, and when this one opens again. */
export function limitedFilling(typed: Typed, { retryAt }: LimitedAnswer, more: Html | string = ''): Filling {
  const { look, title, says, next } = saidOf({ verdict: 'limited' })
  const [before, behind] = limitedUntil
  const opens = html`${before} <span class="num">${showInstant(Date.parse(retryAt))}</span> ${behind}`
  return {
    slots: {
      answer: html`${verdictBox(look, title, [says])} ${stepsCard(words.next, [...next, opens])} ${more}`,
    },
    boxes: keptBoxes(typed),
    mark: words.mark,
  }
}

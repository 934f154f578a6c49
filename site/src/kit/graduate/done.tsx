import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { showInstant } from '#model/calendar/caps.ts'
import { done as words } from '#words/graduate/done.ts'
import { Verdict } from '../screens.tsx'
import { Fields } from './frame.tsx'

export interface Act {
  kind: keyof typeof words.title
  at: string
  number: string
  /** more of what was done, as label and value */
  facts?: readonly (readonly [string, string])[]
}

/** An act that was done, as a page of its own: it can be printed, and leads on. */
export function Done(props: { act: Act; says: string; children?: ComponentChildren }) {
  const { kind, at, number, facts = [] } = props.act
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    scrollTo({ top: 0 })
    place.current?.focus({ preventScroll: true })
  }, [])
  return (
    <section class="stack done" ref={place} tabIndex={-1} aria-label={words.title[kind]}>
      <div role="status">
        <Verdict tone="good" title={words.title[kind]}>
          <p>{props.says}</p>
        </Verdict>
      </div>
      <section class="card">
        <Fields of={[[words.at, showInstant(Date.parse(at))], [words.number, number], ...facts]} />
        <p class="note">{words.numberSays}</p>
      </section>
      {props.children}
      <div class="actions">
        <a class="btn row quiet" href="/graduate/calendar.ics" download>
          {words.calendar}
        </a>
        <button type="button" class="btn row plain" onClick={() => print()}>
          {words.print}
        </button>
        <a class="btn row plain" href="/graduate/">
          {words.back}
        </a>
      </div>
    </section>
  )
}

// What every page of a graduate says about 办到哪一步. It is decided by the worker; nothing here decides it again.
import type { ComponentChildren } from 'preact'
import { kindNames } from '#model/report/kinds.ts'
import type { StepName } from '#model/progress/next-acts.ts'
import { progress as words } from '#words/graduate/progress.ts'
import { graduateReasons } from '#words/reasons/graduate.ts'
import { kindCards } from '#words/report-kinds.ts'
import { Verdict } from '../screens.tsx'
import type { Progress, Session } from '../send.ts'
import { Contact, OnHold } from './frame.tsx'

/** The whole way. @param here the step that this page is */
export const Steps = ({ of, here }: { of: Progress | null; here?: StepName }) =>
  of === null ? null : (
    <nav aria-label={words.label}>
      <ol class="steps">
        {of.steps.map(({ step, state, path }, index) => (
          <li
            class={`${state} ${step === here ? 'here' : ''}`}
            aria-current={step === here ? 'step' : undefined}
          >
            <span class="dot" aria-hidden="true">
              {state === 'done' ? '✓' : index + 1}
            </span>
            {path !== null && step !== here ? (
              <a href={path}>{words.steps[step]}</a>
            ) : (
              <span>{words.steps[step]}</span>
            )}
            <span class="unseen">{words.states[state]}</span>
          </li>
        ))}
      </ol>
    </nav>
  )

const tones = { service_over: 'stop', show: 'good' } as const

/** The one thing to be done next, in its one sentence, with the button that leads there. */
export function Next(props: { session: Session; children?: ComponentChildren }) {
  const { progress, entry } = props.session
  if (progress === null) return null
  const { act, path } = progress.next
  // says which 毕业结论 it is
  if (act === 'on_hold') return <OnHold entry={entry} />
  const { title, says, go } = words.next[act]
  return (
    <Verdict tone={tones[act as keyof typeof tones] ?? 'wait'} title={title}>
      <p>{says}</p>
      {props.children}
      {path !== null && go !== null && (
        <a class="btn" href={path}>
          {go}
        </a>
      )}
      {path === null && <Contact of={entry?.schoolContact} />}
    </Verdict>
  )
}

/** Codes that can be looked up no longer, and why; not beside a standing that says it already. */
export function Died({ of }: { of: Progress }) {
  if (of.next.path === null) return null
  const dead = kindNames.flatMap((kind) => {
    const { because, state } = of.codes[kind]
    return because === null || state === 'active'
      ? []
      : [words.died(kindCards[kind], graduateReasons[because])]
  })
  return (
    <>
      {dead.map((said) => (
        <p class="warn">{said}</p>
      ))}
    </>
  )
}

import { register } from '#words/graduate/register.ts'
import { filling } from '#words/graduate/register-form.ts'
import { progress } from '#words/graduate/progress.ts'
import type { Step } from './asked.ts'

/** Where one is in the form; steps behind can be opened again. */
export function Progress(props: { steps: readonly Step[]; here: Step; onStep: (step: Step) => void }) {
  const at = props.steps.indexOf(props.here)
  return (
    <nav aria-label={filling.stepsLabel}>
      <ol class={`steps of-${props.steps.length}`}>
        {props.steps.map((step, index) => {
          const done = index < at
          return (
            <li
              class={`${done ? 'done' : ''} ${index === at ? 'here' : ''}`}
              aria-current={index === at ? 'step' : undefined}
            >
              <span class="dot" aria-hidden="true">
                {done ? '✓' : index + 1}
              </span>
              {done ? (
                <button type="button" onClick={() => props.onStep(step)}>
                  {register.steps[step]}
                </button>
              ) : (
                <span>{register.steps[step]}</span>
              )}
              {done && <span class="unseen">{progress.states.done}</span>}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

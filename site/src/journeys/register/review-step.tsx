import { register } from '#words/graduate/register.ts'
import { filling } from '#words/graduate/register-form.ts'
import { countCharacters, explanationLimit } from '#model/record/dispute.ts'
import { Field } from '../../kit/field.tsx'
import { Says } from './fields.tsx'
import { type Kind, type Step, stepOf } from './asked.ts'
import type { ContentView, Remark } from './content.ts'
import type { StepProps } from './step-props.ts'
import { Summary } from './summary.tsx'

const says = filling.review

/** Everything once more, what to look at again, and a word to the reviewer. */
export function ReviewStep(
  props: StepProps & {
    kind: Kind
    before: ContentView | undefined
    steps: readonly Step[]
    remarks: readonly Remark[]
    missing: readonly (readonly [field: string, reason: string])[]
    reason: string
    onReason: (reason: string) => void
    onEdit: (step: Step) => void
  },
) {
  const { kind, steps, missing, remarks } = props
  const fault = props.faults['reason']
  return (
    <>
      {kind === 'void' ? (
        <p class="warn">{filling.voidWarning}</p>
      ) : (
        <>
          <p class="lead">{says.lead}</p>
          <Summary
            of={props.view}
            hukouMovedIn={props.entry.hukouMovedIn}
            before={props.before}
            steps={steps}
            onEdit={props.onEdit}
          />
        </>
      )}
      {missing.length > 0 && (
        <section class="card missing">
          <h3>{says.faults}</h3>
          <ul>
            {missing.map(([field, reason]) => (
              <li>
                {reason}{' '}
                <button type="button" class="btn link" onClick={() => props.onEdit(stepOf(field))}>
                  {register.edit}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {remarks.length > 0 && (
        <section class="warn remarks">
          <h3>{says.warnings}</h3>
          <ul>
            {remarks.map(({ reason }) => (
              <li>{reason}</li>
            ))}
          </ul>
          <p>{says.warningsSay}</p>
        </section>
      )}
      <Field
        id="reason"
        label={says.reason[kind]}
        need={kind === 'void'}
        count={`${countCharacters(props.reason)}/${explanationLimit}`}
        fault={fault}
        says={<Says id="reason" hint={says.reasonHint} fault={fault} />}
      >
        {(tied) => (
          <textarea
            {...tied}
            rows={3}
            value={props.reason}
            onInput={(event) => props.onReason(event.currentTarget.value)}
          />
        )}
      </Field>
    </>
  )
}

import type { ComponentChildren } from 'preact'

/** What ties a control to its label and to what is said about it. */
interface Tied {
  id: string
  'aria-invalid': boolean
  'aria-describedby': string | undefined
}

interface Props {
  id: string
  label: ComponentChildren
  need?: boolean
  hint?: ComponentChildren
  /** why it cannot be sent so; stands in the hint's place */
  fault?: string | undefined
  /** the fault is read out as soon as it stands there */
  alert?: boolean
  /** of characters, out of how many */
  count?: string
  /** instead of hint and fault; its id is `…-says` */
  says?: ComponentChildren
  children: (tied: Tied) => ComponentChildren
}

export const Needed = () => (
  <span class="need" aria-hidden="true">
    *
  </span>
)

/** The one field: label, control, and beside it the hint or why it cannot be sent so. */
export function Field({ id, label, need, hint, fault, alert, count, says, children }: Props) {
  const said = fault ?? hint
  const described = [
    ...(count === undefined ? [] : [`${id}-count`]),
    ...(says === undefined && said === undefined ? [] : [`${id}-says`]),
  ]
  return (
    <div class="field">
      <label for={id}>
        {need === true && <Needed />}
        {label}
      </label>
      {children({
        id,
        'aria-invalid': fault !== undefined,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
      })}
      {count !== undefined && (
        <span class="count num" id={`${id}-count`}>
          {count}
        </span>
      )}
      {says ??
        (said !== undefined && (
          <p
            class={fault === undefined ? 'note' : 'error'}
            id={`${id}-says`}
            role={alert === true && fault !== undefined ? 'alert' : undefined}
          >
            {said}
          </p>
        ))}
    </div>
  )
}

/** A choice of few words by their keys. */
export const Choice = (props: {
  id: string
  label: string
  hint?: string
  value: string
  words: readonly (readonly [value: string, word: string])[]
  onChange: (value: string) => void
}) => (
  <Field id={props.id} label={props.label} hint={props.hint}>
    {(tied) => (
      <select {...tied} value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.words.map(([value, word]) => (
          <option value={value}>{word}</option>
        ))}
      </select>
    )}
  </Field>
)

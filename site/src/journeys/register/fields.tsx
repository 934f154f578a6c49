import type { ComponentChildren } from 'preact'
import { filling } from '#words/graduate/register-form.ts'

interface Props {
  id: string
  label: string
  value: string
  need: boolean
  hint?: string | undefined
  /** why it cannot be submitted so */
  fault: string | undefined
  /** what to look at again; it stops nothing */
  warning?: string | undefined
  onChange: (value: string) => void
}

export const Label = ({ need, children }: { need: boolean; children: ComponentChildren }) => (
  <>
    {need && (
      <span class="need" aria-hidden="true">
        *
      </span>
    )}
    {children}
    {!need && <span class="optional">{filling.optional}</span>}
  </>
)

/** Everything said beside a field. */
export const Says = ({ id, hint, fault, warning }: Pick<Props, 'id' | 'hint' | 'fault' | 'warning'>) => (
  <div id={`${id}-says`} class="says-field">
    {hint !== undefined && <p class="note">{hint}</p>}
    {fault !== undefined && <p class="error">{fault}</p>}
    {fault === undefined && warning !== undefined && <p class="warn">{warning}</p>}
  </div>
)

export const TextField = (
  props: Props & { max?: number; digits?: boolean; code?: boolean; onLeave?: () => void },
) => (
  <div class="field">
    <label for={props.id}>
      <Label need={props.need}>{props.label}</Label>
    </label>
    <input
      id={props.id}
      type="text"
      class={props.code === true ? 'code' : undefined}
      inputMode={props.digits === true ? 'tel' : undefined}
      autocomplete="off"
      autocapitalize={props.code === true ? 'characters' : 'off'}
      spellcheck={false}
      maxLength={props.max ?? 400}
      value={props.value}
      required={props.need}
      aria-invalid={props.fault !== undefined}
      aria-describedby={`${props.id}-says`}
      onInput={(event) => props.onChange(event.currentTarget.value)}
      onBlur={props.onLeave}
    />
    <Says {...props} />
  </div>
)

export const SelectField = (props: Props & { children: ComponentChildren }) => (
  <div class="field">
    <label for={props.id}>
      <Label need={props.need}>{props.label}</Label>
    </label>
    <select
      id={props.id}
      value={props.value}
      required={props.need}
      aria-invalid={props.fault !== undefined}
      aria-describedby={`${props.id}-says`}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    >
      <option value="">{filling.choose}</option>
      {props.children}
    </select>
    <Says {...props} />
  </div>
)

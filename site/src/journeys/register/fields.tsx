import type { ComponentChildren } from 'preact'
import { filling } from '#words/graduate/register-form.ts'
import { Field, Needed } from '../../kit/field.tsx'

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
    {need && <Needed />}
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

const Asked = (props: Props & { children: Parameters<typeof Field>[0]['children'] }) => (
  <Field
    id={props.id}
    label={<Label need={props.need}>{props.label}</Label>}
    fault={props.fault}
    says={<Says {...props} />}
  >
    {props.children}
  </Field>
)

export const TextField = (
  props: Props & { max?: number; digits?: boolean; code?: boolean; onLeave?: () => void },
) => (
  <Asked {...props}>
    {(tied) => (
      <input
        {...tied}
        type="text"
        class={props.code === true ? 'code' : undefined}
        inputMode={props.digits === true ? 'tel' : undefined}
        autocomplete="off"
        autocapitalize={props.code === true ? 'characters' : 'off'}
        spellcheck={false}
        maxLength={props.max ?? 400}
        value={props.value}
        required={props.need}
        onInput={(event) => props.onChange(event.currentTarget.value)}
        onBlur={props.onLeave}
      />
    )}
  </Asked>
)

export const SelectField = (props: Props & { children: ComponentChildren }) => (
  <Asked {...props}>
    {(tied) => (
      <select
        {...tied}
        value={props.value}
        required={props.need}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        <option value="">{filling.choose}</option>
        {props.children}
      </select>
    )}
  </Asked>
)

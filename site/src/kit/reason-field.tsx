import { Field } from './field.tsx'

interface Props {
  id: string
  label: string
  hint?: string
  reason: string
  fault: string | undefined
  onReason: (reason: string) => void
}

/** Why something is given back or set aside: never empty. */
export const ReasonField = ({ id, label, hint, reason, fault, onReason }: Props) => (
  <Field id={id} label={label} need hint={hint} fault={fault}>
    {(tied) => (
      <textarea
        {...tied}
        value={reason}
        maxLength={1000}
        onInput={(event) => onReason(event.currentTarget.value)}
      />
    )}
  </Field>
)

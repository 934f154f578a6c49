import { useEffect, useRef, useState } from 'preact/hooks'
import { reviews } from '#words/staff/reviews.ts'
import { findDraft, keepDraft } from '../../kit/draft.ts'
import { useFaultSummary } from '../../kit/fault-summary.tsx'
import { Field } from '../../kit/field.tsx'

export const returnDraft = (id: string) => `return:${id}`
const LIMIT = 500

interface Props {
  id: string
  busy: boolean
  onReturn: (reason: string) => void
  onCancel: () => void
}

/** Why it goes back: never empty, common reasons at one tap; what was typed is kept until it is sent. */
export function ReturnForm({ id, busy, onReturn, onCancel }: Props) {
  const found = useRef(findDraft(returnDraft(id)))
  const kept = typeof found.current === 'string' ? found.current : ''
  const [text, setText] = useState(kept)
  const [tried, setTried] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const summary = useFaultSummary()
  useEffect(() => area.current?.focus(), [])
  const write = (value: string) => {
    setText(value)
    keepDraft(returnDraft(id), value)
  }
  const count = [...text.trim()].length
  const fault = count === 0 ? reviews.returnNeeded : count > LIMIT ? reviews.returnLong : undefined
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (fault === undefined) onReturn(text.trim())
    else summary.show()
  }
  return (
    <form class="stack" ref={summary.form} onSubmit={submit} noValidate>
      <h3>{reviews.returnTitle}</h3>
      {summary.note}
      {kept !== '' && text === kept && <p class="note">{reviews.kept}</p>}
      <div>
        <p class="note">{reviews.common}</p>
        <div class="chips">
          {reviews.commonReasons.map(([label, sentence]) => (
            <button
              type="button"
              class={`chip ${text.includes(sentence) ? 'on' : ''}`}
              disabled={text.includes(sentence)}
              onClick={() => {
                write(text.trim() === '' ? sentence : `${text.trimEnd()}\n${sentence}`)
                area.current?.focus()
              }}
            >
              {label}
            </button>
          ))}
        </div>
      </div>
      <Field
        id="reason"
        label={reviews.returnReason}
        need
        count={`${count}/${LIMIT}`}
        hint={reviews.returnSays}
        fault={tried ? fault : undefined}
      >
        {(tied) => (
          <textarea {...tied} ref={area} value={text} onInput={(event) => write(event.currentTarget.value)} />
        )}
      </Field>
      <div class="actions">
        <button class="btn row stop" disabled={busy}>
          {reviews.returnGo}
        </button>
        <button type="button" class="btn row plain" disabled={busy} onClick={onCancel}>
          {reviews.cancel}
        </button>
      </div>
    </form>
  )
}

import { useEffect, useRef, useState } from 'preact/hooks'
import { reviews } from '#words/staff/reviews.ts'
import { findDraft, keepDraft } from '../../kit/draft.ts'

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
    else area.current?.focus()
  }
  return (
    <form class="stack" onSubmit={submit} noValidate>
      <h3>{reviews.returnTitle}</h3>
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
      <div class="field">
        <label for="reason">
          <span class="need" aria-hidden="true">
            *
          </span>
          {reviews.returnReason}
        </label>
        <textarea
          id="reason"
          ref={area}
          value={text}
          aria-invalid={tried && fault !== undefined}
          aria-describedby="reason-says"
          onInput={(event) => write(event.currentTarget.value)}
        />
        <span class="count num">
          {count}/{LIMIT}
        </span>
        <p class={tried && fault !== undefined ? 'error' : 'note'} id="reason-says">
          {(tried && fault) || reviews.returnSays}
        </p>
      </div>
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

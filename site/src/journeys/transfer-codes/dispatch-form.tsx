import { useEffect, useRef, useState } from 'preact/hooks'
import { dayOf } from '#model/calendar/caps.ts'
import { entryFaults, foldTrackingNumber, type Method } from '#model/transfer/dispatch-entry.ts'
import { say } from '#model/wording.ts'
import { transferCodes as copy } from '#words/staff/transfer-codes.ts'
import { dispatchFaults } from '#words/transfer/dispatch-faults.ts'
import { useFaultSummary } from '../../kit/fault-summary.tsx'
import { Field } from '../../kit/field.tsx'
import { type Answer, staff, type TransferCode } from '../../kit/send.ts'
import { dropDraft, findDraft, keepDraft } from '../../kit/draft.ts'
import { TroubleNote } from '../../kit/screens.tsx'
import { useAct } from '../../kit/use-act.ts'

export type Act = Answer<typeof staff.dispatches.$post>['act']

/** What entering a dispatch would do to this row; undefined where nothing may be sent. */
export function actOf({ state, notSent, dispatch }: TransferCode): Act | undefined {
  if (state === 'sent') return 'corrected'
  if (state === 'received' && dispatch?.method === '') return 'completed'
  if (notSent !== null) return undefined
  return state === 'received' ? 'reopened' : state === 'returned' ? 'sent_again' : 'sent'
}

interface Draft {
  method: Method
  trackingNumber: string
  sentOn: string
}

interface Props {
  row: TransferCode
  act: Act
  cohort: number
  now: string
  /** the list is being read again: the row may have changed by what was just done to it */
  stale: boolean
  onDone: (said: string) => void
  onClose: () => void
}

export function DispatchForm({ row, act, cohort, now, stale, onDone, onClose }: Props) {
  const draftName = `dispatch:${row.entryId}`
  const today = dayOf(Date.parse(now))
  const [draft, setDraft] = useState<Draft>(() => {
    const kept = findDraft(draftName) as Draft | undefined
    if (kept !== undefined) return kept
    const { method = '', trackingNumber = '', sentOn = '' } = act === 'corrected' ? (row.dispatch ?? {}) : {}
    return { method: method === '' ? 'ems' : method, trackingNumber, sentOn: sentOn === '' ? today : sentOn }
  })
  const firstField = useRef<HTMLSelectElement>(null)
  useEffect(() => firstField.current?.focus(), [])
  const [reopen, setReopen] = useState(false)
  const [tried, setTried] = useState(false)
  const sending = useAct(staff.dispatches.$post)
  const summary = useFaultSummary()
  const change = (given: Partial<Draft>) => {
    const next = { ...draft, ...given }
    setDraft(next)
    keepDraft(draftName, next)
  }
  const entry = { ...draft, trackingNumber: foldTrackingNumber(draft.trackingNumber) }
  const faults = new Map(
    entryFaults(entry, Date.parse(now), cohort).map((fault) => [fault.field, say(dispatchFaults, fault)]),
  )
  const said = (field: 'trackingNumber' | 'sentOn') => (tried ? faults.get(field) : undefined)
  const unsure = act === 'reopened' && !reopen
  const submit = async (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (faults.size > 0 || unsure) return summary.show()
    const version = row.dispatch?.version ?? null
    const answer = await sending.run({ json: { entryId: row.entryId, ...entry, version, reopen } })
    if (answer === undefined) return
    dropDraft(draftName)
    onDone(copy.saved[answer.act](row.name))
  }
  const close = () => {
    dropDraft(draftName)
    onClose()
  }
  const id = (field: string) => `${field}-${row.entryId}`
  return (
    <form
      class="dispatch-form"
      ref={summary.form}
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <h3>{copy.entering[act](row.name)}</h3>
      {summary.note}
      {act === 'reopened' && (
        <div class="field">
          <label class="choice">
            <input
              type="checkbox"
              checked={reopen}
              aria-invalid={tried && unsure}
              onChange={(event) => setReopen(event.currentTarget.checked)}
            />
            <span>{copy.reopen}</span>
          </label>
          {tried && unsure && <p class="error">{copy.reopenNeeded}</p>}
        </div>
      )}
      <div class="dispatch-fields">
        <Field id={id('method')} label={copy.method}>
          {(tied) => (
            <select
              {...tied}
              value={draft.method}
              ref={firstField}
              onChange={(event) => change({ method: event.currentTarget.value as Method })}
            >
              {(Object.keys(copy.methods) as Method[]).map((method) => (
                <option value={method}>{copy.methods[method]}</option>
              ))}
            </select>
          )}
        </Field>
        <Field
          id={id('number')}
          label={copy.trackingNumber}
          hint={copy.trackingSays[draft.method]}
          fault={said('trackingNumber')}
        >
          {(tied) => (
            <input
              {...tied}
              class="num"
              autoComplete="off"
              maxLength={60}
              value={draft.trackingNumber}
              onInput={(event) => change({ trackingNumber: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field id={id('day')} label={copy.sentDay} fault={said('sentOn')}>
          {(tied) => (
            <input
              {...tied}
              type="date"
              max={today}
              value={draft.sentOn}
              onInput={(event) => change({ sentOn: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      {sending.trouble !== undefined && <TroubleNote trouble={sending.trouble} />}
      <div class="actions">
        <button class="btn row" disabled={sending.busy || stale}>
          {copy.save}
        </button>
        <button type="button" class="btn row plain" onClick={close}>
          {copy.close}
        </button>
      </div>
    </form>
  )
}

import type { ReportKind } from '#model/report/kinds.ts'
import { useState } from 'preact/hooks'
import { dayOf } from '#model/calendar/caps.ts'
import { authorize } from '#words/graduate/authorize.ts'
import { dropDraft, findDraft, keepDraft } from '../../kit/draft.ts'
import { useFaultSummary } from '../../kit/fault-summary.tsx'
import { Field } from '../../kit/field.tsx'
import { TroubleNote } from '../../kit/screens.tsx'
import { DAY } from '../../kit/time.ts'
import type { Trouble } from '../../kit/trouble.ts'
import type { InPerson } from './in-person.tsx'
import { StepUpFirst } from './step-up.tsx'

interface Props {
  kind: ReportKind
  now: string
  serviceLastDay: string
  /** the day that holds now; without it this is a new authorization, which needs consent */
  current: string | undefined
  secondsLeft: number
  /** a step-up was open at some time while the page is, so that it can have run out since */
  hadStepUp: boolean
  provider: string
  inPerson: InPerson
  busy: boolean
  trouble: Trouble | undefined
  noArchiveBlock: boolean
  onSubmit: (lastDay: string) => void
  onCancel: () => void
}

/** A last day, by one tap or by date; consent beside it, never ticked beforehand. */
export function ValidityForm(props: Props) {
  const { kind, serviceLastDay, current } = props
  const says = authorize.form
  const draftName = `validity:${kind}`
  const today = dayOf(Date.parse(props.now))
  const inDays = (days: number) => dayOf(Date.parse(props.now) + days * DAY)
  const monthAhead = inDays(30) < serviceLastDay ? inDays(30) : serviceLastDay
  const [day, setDay] = useState(() => (findDraft(draftName) as string | undefined) ?? current ?? monthAhead)
  const [consent, setConsent] = useState(false)
  const [fault, setFault] = useState<'day' | 'consent'>()
  const summary = useFaultSummary()
  const choices = [
    ...[7, 30, 90]
      .map((days) => ({ label: says.days(days), day: inDays(days) }))
      .filter((choice) => choice.day < serviceLastDay),
    { label: says.cap, day: serviceLastDay },
  ]
  const choose = (next: string) => {
    setDay(next)
    setFault(undefined)
    keepDraft(draftName, next)
  }
  const lengthens = current === undefined || day > current
  const cancel = () => {
    dropDraft(draftName)
    props.onCancel()
  }
  const refuse = (because: 'day' | 'consent') => {
    setFault(because)
    summary.show()
  }
  const submit = (event: Event) => {
    event.preventDefault()
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day < today) return refuse('day')
    if (current === undefined && !consent) return refuse('consent')
    props.onSubmit(day)
  }
  return (
    <form class="panel stack" ref={summary.form} onSubmit={submit} noValidate>
      {summary.note}
      <fieldset class="stack">
        <legend>{current === undefined ? says.title : says.change}</legend>
        <p class="note">{says.lead}</p>
        {props.noArchiveBlock && <p class="warn">{authorize.noArchiveBlock}</p>}
        <div class="chips">
          {choices.map((choice) => (
            <button
              type="button"
              class={`chip ${choice.day === day ? 'on' : ''}`}
              aria-pressed={choice.day === day}
              onClick={() => choose(choice.day)}
            >
              {choice.label}
            </button>
          ))}
        </div>
        <Field
          id={`${kind}-day`}
          label={says.day}
          hint={<span class="num">{says.result(day)}</span>}
          fault={fault === 'day' ? says.dayNeeded : undefined}
        >
          {(tied) => (
            <input
              {...tied}
              class="num"
              type="date"
              value={day}
              min={today}
              max={serviceLastDay}
              onInput={(event) => choose(event.currentTarget.value)}
            />
          )}
        </Field>
      </fieldset>
      {props.secondsLeft === 0 && lengthens ? (
        <>
          {current !== undefined && <p class="note">{says.extendNeedsStepUp}</p>}
          <StepUpFirst
            provider={props.provider}
            inPerson={props.inPerson}
            over={props.hadStepUp}
            onCancel={cancel}
          />
        </>
      ) : (
        <>
          {current === undefined && (
            <div>
              <label class="choice top">
                <input
                  type="checkbox"
                  checked={consent}
                  id={`${kind}-consent`}
                  aria-invalid={fault === 'consent'}
                  aria-describedby={fault === 'consent' ? `${kind}-consent-fault` : undefined}
                  onChange={(event) => {
                    setConsent(event.currentTarget.checked)
                    setFault(undefined)
                  }}
                />
                <span>{authorize.consent[kind]}</span>
              </label>
              {fault === 'consent' && (
                <p class="error" id={`${kind}-consent-fault`}>
                  {says.consentNeeded}
                </p>
              )}
            </div>
          )}
          {props.trouble !== undefined && <TroubleNote trouble={props.trouble} />}
          <div class="actions">
            <button class="btn" disabled={props.busy}>
              {says.submit}
            </button>
            <button type="button" class="btn plain" onClick={cancel}>
              {says.cancel}
            </button>
          </div>
        </>
      )}
    </form>
  )
}

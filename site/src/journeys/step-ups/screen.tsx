import { useState } from 'preact/hooks'
import { foldDigits, isExamNumber, isNumber } from '#model/in-person.ts'
import { stepUps } from '#words/staff/step-ups.ts'
import { useFaultSummary } from '../../kit/fault-summary.tsx'
import { Field } from '../../kit/field.tsx'
import { type Officer, staff } from '../../kit/send.ts'
import { mount } from '../../kit/mount.tsx'
import { TroubleNote, Verdict } from '../../kit/screens.tsx'
import { useAct } from '../../kit/use-act.ts'
import { Desk } from '../../kit/staff-desk.tsx'
import { useArrival } from '../../kit/use-arrival.ts'

interface Asked {
  examNumber: string
  number: string
}

function Digits(props: {
  id: string
  label: string
  says: string
  value: string
  fault: string | undefined
  length: number
  onInput: (value: string) => void
}) {
  return (
    <Field id={props.id} label={props.label} hint={props.says} fault={props.fault}>
      {(tied) => (
        <input
          {...tied}
          class="num"
          inputMode="numeric"
          autoComplete="off"
          maxLength={props.length}
          value={props.value}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** Exam number and digits, as the graduate says and shows them. */
function Find(props: { busy: boolean; onFind: (asked: Asked) => void }) {
  const [examNumber, setExamNumber] = useState('')
  const [number, setNumber] = useState('')
  const [tried, setTried] = useState(false)
  const summary = useFaultSummary()
  const asked = { examNumber: foldDigits(examNumber), number: foldDigits(number) }
  const faults = {
    examNumber: isExamNumber(asked.examNumber) ? undefined : stepUps.examNumberNeeded,
    number: isNumber(asked.number) ? undefined : stepUps.numberNeeded,
  }
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (faults.examNumber === undefined && faults.number === undefined) props.onFind(asked)
    else summary.show()
  }
  return (
    <form class="card" ref={summary.form} onSubmit={submit} noValidate>
      {summary.note}
      <div class="pair kinds">
        <Digits
          id="exam-number"
          label={stepUps.examNumber}
          says={stepUps.examNumberSays}
          value={examNumber}
          fault={tried ? faults.examNumber : undefined}
          length={30}
          onInput={setExamNumber}
        />
        <Digits
          id="number"
          label={stepUps.number}
          says={stepUps.numberSays}
          value={number}
          fault={tried ? faults.number : undefined}
          length={12}
          onInput={setNumber}
        />
      </div>
      <div class="actions">
        <button class="btn row" disabled={props.busy}>
          {stepUps.find}
        </button>
      </div>
    </form>
  )
}

function Compare(props: { of: Officer; busy: boolean; onConfirm: () => void; onRefuse: () => void }) {
  return (
    <section class="card">
      <h2>{stepUps.compare[props.of.officer]}</h2>
      <p>{stepUps.compareSays}</p>
      <dl class="compared">
        <dt>{stepUps.name}</dt>
        <dd>{props.of.name}</dd>
        <dt>{stepUps.idNumberEnd}</dt>
        <dd class="num">{props.of.idNumberEnd}</dd>
      </dl>
      <div class="actions">
        <button type="button" class="btn row" disabled={props.busy} onClick={props.onConfirm}>
          {stepUps.confirm}
        </button>
        <button type="button" class="btn row plain" disabled={props.busy} onClick={props.onRefuse}>
          {stepUps.refuse}
        </button>
      </div>
    </section>
  )
}

function Work() {
  const [asked, setAsked] = useState<Asked>()
  const [shown, setShown] = useState<Officer>()
  const [refused, setRefused] = useState(false)
  const act = useAct(staff['step-ups'].$post)

  const send = async (given: Asked, compared: boolean) => {
    setRefused(false)
    setAsked(given)
    if (!compared) setShown(undefined)
    const answer = await act.run({ json: { ...given, compared } })
    if (answer !== undefined) setShown(answer)
  }
  const startOver = () => {
    setAsked(undefined)
    setShown(undefined)
  }
  const done = shown === undefined || shown.state === 'to_compare' ? undefined : shown.state
  // what was shown holds no longer: look again before anything is confirmed
  const lost = act.trouble !== undefined && !act.trouble.unsure
  const notes = (
    <>
      {refused && (
        <Verdict tone="wait" title={stepUps.refused.title} alert>
          <p>{stepUps.refused.detail}</p>
        </Verdict>
      )}
      {act.trouble !== undefined && <TroubleNote trouble={act.trouble} />}
    </>
  )
  const comparing = shown !== undefined && asked !== undefined && !lost
  const arrival = useArrival(done ?? (comparing ? 'compare' : 'find'))
  return (
    <div class="stack" {...arrival}>
      {done !== undefined ? (
        <>
          <Verdict
            tone={done === 'passed' ? 'good' : 'wait'}
            title={done === 'passed' ? stepUps.passed.title : stepUps.firstDone.title}
            alert
          >
            <p>
              {stepUps.name}：{shown?.name}
            </p>
            <p>{done === 'passed' ? stepUps.passed.detail : stepUps.firstDone.detail}</p>
          </Verdict>
          <div class="actions">
            <button type="button" class="btn row quiet" onClick={startOver}>
              {stepUps.next}
            </button>
          </div>
        </>
      ) : comparing ? (
        <>
          <Compare
            of={shown}
            busy={act.busy}
            onConfirm={() => void send(asked, true)}
            onRefuse={() => {
              startOver()
              setRefused(true)
            }}
          />
          {notes}
        </>
      ) : (
        <>
          <p class="lead">{stepUps.lead}</p>
          <Find busy={act.busy} onFind={(given) => void send(given, false)} />
          {notes}
          <ol class="card how">
            {stepUps.how.map((step) => (
              <li>{step}</li>
            ))}
          </ol>
        </>
      )}
    </div>
  )
}

mount(
  <Desk here="/staff/step-ups/" signIn={stepUps.signIn} load={() => Promise.resolve()}>
    {() => <Work />}
  </Desk>,
)

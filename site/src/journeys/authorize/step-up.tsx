import { authorize } from '#words/graduate/authorize.ts'
import { TroubleNote } from '../../kit/screens.tsx'
import { clock } from '../../kit/time.ts'
import { type InPerson, InPersonNumber } from './in-person.tsx'
import { useArrival } from '../../kit/use-arrival.ts'

/** What will happen, said before it does, and the other way beside it; once that is taken, its number. */
export const StepUpFirst = (props: {
  provider: string
  inPerson: InPerson
  over: boolean
  onCancel: () => void
}) => (
  <div class="panel stack" {...useArrival(props.inPerson.shown === undefined ? 'face' : 'in person')}>
    {props.inPerson.shown === undefined ? (
      <>
        <h3>{authorize.stepUp.title}</h3>
        {props.over && <p class="error">{authorize.stepUp.over}</p>}
        <p>{authorize.stepUp.says(props.provider)}</p>
        <a class="btn" href="/step-up?return=/graduate/authorize/">
          {authorize.stepUp.go(props.provider)}
        </a>
        <p class="note">{authorize.stepUp.other}</p>
        <button type="button" class="btn quiet" disabled={props.inPerson.busy} onClick={props.inPerson.ask}>
          {authorize.stepUp.inPerson.go}
        </button>
        {props.inPerson.trouble !== undefined && <TroubleNote trouble={props.inPerson.trouble} />}
      </>
    ) : (
      <InPersonNumber of={props.inPerson} number={props.inPerson.shown.number} />
    )}
    <button type="button" class="btn plain" onClick={props.onCancel}>
      {authorize.form.cancel}
    </button>
  </div>
)

export const StepUpPassed = ({ seconds }: { seconds: number }) => (
  <p class="said">
    <b>✓ {authorize.stepUp.passed}</b> <span class="num">{authorize.stepUp.left(clock(seconds))}</span>
  </p>
)

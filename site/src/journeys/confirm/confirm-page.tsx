import { showInstant } from '#model/calendar/caps.ts'
import { confirm } from '#words/graduate/confirm.ts'
import { graduate } from '#words/graduate/graduate.ts'
import { graduate as routes, type RecordView, type Session } from '../../kit/send.ts'
import { ContactText } from '../../kit/contact-text.tsx'
import { told } from '../../kit/mount.tsx'
import { Said } from '../../kit/said.tsx'
import { TroubleNote, Verdict } from '../../kit/screens.tsx'
import { useAct } from '../../kit/use-act.ts'
import type { ChangedSince } from '../../kit/graduate/changes.tsx'
import type { Act } from '../../kit/graduate/done.tsx'
import { Fields } from '../../kit/graduate/frame.tsx'
import { Next, Steps } from '../../kit/graduate/way.tsx'
import { ConfirmForm } from './confirm-form.tsx'
import { CorrectAt, RecordCard } from './record-card.tsx'

const claimsShown = (dispute: NonNullable<RecordView['dispute']>) =>
  [
    dispute.destination && [
      `${confirm.destination}（${dispute.destination.kind === 'changed' ? confirm.changed : confirm.mistaken}）`,
      dispute.destination.explanation,
    ],
    dispute.archive && [confirm.archive, dispute.archive.explanation],
    dispute.hukou && [confirm.hukou, dispute.hukou.explanation],
    [confirm.contact, dispute.contact],
  ].filter((pair): pair is [string, string] => pair !== null)

function Disputed(props: { view: RecordView; onWithdrawn: () => void }) {
  const withdrawing = useAct(routes.disputes.withdrawal.$post)
  const { dispute } = props.view
  if (dispute === null) return null
  return (
    <>
      <Verdict tone="wait" title={confirm.disputed.title}>
        <p>{confirm.disputed.handled(dispute.handler, showInstant(Date.parse(dispute.openedAt)))}</p>
        <p>{confirm.disputed.detail}</p>
      </Verdict>
      <section class="card">
        <h2>{confirm.disputed.yours}</h2>
        <Fields of={claimsShown(dispute)} contacts={[confirm.contact]} />
      </section>
      <CorrectAt view={props.view} />
      <p>{confirm.disputed.undoLead}</p>
      {withdrawing.trouble !== undefined && (
        <TroubleNote trouble={withdrawing.trouble} retry={props.onWithdrawn} />
      )}
      <button
        type="button"
        class="btn quiet"
        disabled={withdrawing.busy}
        onClick={async () => {
          if ((await withdrawing.run({ json: {} }, dispute.openedAt)) !== undefined) props.onWithdrawn()
        }}
      >
        {confirm.disputed.undo}
      </button>
    </>
  )
}

interface Props {
  session: Session
  view: RecordView
  /** shows what is otherwise than it was when it was last confirmed; undefined where nothing is */
  Changed: typeof ChangedSince | undefined
  /** a dispute was taken back a moment ago */
  withdrawn: boolean
  onAct: (act: Act) => void
  onStale: () => void
  onWithdrawn: () => void
}

/** Where the confirmation stands, above the record: where it cannot be given, what comes before it. */
function Standing({ session, view, withdrawn }: Props) {
  if (session.progress === null) return null
  const { confirmation, next } = session.progress
  return (
    <>
      <Said says={confirmation === 'unconfirmed' && withdrawn ? confirm.withdrawn : ''} />
      <div class="stack" role="status">
        {confirmation === 'confirmed' && next.act !== 'on_hold' && (
          <Verdict tone="good" title={confirm.confirmed.title}>
            <p>{confirm.confirmed.detail(showInstant(Date.parse(view.confirmedAt ?? view.now)))}</p>
          </Verdict>
        )}
        {next.path !== '/graduate/confirm/' && <Next session={session} />}
      </div>
    </>
  )
}

export function ConfirmPage(props: Props) {
  const { session, view, Changed, onAct, onStale } = props
  const { state, confirmable } = view
  const held = confirmable.because === 'entry.on_hold'
  const form = (disputeOnly: boolean) => (
    <ConfirmForm
      key={`${state}-${view.record?.version}`}
      view={view}
      entryId={session.entry?.id ?? ''}
      disputeOnly={disputeOnly}
      onDone={onAct}
      onStale={onStale}
    />
  )
  return (
    <>
      <Steps of={session.progress} here="confirmation" />
      <Standing {...props} />
      {state === 'disputed' && <Disputed view={view} onWithdrawn={props.onWithdrawn} />}
      {state === 'unconfirmed' && !held && Changed !== undefined && <Changed view={view} />}
      {view.record !== null && <RecordCard record={view.record} />}
      {state === 'unconfirmed' && !held && form(false)}
      {view.record !== null && (
        <a class="btn row quiet" href="/graduate/registration-form">
          {confirm.form}
        </a>
      )}
      {state === 'confirmed' && (
        <details class="card">
          <summary>{confirm.confirmed.still}</summary>
          <div class="stack">
            <p class="note">{confirm.confirmed.stillLead}</p>
            {form(true)}
          </div>
        </details>
      )}
      <p class="note">
        <a href="/help/four-prohibitions/">{confirm.fourProhibitions}</a>
        <br />
        <ContactText of={graduate.account(told('support'))} />
      </p>
    </>
  )
}

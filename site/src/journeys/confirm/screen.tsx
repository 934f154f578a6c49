import { useState } from 'preact/hooks'
import { showInstant } from '#model/calendar/caps.ts'
import { confirm } from '#words/graduate/confirm.ts'
import { graduate } from '#words/graduate/graduate.ts'
import { graduate as routes, type RecordView, send } from '../../kit/send.ts'
import { ContactText } from '../../kit/contact-text.tsx'
import { mount, told } from '../../kit/mount.tsx'
import { TroubleNote, Verdict, WhenLoaded } from '../../kit/screens.tsx'
import { useAct } from '../../kit/use-act.ts'
import { useLoaded } from '../../kit/use-loaded.ts'
import { ChangedSince } from '../../kit/graduate/changes.tsx'
import { ConfirmForm } from './confirm-form.tsx'
import { Deadlines } from '../../kit/graduate/deadlines.tsx'
import { Contact, Fields, OnHold, Steps } from '../../kit/graduate/frame.tsx'
import { CorrectAt, RecordCard } from './record-card.tsx'

const load = async () => {
  const [session, view] = await Promise.all([send(routes.session.$get), send(routes.record.$get)])
  return { session, view }
}

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

function Confirm() {
  const { loaded, reload } = useLoaded(load)
  const [withdrawn, setWithdrawn] = useState(false)
  const again = () => {
    void reload()
    scrollTo({ top: 0 })
  }
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {({ session, view }) => {
        const form = (disputeOnly: boolean) => (
          <ConfirmForm
            key={`${view.state}-${view.record?.version}`}
            view={view}
            entryId={session.entry?.id ?? ''}
            disputeOnly={disputeOnly}
            onDone={again}
          />
        )
        return (
          <>
            <Steps step={view.state === 'confirmed' ? 'authorize' : session.step} here={1} />
            <OnHold entry={session.entry} />
            <div class="stack" role="status">
              {view.state === 'confirmed' && (
                <Verdict tone="good" title={confirm.confirmed.title}>
                  <p>{confirm.confirmed.detail(showInstant(Date.parse(view.confirmedAt ?? view.now)))}</p>
                  <a class="btn" href="/graduate/authorize/">
                    {confirm.confirmed.next}
                  </a>
                </Verdict>
              )}
              {view.state === 'unregistered' && (
                <Verdict tone="wait" title={confirm.unregistered.title}>
                  <p>{confirm.unregistered.detail}</p>
                  <a class="btn" href="/graduate/register/">
                    {confirm.unregistered.go}
                  </a>
                  <Contact of={session.entry?.schoolContact} />
                </Verdict>
              )}
              {view.state === 'unconfirmed' && withdrawn && <p class="said">{confirm.withdrawn}</p>}
            </div>
            {view.state === 'disputed' && (
              <Disputed
                view={view}
                onWithdrawn={() => {
                  setWithdrawn(true)
                  again()
                }}
              />
            )}
            {view.state === 'unconfirmed' && session.entry?.onHold === null && <ChangedSince view={view} />}
            {view.record !== null && <RecordCard record={view.record} />}
            {view.state === 'unconfirmed' && session.entry?.onHold === null && form(false)}
            {view.record !== null && (
              <a class="btn row quiet" href="/graduate/registration-form">
                {confirm.form}
              </a>
            )}
            {view.state === 'confirmed' && (
              <details class="card">
                <summary>{confirm.confirmed.still}</summary>
                <div class="stack">
                  <p class="note">{confirm.confirmed.stillLead}</p>
                  {form(true)}
                </div>
              </details>
            )}
            {session.entry !== null && view.record?.sourceSystem === 'national' && (
              <Deadlines now={view.now} of={{ changesEndAt: session.entry.deadlines.changesEndAt }} />
            )}
            <p class="note">
              <a href="/help/four-prohibitions/">{confirm.fourProhibitions}</a>
              <br />
              <ContactText of={graduate.account(told('support'))} />
            </p>
          </>
        )
      }}
    </WhenLoaded>
  )
}

mount(<Confirm />)

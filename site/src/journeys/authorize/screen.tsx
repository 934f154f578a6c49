import { authorize } from '#words/graduate/authorize.ts'
import { type Cards, graduate, send, type Session } from '../../kit/send.ts'
import { mount } from '../../kit/mount.tsx'
import { Verdict, WhenLoaded } from '../../kit/screens.tsx'
import { useLoaded } from '../../kit/use-loaded.ts'
import { AuthorizationCard } from './authorization-card.tsx'
import { Deadlines } from '../../kit/graduate/deadlines.tsx'
import { Contact, OnHold, Steps } from '../../kit/graduate/frame.tsx'
import { useInPerson } from './in-person.tsx'
import { StepUpPassed, useSecondsLeft } from './step-up.tsx'

interface Shown {
  session: Session
  view: Cards
}

const load = async (): Promise<Shown> => {
  const [session, view] = await Promise.all([send(graduate.session.$get), send(graduate.authorizations.$get)])
  return { session, view }
}

function BothCards({ session, view, onView }: Shown & { onView: (view: Cards) => void }) {
  const secondsLeft = useSecondsLeft(view.stepUp)
  const inPerson = useInPerson(secondsLeft > 0, onView)
  const reported = view.cards.some((card) => card.state === 'active')
  const toConfirm = view.cards.some((card) => card.closedBecause === 'unconfirmed')
  return (
    <>
      <Steps step={view.confirmed ? 'authorize' : session.step} here={reported ? 3 : 2} reported={reported} />
      <OnHold entry={session.entry} />
      {toConfirm && (
        <Verdict tone="wait" title={authorize.unconfirmed.title}>
          <p>{authorize.unconfirmed.detail}</p>
          <a class="btn" href="/graduate/confirm/">
            {authorize.unconfirmed.go}
          </a>
        </Verdict>
      )}
      {secondsLeft > 0 && <StepUpPassed seconds={secondsLeft} />}
      {view.cards.map((card) => (
        <AuthorizationCard
          key={card.kind}
          card={card}
          view={view}
          provider={session.providerName}
          inPerson={inPerson}
          secondsLeft={secondsLeft}
          onCard={(next) =>
            onView({ ...view, cards: view.cards.map((each) => (each.kind === next.kind ? next : each)) })
          }
        />
      ))}
      <div class="note">
        {authorize.notes.map((note) => (
          <p>{note}</p>
        ))}
      </div>
      {session.entry !== null && (
        <Deadlines
          now={session.now}
          of={{
            serviceEndsAt: session.entry.deadlines.serviceEndsAt,
            transferEndsAt: session.entry.deadlines.transferEndsAt,
          }}
        />
      )}
      <Contact of={session.entry?.schoolContact} />
    </>
  )
}

function Authorize() {
  const { loaded, reload, set } = useLoaded(load)
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {(shown) => <BothCards {...shown} onView={(view) => set({ ...shown, view })} />}
    </WhenLoaded>
  )
}

mount(<Authorize />)

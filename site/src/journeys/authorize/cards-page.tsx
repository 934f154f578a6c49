import type { NextAct } from '#model/progress/next-acts.ts'
import { authorize } from '#words/graduate/authorize.ts'
import type { Cards, Session } from '../../kit/send.ts'
import { useCountdown } from '../../kit/use-countdown.ts'
import type { Act } from '../../kit/graduate/done.tsx'
import { Contact } from '../../kit/graduate/frame.tsx'
import { Next, Steps } from '../../kit/graduate/way.tsx'
import { AuthorizationCard } from './authorization-card.tsx'
import { useInPerson } from './in-person.tsx'
import { StepUpPassed } from './step-up.tsx'

export interface Shown {
  session: Session
  view: Cards
}

/** What the cards and the box of a hold say themselves. */
const own: ReadonlySet<NextAct> = new Set(['authorize', 'authorize_again', 'show', 'service_over'])

export function CardsPage(
  props: Shown & { onView: (view: Cards) => void; onAct: (act: Act) => void; onChanged: () => void },
) {
  const { session, view, onView } = props
  const secondsLeft = useCountdown(view.stepUp.secondsLeft, view.stepUp)
  const inPerson = useInPerson(secondsLeft > 0, onView)
  const next = session.progress?.next
  return (
    <>
      <Steps of={session.progress} here="authorization" />
      {next !== undefined && !own.has(next.act) && <Next session={session} />}
      {secondsLeft > 0 && <StepUpPassed seconds={secondsLeft} />}
      {view.cards.map((card) => (
        <AuthorizationCard
          key={card.kind}
          card={card}
          view={view}
          provider={session.providerName}
          inPerson={inPerson}
          secondsLeft={secondsLeft}
          onAct={props.onAct}
          onChanged={props.onChanged}
        />
      ))}
      <div class="note">
        {authorize.notes.map((note) => (
          <p>{note}</p>
        ))}
      </div>
      {session.entry?.onHold === null && <Contact of={session.entry.schoolContact} />}
    </>
  )
}

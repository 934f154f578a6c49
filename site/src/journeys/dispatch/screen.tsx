import { showInstant } from '#model/calendar/caps.ts'
import { dispatch } from '#words/graduate/dispatch.ts'
import { answerGiven } from '#words/transfer/dispatches.ts'
import { Empty } from '../../kit/empty.tsx'
import { type DispatchView, graduate, send } from '../../kit/send.ts'
import { mount } from '../../kit/mount.tsx'
import { State, WhenLoaded } from '../../kit/screens.tsx'
import { useLoaded } from '../../kit/use-loaded.ts'
import { Contact, Fields } from '../../kit/graduate/frame.tsx'

type Sending = NonNullable<DispatchView['dispatch']>

const load = async () => {
  const [session, view] = await Promise.all([send(graduate.session.$get), send(graduate.dispatch.$get)])
  return { session, view }
}

type Field = readonly [string, string]
const instant = (iso: string) => showInstant(Date.parse(iso))

const answerFields = (of: NonNullable<Sending['answer']>): Field[] => [
  [dispatch.answeredAt, instant(of.at)],
  [dispatch.given, answerGiven[of.givenAs](of.from)],
  ...(of.outcome === 'returned' ? ([[dispatch.reason, of.reason]] as const) : []),
]

const fieldsOf = (of: Sending): Field[] => [
  ...(of.method === ''
    ? []
    : ([
        [dispatch.method, dispatch.methods[of.method]],
        [dispatch.trackingNumber, of.trackingNumber],
        [dispatch.sentOn, of.sentOn],
      ] as const)),
  ...(of.answer === null ? [] : answerFields(of.answer)),
  ...(of.withdrawnAt === null ? [] : ([[dispatch.withdrawnAt, instant(of.withdrawnAt)]] as const)),
]

const saysOf = ({ answer }: Sending): string => {
  if (answer === null) return dispatch.says.sent
  return answer.givenAs === 'claim' ? dispatch.claimed[answer.outcome] : dispatch.says[answer.outcome]
}

const Earlier = ({ of }: { of: Sending['earlierAnswers'][number] }) => (
  <>
    <State as={dispatch.states[of.outcome]} />
    <Fields
      of={[
        ...answerFields(of),
        ...(of.setAside === null
          ? []
          : ([
              [dispatch.setAsideAt, instant(of.setAside.at)],
              [dispatch.setAsideReason, of.setAside.reason],
            ] as const)),
      ]}
    />
  </>
)

function SendingCard({ of, says }: { of: Sending; says: boolean }) {
  return (
    <section class="card">
      <div class="card-head">
        <State as={dispatch.states[of.answer?.outcome ?? 'sent']} />
      </div>
      <Fields of={fieldsOf(of)} />
      {says && of.method === '' && <p class="note">{dispatch.notEntered}</p>}
      {says && <p class="note">{saysOf(of)}</p>}
      {of.earlierAnswers.length > 0 && (
        <details>
          <summary>{dispatch.earlierAnswers}</summary>
          <div class="stack">
            {of.earlierAnswers.map((each) => (
              <Earlier of={each} />
            ))}
          </div>
        </details>
      )}
    </section>
  )
}

function Dispatch() {
  const { loaded, reload } = useLoaded(load)
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {({ session, view }) => (
        <>
          {view.dispatch === null ? (
            <Empty shape="○" title={dispatch.empty} says={dispatch.emptySays} />
          ) : (
            <>
              <p class="lead">{dispatch.lead}</p>
              <SendingCard of={view.dispatch} says />
            </>
          )}
          {view.history.length > 0 && (
            <details class="card">
              <summary>{dispatch.earlier}</summary>
              <div class="stack">
                {view.history.map((each) => (
                  <SendingCard of={each} says={false} />
                ))}
              </div>
            </details>
          )}
          <p class="note">{dispatch.formSays}</p>
          <a class="btn quiet" href="/graduate/registration-form">
            {dispatch.form}
          </a>
          <a class="more" href="/graduate/lookups/">
            {dispatch.lookups}
          </a>
          <Contact of={session.entry?.schoolContact} />
        </>
      )}
    </WhenLoaded>
  )
}

mount(<Dispatch />)

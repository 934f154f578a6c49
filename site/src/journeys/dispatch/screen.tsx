import { showInstant } from '#model/calendar/caps.ts'
import { dispatch } from '#words/graduate/dispatch.ts'
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

const fieldsOf = (of: Sending): (readonly [string, string])[] => [
  ...(of.method === ''
    ? []
    : ([
        [dispatch.method, dispatch.methods[of.method]],
        [dispatch.trackingNumber, of.trackingNumber],
        [dispatch.sentOn, of.sentOn],
      ] as const)),
  ...(of.answeredAt === null
    ? []
    : ([[dispatch.answeredAt, showInstant(Date.parse(of.answeredAt))]] as const)),
  ...(of.outcome === 'returned' ? ([[dispatch.reason, of.returnReason]] as const) : []),
]

function SendingCard({ of, says }: { of: Sending; says: boolean }) {
  const state = of.outcome ?? 'sent'
  return (
    <section class="card">
      <div class="card-head">
        <State as={dispatch.states[state]} />
      </div>
      <Fields of={fieldsOf(of)} />
      {says && of.method === '' && <p class="note">{dispatch.notEntered}</p>}
      {says && <p class="note">{dispatch.says[state]}</p>}
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

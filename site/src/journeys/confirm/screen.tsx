import { useState } from 'preact/hooks'
import { done } from '#words/graduate/done.ts'
import { graduate as routes, send, type Session } from '../../kit/send.ts'
import { mount } from '../../kit/mount.tsx'
import { WhenLoaded } from '../../kit/screens.tsx'
import { useLoaded } from '../../kit/use-loaded.ts'
import { type Act, Done } from '../../kit/graduate/done.tsx'
import { Next, Steps } from '../../kit/graduate/way.tsx'
import { ConfirmPage } from './confirm-page.tsx'

// only where it is needed: few have confirmed before, and it brings the words of every field
const fetchChanges = async () => (await import('../../kit/graduate/changes.tsx')).ChangedSince

const load = async () => {
  const [session, view] = await Promise.all([send(routes.session.$get), send(routes.record.$get)])
  const since = view.changedSinceConfirmation
  const changed = since !== null && since.record.length + since.roster.length > 0
  return { session, view, Changed: changed ? await fetchChanges() : undefined }
}

/** What was done on this page, and what comes next. */
const Ended = ({ act, session }: { act: Act; session: Session }) => (
  <>
    <Steps of={session.progress} here="confirmation" />
    <Done act={act} says={act.kind === 'confirmed' ? done.confirmed : done.disputed}>
      <Next session={session} />
    </Done>
  </>
)

function Confirm() {
  const { loaded, reload } = useLoaded(load)
  const [withdrawn, setWithdrawn] = useState(false)
  const [act, setAct] = useState<Act>()
  const show = async (ended: Act) => {
    await reload()
    setAct(ended)
  }
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {({ session, view, Changed }) =>
        act === undefined ? (
          <ConfirmPage
            session={session}
            view={view}
            Changed={Changed}
            withdrawn={withdrawn}
            onAct={(ended) => void show(ended)}
            onStale={() => {
              void reload()
              scrollTo({ top: 0 })
            }}
            onWithdrawn={() => {
              setWithdrawn(true)
              void reload()
              scrollTo({ top: 0 })
            }}
          />
        ) : (
          <Ended act={act} session={session} />
        )
      }
    </WhenLoaded>
  )
}

mount(<Confirm />)

import { useState } from 'preact/hooks'
import { authorize } from '#words/graduate/authorize.ts'
import { done } from '#words/graduate/done.ts'
import { progress } from '#words/graduate/progress.ts'
import { graduate, send } from '../../kit/send.ts'
import { mount } from '../../kit/mount.tsx'
import { WhenLoaded } from '../../kit/screens.tsx'
import { useLoaded } from '../../kit/use-loaded.ts'
import { type Act, Done } from '../../kit/graduate/done.tsx'
import { Steps } from '../../kit/graduate/way.tsx'
import { CardsPage, type Shown } from './cards-page.tsx'
import { Resume } from './resume.tsx'

const load = async (): Promise<Shown> => {
  const [session, view] = await Promise.all([send(graduate.session.$get), send(graduate.authorizations.$get)])
  return { session, view }
}

/** What was done on this page, and what it leads to. */
function Ended(props: Shown & { act: Act; onResumed: (act: Act) => void }) {
  const { session, view, act } = props
  const kept = view.cards.find((card) => card.resumableUntil !== null)
  const resumable = act.kind === 'ended' ? kept : undefined
  const says = {
    authorized: progress.next.show.says,
    resumed: progress.next.show.says,
    ended: resumable === undefined ? done.endedForGood : done.ended,
  }
  return (
    <>
      <Steps of={session.progress} here={act.kind === 'ended' ? 'authorization' : 'report'} />
      <Done act={act} says={says[act.kind as keyof typeof says]}>
        {resumable !== undefined && <Resume card={resumable} now={view.now} onDone={props.onResumed} />}
        {act.kind !== 'ended' && (
          <a class="btn" href="/graduate/show/">
            {progress.next.show.go}
          </a>
        )}
        <a class="btn quiet" href="/graduate/authorize/">
          {authorize.cardsAgain}
        </a>
      </Done>
    </>
  )
}

function Authorize() {
  const { loaded, reload, set } = useLoaded(load)
  const [act, setAct] = useState<Act>()
  const show = async (ended: Act) => {
    await reload()
    setAct(ended)
  }
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {(shown) =>
        act === undefined ? (
          <CardsPage
            {...shown}
            onView={(view) => set({ ...shown, view })}
            onAct={(ended) => void show(ended)}
            onChanged={() => void reload()}
          />
        ) : (
          <Ended {...shown} act={act} onResumed={(resumed) => void show(resumed)} />
        )
      }
    </WhenLoaded>
  )
}

mount(<Authorize />)

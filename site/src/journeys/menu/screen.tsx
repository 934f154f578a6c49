import { useState } from 'preact/hooks'
import { menu } from '#words/graduate/graduate.ts'
import { graduate as routes, send, type Session } from '../../kit/send.ts'
import { EntryButton } from '../../kit/entry.tsx'
import { mount } from '../../kit/mount.tsx'
import { State, TroubleNote, WhenLoaded } from '../../kit/screens.tsx'
import { useAct } from '../../kit/use-act.ts'
import { useLoaded } from '../../kit/use-loaded.ts'
import { SignOut } from '../../kit/graduate/frame.tsx'
import { MenuOf, type Shown } from './menu.tsx'

async function load(): Promise<Shown> {
  const [session, cards, dispatch] = await Promise.all([
    send(routes.session.$get),
    send(routes.authorizations.$get).catch(() => undefined),
    send(routes.dispatch.$get).catch(() => undefined),
  ])
  if (session.progress?.next.act === 'check_basic_info') {
    location.replace(session.progress.next.path ?? '/')
    return new Promise(() => {})
  }
  return { session, cards, dispatch }
}

function Chooser({ session, onChosen }: { session: Session; onChosen: () => void }) {
  const choosing = useAct(routes.entry.$post)
  return (
    <section class="stack">
      <div>
        <h2>{menu.choose}</h2>
        <p class="lead">{menu.chooseLead}</p>
      </div>
      {session.entries.map((entry) => (
        <EntryButton
          glyph={entry.schoolName.slice(0, 1)}
          title={entry.schoolName}
          says={`${entry.level} · ${entry.major} · ${menu.graduation(entry.graduationMonth)}`}
          disabled={choosing.busy}
          onChoose={() =>
            void choosing
              .run({ json: { entryId: entry.id } })
              .then((answer) => answer !== undefined && onChosen())
          }
        >
          {entry.chosen && <State as={['good', '●', menu.chosen]} />}
        </EntryButton>
      ))}
      {choosing.trouble !== undefined && <TroubleNote trouble={choosing.trouble} />}
    </section>
  )
}

function Menu() {
  const { loaded, reload } = useLoaded(load)
  const [changing, setChanging] = useState(false)
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {(shown) =>
        shown.session.progress === null || changing ? (
          <>
            <Chooser
              session={shown.session}
              onChosen={() => {
                setChanging(false)
                void reload()
              }}
            />
            <SignOut />
          </>
        ) : (
          <MenuOf {...shown} onChange={() => setChanging(true)} />
        )
      }
    </WhenLoaded>
  )
}

mount(<Menu />)

import { grants as copy } from '#words/site/grants.ts'
import { dropAllDrafts } from './draft.ts'
import { EntryButton } from './entry.tsx'
import { State, TroubleNote, WhenLoaded } from './screens.tsx'
import { type Grants, send, type staff } from './send.ts'
import { useAct } from './use-act.ts'
import { useLoaded } from './use-loaded.ts'

/** The two routes, of whichever desk. */
export interface GrantRoutes {
  $get: (typeof staff)['grants']['$get']
  choice: { $post: (typeof staff)['grants']['choice']['$post'] }
}

/** Which of several grants this session acts by. @param whole what a grant is for that is for all of a place @param onChosen leaves the page: what it shows is another place's */
export function ChooseGrant(props: { routes: GrantRoutes; whole: string; onChosen: () => void }) {
  const { routes, whole, onChosen } = props
  const { loaded, reload } = useLoaded(() => send(routes.$get))
  const act = useAct(routes.choice.$post)
  const choose = async (id: string) => {
    if ((await act.run({ json: { id } })) === undefined) return
    dropAllDrafts()
    onChosen()
  }
  return (
    <section class="stack">
      <div>
        <h2>{copy.title}</h2>
        <p class="lead">{copy.lead}</p>
      </div>
      <WhenLoaded loaded={loaded} reload={reload}>
        {({ grants }) => grants.map((grant) => <Choice {...{ grant, whole, choose }} busy={act.busy} />)}
      </WhenLoaded>
      {act.trouble !== undefined && <TroubleNote trouble={act.trouble} retry={() => void reload()} />}
    </section>
  )
}

function Choice(props: {
  grant: Grants['grants'][number]
  whole: string
  busy: boolean
  choose: (id: string) => Promise<void>
}) {
  const { id, place, part, name, chosen } = props.grant
  return (
    <EntryButton
      glyph={place.slice(0, 1)}
      title={place}
      says={[part === '' ? props.whole : part, name].filter((each) => each !== '').join(' · ')}
      disabled={props.busy}
      onChoose={() => void props.choose(id)}
    >
      {chosen && <State as={copy.now} />}
    </EntryButton>
  )
}

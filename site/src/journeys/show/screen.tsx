import './style.css'
import { useState } from 'preact/hooks'
import { showEnd } from '#model/calendar/caps.ts'
import { isKind, type ReportKind } from '#model/report/kinds.ts'
import { show } from '#words/graduate/show.ts'
import { kindCards } from '#words/report-kinds.ts'
import { type Cards, graduate, send, type Session } from '../../kit/send.ts'
import { Groups } from '../../kit/groups.tsx'
import { mount } from '../../kit/mount.tsx'
import { WhenLoaded } from '../../kit/screens.tsx'
import { askedHere } from '../../kit/use-address.ts'
import { useLoaded } from '../../kit/use-loaded.ts'
import { Died, Next } from '../../kit/graduate/way.tsx'
import { useAwake } from './use-awake.ts'

type Card = Cards['cards'][number]

const load = async () => {
  const [session, { cards }] = await Promise.all([
    send(graduate.session.$get),
    send(graduate.authorizations.$get),
  ])
  return { session, cards }
}

const askedKind = (): ReportKind | undefined => {
  const { kind } = askedHere(['kind'])
  return isKind(kind) ? kind : undefined
}

function Shown({ session, live }: { session: Session; live: [Card, ...Card[]] }) {
  const [kind, setKind] = useState(askedKind)
  const awake = useAwake()
  const card = live.find((each) => each.kind === kind) ?? live[0]
  return (
    <section class="show-code" aria-label={kindCards[card.kind]}>
      {live.length > 1 && (
        <div class="chips" role="group" aria-label={show.kinds}>
          {live.map((each) => (
            <button
              type="button"
              class={`chip ${each === card ? 'on' : ''}`}
              aria-pressed={each === card}
              onClick={() => setKind(each.kind)}
            >
              {kindCards[each.kind]}
            </button>
          ))}
        </div>
      )}
      <p class="lead">{show.lead}</p>
      <img src={`${card.reportPath}/qr.svg`} alt={show.qr(kindCards[card.kind])} width="280" height="280" />
      <dl>
        <dt>{show.name}</dt>
        <dd class="large">{session.person.name}</dd>
        <dt>{show.code}</dt>
        <dd class="code">
          <Groups of={card.code ?? ''} />
        </dd>
        <dt>{show.until}</dt>
        <dd class="num">{showEnd(Date.parse(card.validUntil ?? ''))}</dd>
      </dl>
      <p class="note">{awake ? show.bright : show.brightOnly}</p>
      <div class="actions">
        <a class="btn quiet" href={card.reportPath ?? ''}>
          {show.report}
        </a>
        <a class="btn plain" href="/graduate/">
          {show.back}
        </a>
      </div>
    </section>
  )
}

function Show() {
  const { loaded, reload } = useLoaded(load)
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {({ session, cards }) => {
        const [first, ...others] = cards.filter(({ state }) => state === 'active')
        if (first !== undefined) return <Shown session={session} live={[first, ...others]} />
        return (
          <>
            {session.progress !== null && <Died of={session.progress} />}
            <Next session={session} />
          </>
        )
      }}
    </WhenLoaded>
  )
}

mount(<Show />)

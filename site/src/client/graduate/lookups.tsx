import { useState } from 'preact/hooks'
import { showInstant } from '../../../../functions/authorizations/caps.rules.ts'
import { lookups } from '../../copy/zh-CN/lookups.ts'
import { api, type Lookups } from '../api.ts'
import { mount } from '../mount.tsx'
import { State, TroubleNote, WhenLoaded } from '../screens.tsx'
import { type Trouble, troubleOf } from '../trouble.ts'
import { useLoaded } from '../use-loaded.ts'

const Lookup = ({ of }: { of: Lookups['lookups'][number] }) => (
  <li class="card lookup">
    <div class="card-head">
      <time class="num" dateTime={of.at}>
        {showInstant(Date.parse(of.at))}
      </time>
      <State as={lookups.verdicts[of.verdict]} />
    </div>
    <p>
      {of.codeKind === 'transfer' ? lookups.transfer : lookups.kinds[of.kind]} · {lookups.via[of.via]}
    </p>
    <p class="note">
      {of.department ?? lookups.anonymous} · {lookups.receipt} <span class="num">{of.receipt}</span>
    </p>
  </li>
)

function LookupList() {
  const { loaded, reload, set } = useLoaded(() => api.lookups(null))
  const [trouble, setTrouble] = useState<Trouble>()
  const [busy, setBusy] = useState(false)
  const more = async (page: Lookups) => {
    setBusy(true)
    setTrouble(undefined)
    try {
      const earlier = await api.lookups(page.next)
      set({ lookups: [...page.lookups, ...earlier.lookups], next: earlier.next })
    } catch (error) {
      setTrouble(troubleOf(error))
    }
    setBusy(false)
  }
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {(page) =>
        page.lookups.length === 0 ? (
          <section class="card empty">
            <span class="shape" aria-hidden="true">
              ○
            </span>
            <h2>{lookups.empty}</h2>
            <p class="lead">{lookups.emptySays}</p>
            <a class="btn quiet" href="/graduate/authorize/">
              {lookups.back}
            </a>
          </section>
        ) : (
          <>
            <p class="lead">{lookups.lead}</p>
            <ol class="plain stack">
              {page.lookups.map((each) => (
                <Lookup key={each.receipt} of={each} />
              ))}
            </ol>
            {trouble !== undefined && <TroubleNote trouble={trouble} retry={() => void more(page)} />}
            {page.next === null ? (
              <p class="note">{lookups.all}</p>
            ) : (
              <button type="button" class="btn quiet" disabled={busy} onClick={() => void more(page)}>
                {lookups.more}
              </button>
            )}
          </>
        )
      }
    </WhenLoaded>
  )
}

mount(<LookupList />)

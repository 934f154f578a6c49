import { useState } from 'preact/hooks'
import { showInstant } from '../../../../functions/authorizations/caps.rules.ts'
import { history } from '../../copy/zh-CN/history.ts'
import { api, type History } from '../api.ts'
import { mount } from '../mount.tsx'
import { TroubleNote, WhenLoaded } from '../screens.tsx'
import { chineseDay } from '../time.ts'
import { type Trouble, troubleOf } from '../trouble.ts'
import { useLoaded } from '../use-loaded.ts'
import { Changes } from './changes.tsx'
import { Fields } from './frame.tsx'

type Item = History['items'][number]
type RecordItem = Extract<Item, { kind: 'record' }>

const said = (item: Item): { title: string; by: string; more?: string } => {
  switch (item.kind) {
    case 'record':
      return {
        title: `${item.first ? history.record.first : history.record.next}（${history.version(item.version)}）`,
        by: history.by[item.origin],
        more: history.reported(chineseDay(item.reportedAt)),
      }
    case 'record_voided':
      return {
        title: `${history.record.voided}（${history.version(item.version)}）`,
        by: history.by.void,
      }
    case 'roster':
      return { title: history.roster, by: history.by.school }
    case 'confirmed':
      return { title: `${history.confirmed}（${history.version(item.version)}）`, by: history.by.self }
    case 'confirmation_ended':
      return { title: history.confirmationEnded, by: '', more: history.endedBecause[item.because] }
    case 'dispute_opened':
      return { title: history.disputeOpened, by: history.by.self }
    case 'dispute_closed':
      return {
        title: history.disputeClosed[item.because],
        by: item.because === 'withdrawn' ? history.by.self : '',
      }
  }
}

const RecordContent = ({ item }: { item: RecordItem }) => {
  if (item.changes.length === 0) return <p class="note">{history.unseen}</p>
  if (!item.first) return <Changes of={item.changes} labels={history.fields.record} />
  return (
    <details>
      <summary>{history.content}</summary>
      <Fields of={item.changes.map(({ field, after }) => [history.fields.record[field], after] as const)} />
    </details>
  )
}

function Happened({ item }: { item: Item }) {
  const { title, by, more = '' } = said(item)
  const notes = [by, more].filter((each) => each !== '')
  return (
    <div class="happened">
      <h2>{title}</h2>
      {notes.length > 0 && <p class="note">{notes.join(' · ')}</p>}
      {item.kind === 'record' && <RecordContent item={item} />}
      {item.kind === 'roster' && <Changes of={item.changes} labels={history.fields.roster} />}
    </div>
  )
}

/** What happened at one instant stands together: a change, and what it took with it. */
const moments = (items: readonly Item[]) => {
  const found: { at: string; items: Item[] }[] = []
  for (const item of items) {
    const last = found.at(-1)
    if (last?.at === item.at) last.items.push(item)
    else found.push({ at: item.at, items: [item] })
  }
  return found
}

function Timeline() {
  const { loaded, reload, set } = useLoaded(() => api.history(null))
  const [trouble, setTrouble] = useState<Trouble>()
  const [busy, setBusy] = useState(false)
  const more = async (page: History) => {
    setBusy(true)
    setTrouble(undefined)
    try {
      const earlier = await api.history(page.next)
      set({ items: [...page.items, ...earlier.items], next: earlier.next })
    } catch (error) {
      setTrouble(troubleOf(error))
    }
    setBusy(false)
  }
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {(page) =>
        page.items.length === 0 ? (
          <section class="card empty">
            <span class="shape" aria-hidden="true">
              ○
            </span>
            <h2>{history.empty}</h2>
            <p class="lead">{history.emptySays}</p>
            <a class="btn quiet" href="/graduate/">
              {history.back}
            </a>
          </section>
        ) : (
          <>
            <p class="lead">{history.lead}</p>
            <ol class="plain timeline">
              {moments(page.items).map((moment) => (
                <li key={moment.at}>
                  <time class="num" dateTime={moment.at}>
                    {showInstant(Date.parse(moment.at))}
                  </time>
                  <div class="card">
                    {moment.items.map((item) => (
                      <Happened item={item} />
                    ))}
                  </div>
                </li>
              ))}
            </ol>
            {trouble !== undefined && <TroubleNote trouble={trouble} retry={() => void more(page)} />}
            {page.next === null ? (
              <p class="note">{history.all}</p>
            ) : (
              <button type="button" class="btn quiet" disabled={busy} onClick={() => void more(page)}>
                {history.more}
              </button>
            )}
          </>
        )
      }
    </WhenLoaded>
  )
}

mount(<Timeline />)

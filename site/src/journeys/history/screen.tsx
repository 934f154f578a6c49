import { showInstant } from '#model/calendar/caps.ts'
import { history } from '#words/graduate/history.ts'
import { graduate, type History, send } from '../../kit/send.ts'
import { mount } from '../../kit/mount.tsx'
import { chineseDay } from '../../kit/time.ts'
import { Changes } from '../../kit/graduate/changes.tsx'
import { Fields } from '../../kit/graduate/frame.tsx'
import { Pages } from '../../kit/graduate/pages.tsx'

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

const read = (before: string | null) =>
  send(graduate.history.$get, { query: before === null ? {} : { before } })

mount(
  <Pages read={read} words={history} back="/graduate/">
    {(items) => (
      <ol class="plain timeline">
        {moments(items).map((moment) => (
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
    )}
  </Pages>,
)

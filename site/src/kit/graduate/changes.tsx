import { history } from '#words/graduate/history.ts'
import { ContactText } from '../contact-text.tsx'
import type { RecordView } from '../send.ts'

type Since = NonNullable<RecordView['changedSinceConfirmation']>
type Change = Since['record'][number] | Since['roster'][number]

const reach: ReadonlySet<string> = new Set(['contact', 'phone'])

const valueOf = (field: string, value: string) =>
  value === '' ? history.blank : reach.has(field) ? <ContactText of={value} /> : value

/** Field by field, from what to what. */
export const Changes = (props: { of: readonly Change[]; labels: Record<string, string> }) => (
  <dl class="changes">
    {props.of.map(({ field, before, after }) => (
      <>
        <dt>{props.labels[field]}</dt>
        {before === null || after === null ? (
          <dd>{history.hidden}</dd>
        ) : (
          <dd>
            <span class="old">
              {history.from} {valueOf(field, before)}
            </span>
            <br />
            {history.to} {valueOf(field, after)}
          </dd>
        )}
      </>
    ))}
  </dl>
)

/** What is otherwise than it was when the graduate last confirmed. */
export function ChangedSince({ view }: { view: RecordView }) {
  const { record = [], roster = [] } = view.changedSinceConfirmation ?? {}
  if (record.length + roster.length === 0) return null
  return (
    <section class="card">
      <h2>{history.since.title}</h2>
      <p>{history.since.says}</p>
      {record.length > 0 && <Changes of={record} labels={history.fields.record} />}
      {roster.length > 0 && <Changes of={roster} labels={history.fields.roster} />}
      <a class="more" href="/graduate/history/">
        {history.since.all}
      </a>
    </section>
  )
}

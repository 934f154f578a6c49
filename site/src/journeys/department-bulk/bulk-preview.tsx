import { departmentBulk as copy } from '#words/department/department-bulk.ts'
import { number } from '../../kit/number.ts'
import { Table } from '../../kit/table.tsx'
import type { PairsView } from './send-list.ts'

interface Props {
  view: PairsView
  onStart: () => void
  onForget: () => void
}

/** What the list holds, before anything is looked up. */
export function BulkPreview({ view, onStart, onForget }: Props) {
  const asked = view.rows.filter(({ duplicateOf }) => duplicateOf === null).length
  const counts: [keyof typeof copy.counts, number][] = [
    ['total', view.total],
    ['asked', asked],
    ['duplicates', view.rows.length - asked],
    ['refused', view.refused.length],
    ['left', view.budget.left],
  ]
  const short = asked > view.budget.left
  return (
    <>
      <section class="card">
        <dl class="counts five">
          {counts.map(([name, count]) => (
            <div class={`count-${name} ${count === 0 ? 'zero' : ''}`}>
              <dt>{copy.counts[name]}</dt>
              <dd class="num">{number(count)}</dd>
            </div>
          ))}
        </dl>
        {view.ignored.length > 0 && <p class="note">{copy.ignored(view.ignored)}</p>}
        {short && (
          <p class="error" role="alert">
            {copy.short(view.budget.left, asked)}
          </p>
        )}
        <div class="actions foot-actions">
          <button type="button" class="btn row" disabled={short || asked === 0} onClick={onStart}>
            {copy.start(asked)}
          </button>
          <button type="button" class="btn row plain" onClick={onForget}>
            {copy.again}
          </button>
          <span class="note">{copy.startSays}</span>
        </div>
      </section>
      {view.refused.length > 0 && (
        <section class="card rows">
          <h3>{copy.refusedTitle}</h3>
          <p class="note">{copy.refusedSays}</p>
          <Table
            class="pair-rows stacked"
            scroll={copy.refusedTitle}
            rows={view.refused}
            columns={[
              { head: copy.columns.line, class: 'num', cell: ({ line }) => line },
              { head: copy.columns.column, cell: ({ column }) => column },
              { head: copy.columns.value, cell: ({ value }) => value },
              { head: copy.columns.reason, cell: ({ reason }) => reason },
            ]}
          />
        </section>
      )}
    </>
  )
}

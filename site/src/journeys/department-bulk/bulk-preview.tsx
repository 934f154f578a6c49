import { departmentBulk as copy } from '#words/department/department-bulk.ts'
import { number } from '../../kit/number.ts'
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
          <div class="scroll" tabIndex={0} aria-label={copy.refusedTitle}>
            <table class="pair-rows stacked">
              <thead>
                <tr>
                  {Object.values(copy.columns).map((head) => (
                    <th scope="col">{head}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {view.refused.map(({ line, column, value, reason }) => (
                  <tr>
                    <td class="num" data-label={copy.columns.line}>
                      {line}
                    </td>
                    <td data-label={copy.columns.column}>{column}</td>
                    <td data-label={copy.columns.value}>{value}</td>
                    <td data-label={copy.columns.reason}>{reason}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </>
  )
}

import { useEffect, useRef } from 'preact/hooks'
import { showInstant } from '#model/calendar/caps.ts'
import { reviews } from '#words/staff/reviews.ts'
import { Empty } from '../../kit/empty.tsx'
import type { ReviewQueue } from '../../kit/send.ts'
import { hrefOf } from '../../kit/use-address.ts'
import { number } from '../../kit/number.ts'
import { type Column, Table } from '../../kit/table.tsx'
import { useKeys } from '../../kit/use-keys.ts'

const { columns: heads } = reviews
const columns: readonly Column<ReviewQueue['items'][number]>[] = [
  { head: heads.kind, cell: ({ kind }) => reviews.kinds[kind] },
  {
    head: heads.name,
    cell: ({ name }) => (
      <button type="button" class="btn link">
        {name}
      </button>
    ),
  },
  { head: heads.examNumber, class: 'num', cell: ({ examNumber }) => examNumber },
  { head: heads.college, cell: ({ college }) => college || reviews.none },
  { head: heads.major, cell: ({ major }) => major || reviews.none },
  { head: heads.category, cell: ({ category }) => category || reviews.none },
  { head: heads.unitName, cell: ({ unitName }) => unitName || reviews.none },
  {
    head: heads.submittedAt,
    class: 'num when',
    cell: ({ submittedAt }) => showInstant(Date.parse(submittedAt)).slice(5, 16),
  },
  {
    head: heads.warnings,
    class: 'warned',
    cell: ({ warnings }) =>
      warnings > 0 ? <span class="flag">{reviews.warnings(number(warnings))}</span> : reviews.none,
  },
]
const levels = ['college_review', 'school_review'] as const

/** What of the queue is shown. */
export interface Address {
  state?: 'college_review' | 'school_review' | undefined
  /** where the page begins */
  after?: string | undefined
  /** the registration that is open */
  open?: string | undefined
}

interface Props {
  queue: ReviewQueue
  address: Address
  selected: number
  onSelect: (index: number) => void
  onOpen: (index: number) => void
  onGo: (address: Address) => void
}

/** A way within the queue that is also an address. */
const Way = (props: {
  to: Address
  class: string
  here?: boolean
  onGo: Props['onGo']
  children: string
}) => (
  <a
    class={props.class}
    href={hrefOf(props.to)}
    aria-current={props.here === true ? 'true' : undefined}
    onClick={(event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      props.onGo(props.to)
    }}
  >
    {props.children}
  </a>
)

function Filter({ queue, onGo }: Props) {
  const shown = levels.filter(
    (state) => queue.reviewLevels === 2 || state === 'school_review' || queue.counts[state] > 0,
  )
  return (
    <nav class="chips" aria-label={reviews.filter}>
      {shown.map((state) => (
        <Way
          class={`chip ${state === queue.state ? 'on' : ''}`}
          here={state === queue.state}
          to={{ state }}
          onGo={onGo}
        >
          {`${reviews.states[state][2]} ${number(queue.counts[state])}`}
        </Way>
      ))}
    </nav>
  )
}

function None({ queue, onGo }: Props) {
  const [title, says] = reviews.empty[queue.state]
  const other = queue.state === 'college_review' ? 'school_review' : 'college_review'
  return (
    <Empty shape="✓" title={title} says={says}>
      {queue.counts[other] > 0 && (
        <Way class="btn row quiet" to={{ state: other }} onGo={onGo}>
          {reviews.emptyOther(reviews.states[other][2], number(queue.counts[other]))}
        </Way>
      )}
    </Empty>
  )
}

export const Keys = ({ of }: { of: readonly (readonly [string, string])[] }) => (
  <p class="note keys">
    {of.map(([key, says]) => (
      <span>
        <kbd>{key}</kbd> {says}
      </span>
    ))}
  </p>
)

/** What waits, oldest first: one row a registration, by mouse or by keys. */
export function Queue(props: Props) {
  const { queue, address, selected, onSelect, onOpen } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const moved = useRef(false)
  const move = (step: number) => {
    const to = Math.min(Math.max(selected + (moved.current ? step : 0), 0), queue.items.length - 1)
    moved.current = true
    onSelect(to)
    body.current?.rows[to]?.querySelector('button')?.focus()
  }
  useEffect(() => {
    // back from an open one: at the row one came from
    if (selected > 0) move(0)
  }, [])
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => onOpen(selected),
  })
  const withCollege = queue.level === 'school'
  return (
    <>
      <Filter {...props} />
      {queue.items.length === 0 ? (
        <None {...props} />
      ) : (
        <section class="card rows">
          <div class="scroll queue" tabIndex={-1} role="region" aria-label={reviews.states[queue.state][2]}>
            <Table
              class="dense stacked"
              rows={queue.items}
              keyOf={({ id }) => id}
              columns={columns.filter(({ head }) => withCollege || head !== heads.college)}
              body={body}
              line={(_, index) => ({
                class: index === selected ? 'selected' : '',
                onClick: () => onOpen(index),
                onFocusIn: () => {
                  moved.current = true
                  onSelect(index)
                },
              })}
            />
          </div>
        </section>
      )}
      <div class="ends">
        {queue.items.length > 0 ? <Keys of={reviews.keys.list} /> : <span />}
        <div class="actions">
          {address.after !== undefined && (
            <Way class="btn row plain" to={{ ...address, after: undefined }} onGo={props.onGo}>
              {reviews.first}
            </Way>
          )}
          {queue.next !== null && (
            <Way class="btn row quiet" to={{ state: queue.state, after: queue.next }} onGo={props.onGo}>
              {reviews.next}
            </Way>
          )}
        </div>
      </div>
    </>
  )
}

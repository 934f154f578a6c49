import { showEnd } from '#model/calendar/caps.ts'
import { deadlines } from '#words/graduate/deadlines.ts'
import { State } from '../screens.tsx'
import { left } from '../time.ts'

export type Deadline = keyof typeof deadlines.of

/** How soon a day is near enough to be marked. */
const soon = 30

/** 时间提醒: each day with how long is left. The instants are exclusive ends. */
export const Deadlines = (props: { now: string; of: Partial<Record<Deadline, string>> }) => (
  <section class="card deadlines" aria-labelledby="deadlines-title">
    <h2 id="deadlines-title">{deadlines.title}</h2>
    <ul>
      {(Object.keys(deadlines.of) as Deadline[]).map((name) => {
        const endsAt = props.of[name]
        if (endsAt === undefined) return null
        const { label, over } = deadlines.of[name]
        const past = endsAt <= props.now
        const { unit, count } = left(endsAt, props.now)
        const near = unit !== 'days' || count <= soon
        return (
          <li>
            <span>{label}</span>
            <State
              as={
                past
                  ? [name === 'registerEndsAt' ? 'wait' : '', '■', over]
                  : [near ? 'wait' : '', '◔', deadlines.left[unit](count)]
              }
            />
            <span class="note num">{deadlines.before(showEnd(Date.parse(endsAt)))}</span>
          </li>
        )
      })}
    </ul>
  </section>
)

import { daysThatCount } from '#model/progress/days-that-count.ts'
import { deadlines } from '#words/graduate/deadlines.ts'
import { State } from '../screens.tsx'
import type { Session } from '../send.ts'
import { chineseLastDay, left } from '../time.ts'

type Deadline = keyof typeof deadlines.of

/** How soon a day is near enough to be marked. */
const soon = 30

const ahead = ({ entry, progress, now }: Session): [Deadline, string][] =>
  entry === null || progress === null
    ? []
    : daysThatCount(progress)
        .map((name): [Deadline, string] => [name, entry.deadlines[name]])
        .filter(([, endsAt]) => endsAt > now)

/** 时间提醒: each day that still lies ahead and matters, with how long is left. The instants are exclusive ends. */
export function Deadlines({ session }: { session: Session }) {
  const days = ahead(session)
  if (days.length === 0) return null
  return (
    <section class="card deadlines" aria-labelledby="deadlines-title">
      <h2 id="deadlines-title">{deadlines.title}</h2>
      <ul>
        {days.map(([name, endsAt]) => {
          const { unit, count, says } = left(endsAt, session.now)
          const near = unit !== 'days' || count <= soon
          return (
            <li>
              <span>{deadlines.of[name]}</span>
              <State as={[near ? 'wait' : '', '◔', says]} />
              <span class="note num">{deadlines.before(chineseLastDay(endsAt))}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

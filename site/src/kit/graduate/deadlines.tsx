import { deadlines } from '#words/graduate/deadlines.ts'
import { State } from '../screens.tsx'
import type { Session } from '../send.ts'
import { chineseDay, left } from '../time.ts'

type Deadline = keyof typeof deadlines.of

/** How soon a day is near enough to be marked. */
const soon = 30

/** Registering is no deadline for who has confirmed; changing is none before there is a record, or where it is done elsewhere. */
function daysThatCount({ entry, progress }: Session): [Deadline, string][] {
  if (entry === null || progress === null) return []
  const { confirmation, elsewhere } = progress
  const counts: Record<Deadline, boolean> = {
    registerEndsAt: confirmation === 'unregistered' || confirmation === 'unconfirmed',
    changesEndAt: confirmation !== 'unregistered' && elsewhere === null,
    serviceEndsAt: true,
    transferEndsAt: confirmation !== 'unregistered',
  }
  return (Object.keys(deadlines.of) as Deadline[])
    .filter((name) => counts[name])
    .map((name) => [name, entry.deadlines[name]])
}

/** 时间提醒: each day that still lies ahead and matters, with how long is left. The instants are exclusive ends. */
export function Deadlines({ session }: { session: Session }) {
  const ahead = daysThatCount(session).filter(([, endsAt]) => endsAt > session.now)
  if (ahead.length === 0) return null
  return (
    <section class="card deadlines" aria-labelledby="deadlines-title">
      <h2 id="deadlines-title">{deadlines.title}</h2>
      <ul>
        {ahead.map(([name, endsAt]) => {
          const { unit, count } = left(endsAt, session.now)
          const near = unit !== 'days' || count <= soon
          const lastSecond = new Date(Date.parse(endsAt) - 1).toISOString()
          return (
            <li>
              <span>{deadlines.of[name]}</span>
              <State as={[near ? 'wait' : '', '◔', deadlines.left[unit](count)]} />
              <span class="note num">{deadlines.before(chineseDay(lastSecond))}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

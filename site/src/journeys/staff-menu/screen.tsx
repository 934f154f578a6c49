import { desk } from '#words/staff/desk.ts'
import { type ReviewQueue, send, staff } from '../../kit/send.ts'
import { Entry } from '../../kit/entry.tsx'
import { mount } from '../../kit/mount.tsx'
import { State } from '../../kit/screens.tsx'
import { Desk, pagesOf } from '../../kit/staff-desk.tsx'
import { number } from '../../kit/number.ts'

/** What waits for this person's level; the way in is there without it too. */
const findQueue = () => send(staff.registrations.$get, { query: {} }).catch(() => undefined)

function Waiting({ queue }: { queue: ReviewQueue }) {
  const count = queue.counts[queue.state]
  return (
    <State as={count === 0 ? ['', '✓', desk.nothingWaits] : ['wait', '○', desk.waiting(number(count))]} />
  )
}

mount(
  <Desk here="/staff/" signIn={desk.signIn} load={findQueue}>
    {(queue, _reload, session) => (
      <>
        <p class="lead">{session.college === '' ? desk.lead.school : desk.lead.college}</p>
        {pagesOf(session).map(([path, page], at) => (
          <Entry href={path} glyph={page.glyph} title={page.title} says={page.says} first={at === 0}>
            {path === '/staff/registrations/' && queue !== undefined && <Waiting queue={queue} />}
          </Entry>
        ))}
      </>
    )}
  </Desk>,
)

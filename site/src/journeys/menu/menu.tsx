import { graduate, menu } from '#words/graduate/graduate.ts'
import { timeline } from '#words/graduate/timeline.ts'
import type { Cards, DispatchView, Session } from '../../kit/send.ts'
import { ContactText } from '../../kit/contact-text.tsx'
import { told } from '../../kit/mount.tsx'
import { Deadlines } from '../../kit/graduate/deadlines.tsx'
import { Contact, SignOut } from '../../kit/graduate/frame.tsx'
import { Timeline } from '../../kit/graduate/timeline.tsx'
import { Died, Next, Steps } from '../../kit/graduate/way.tsx'
import { LiveCodes } from './live-codes.tsx'
import { Modules } from './modules.tsx'

export interface Shown {
  session: Session
  /** undefined where an entry has to be chosen first, or where it could not be read */
  cards: Cards | undefined
  dispatch: DispatchView | undefined
}

function Who({ session, onChange }: { session: Session; onChange: () => void }) {
  const entry = session.entries.find((each) => each.chosen)
  return (
    <section class="who">
      <div>
        <h2>{menu.greeting(session.person.name)}</h2>
        {entry !== undefined && (
          <p class="note">
            {entry.schoolName} · {entry.level} · {entry.major} · {menu.graduation(entry.graduationMonth)}
          </p>
        )}
      </div>
      {session.entries.length > 1 && (
        <button type="button" class="btn link" onClick={onChange}>
          {menu.change}
        </button>
      )}
    </section>
  )
}

/** Nothing is told of a file before a record stands, nor where none is sent. */
const hasFile = (of: DispatchView | undefined): of is DispatchView =>
  of !== undefined && (of.dispatch !== null || of.state === 'unsent')

function File({ of }: { of: DispatchView }) {
  return (
    <section class="card" aria-labelledby="file-title">
      <h2 id="file-title">{timeline.title}</h2>
      <Timeline registeredAt={of.registeredAt} sending={of.dispatch} />
      <a class="more" href="/graduate/dispatch/">
        {timeline.more}
      </a>
    </section>
  )
}

export function MenuOf({ session, cards, dispatch, onChange }: Shown & { onChange: () => void }) {
  const { progress, entry } = session
  if (progress === null) return null
  return (
    <>
      <Steps of={progress} />
      <Who session={session} onChange={onChange} />
      {cards !== undefined && <LiveCodes of={cards} />}
      <Died of={progress} />
      {progress.next.act !== 'show' && <Next session={session} />}
      {hasFile(dispatch) && <File of={dispatch} />}
      <Modules of={progress} />
      <Deadlines session={session} />
      {progress.next.path !== null && <Contact of={entry?.schoolContact} />}
      <p class="note">
        <ContactText of={graduate.account(told('support'))} />
      </p>
      <div class="ends">
        <a class="btn link" href="/graduate/basic-info/">
          {menu.basicInfo}
        </a>
        {!hasFile(dispatch) && (
          <a class="btn link" href="/graduate/dispatch/">
            {menu.dispatch}
          </a>
        )}
        <a class="btn link" href="/graduate/history/">
          {menu.history}
        </a>
        <SignOut />
      </div>
    </>
  )
}

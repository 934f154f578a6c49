import type { ComponentChildren } from 'preact'
import { dropAllDrafts } from './draft.ts'
import { WhenLoaded } from './screens.tsx'
import { troubleOf } from './trouble.ts'
import { useLoaded } from './use-loaded.ts'

/** What one kind of desk has of its own. */
interface Desk<Session extends { name: string }, T> {
  here: string
  findSession: () => Promise<Session>
  load: () => Promise<T>
  words: { pages: string; signOut: string }
  signIn: ComponentChildren
  /** whose desk this is */
  who: (session: Session) => ComponentChildren
  /** the ways to the pages that this session may open, or nothing */
  pages: (session: Session) => readonly (readonly [path: string, title: string])[]
  beside?: (session: Session) => ComponentChildren
  /** what stands here for who may not open this page */
  forbidden?: (session: Session) => ComponentChildren
  children: (value: T, reload: () => Promise<void>, session: Session) => ComponentChildren
}

type Opened<Session, T> = { session: Session } & ({ value: T } | { forbidden: ComponentChildren })

async function open<Session extends { name: string }, T>({ findSession, load, forbidden }: Desk<Session, T>) {
  const loading = load()
  // judged below, after the session
  loading.catch(() => undefined)
  try {
    const session = await findSession()
    const closed = forbidden?.(session)
    const opened: Opened<Session, T> =
      closed === undefined ? { session, value: await loading } : { session, forbidden: closed }
    return opened
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble.kind === 'session') return 'sign in'
    throw trouble
  }
}

/** A page of a desk: the sign-in, or whose desk this is, the way to the other pages, and the work. */
export function DeskPage<Session extends { name: string }, T>(desk: Desk<Session, T>) {
  const { loaded, reload } = useLoaded(() => open(desk))
  const { here, words, children } = desk
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {(shown) => {
        if (shown === 'sign in') return desk.signIn
        const { session } = shown
        const pages = desk.pages(session)
        return (
          <>
            <section class="who">
              {desk.who(session)}
              <form method="post" action="/sign-out" onSubmit={dropAllDrafts}>
                <span class="note">{session.name}</span> <button class="btn link">{words.signOut}</button>
              </form>
            </section>
            {pages.length > 0 && (
              <nav class="desk-pages" aria-label={words.pages}>
                {pages.map(([path, title]) => (
                  <a href={path} aria-current={path === here ? 'page' : undefined}>
                    {title}
                  </a>
                ))}
                {desk.beside?.(session)}
              </nav>
            )}
            {'forbidden' in shown ? shown.forbidden : children(shown.value, reload, session)}
          </>
        )
      }}
    </WhenLoaded>
  )
}

import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { grants as grantWords } from '#words/site/grants.ts'
import { ChooseGrant, type GrantRoutes } from './choose-grant.tsx'
import { dropAllDrafts } from './draft.ts'
import { WhenLoaded } from './screens.tsx'
import { troubleOf } from './trouble.ts'
import { useLoaded } from './use-loaded.ts'

interface Signed {
  name: string
  /** among how many grants this person may choose */
  grants: number
}

/** What one kind of desk has of its own. */
interface Desk<Session extends Signed, T> {
  here: string
  /** where a choice of another grant leads */
  start: string
  grants: GrantRoutes
  findSession: () => Promise<Session>
  load: () => Promise<T>
  words: { pages: string; signOut: string; whole: string }
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

async function open<Session extends Signed, T>({ findSession, load, forbidden }: Desk<Session, T>) {
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
    if (trouble.code === 'grant.not_chosen') return 'choose'
    throw trouble
  }
}

const SignOut = ({ words, children }: { words: { signOut: string }; children?: ComponentChildren }) => (
  <form method="post" action="/sign-out" onSubmit={dropAllDrafts}>
    {children}
    <button class="btn link">{words.signOut}</button>
  </form>
)

/** A page of a desk: the sign-in, the choice among several grants, or whose desk this is, the way to the other pages, and the work. */
export function DeskPage<Session extends Signed, T>(desk: Desk<Session, T>) {
  const [changing, setChanging] = useState(false)
  const { loaded, reload } = useLoaded(() => open(desk))
  const { here, words, children } = desk
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {(shown) => {
        if (shown === 'sign in') return desk.signIn
        if (shown === 'choose')
          return (
            <>
              <ChooseGrant routes={desk.grants} whole={words.whole} onChosen={() => location.reload()} />
              <SignOut words={words} />
            </>
          )
        const { session } = shown
        const pages = desk.pages(session)
        return (
          <>
            <section class="who">
              {desk.who(session)}
              <SignOut words={words}>
                <span class="note">{session.name}</span>{' '}
                {session.grants > 1 && (
                  <>
                    <button
                      type="button"
                      class="btn link"
                      aria-expanded={changing}
                      onClick={() => setChanging(!changing)}
                    >
                      {changing ? grantWords.keep : grantWords.change}
                    </button>{' '}
                  </>
                )}
              </SignOut>
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
            {changing ? (
              <ChooseGrant
                routes={desk.grants}
                whole={words.whole}
                onChosen={() => location.assign(desk.start)}
              />
            ) : 'forbidden' in shown ? (
              shown.forbidden
            ) : (
              children(shown.value, reload, session)
            )}
          </>
        )
      }}
    </WhenLoaded>
  )
}

import type { ComponentChildren } from 'preact'
import { desk } from '#words/staff/desk.ts'
import { send, staff, type StaffSession } from './send.ts'
import { dropAllDrafts } from './draft.ts'
import { WhenLoaded } from './screens.tsx'
import { troubleOf } from './trouble.ts'
import { useLoaded } from './use-loaded.ts'

/** Every desk; a college's staff have the first one only. */
const pages = [
  ['/staff/registrations/', desk.registrations],
  ['/staff/disputes/', desk.disputes],
  ['/staff/transfer-codes/', desk.transferCodes],
  ['/staff/uploads/', desk.uploads],
  ['/staff/step-ups/', desk.stepUps],
  ['/staff/settings/', desk.settings],
] as const

type DeskPath = (typeof pages)[number][0] | '/staff/'

export const pagesOf = (session: StaffSession) => (session.college === '' ? pages : pages.slice(0, 1))

interface Props<T> {
  here: DeskPath
  signIn: { title: string; detail: string; go: string }
  load: () => Promise<T>
  children: (value: T, reload: () => Promise<void>, session: StaffSession) => ComponentChildren
}

type Opened<T> = { session: StaffSession } & ({ value: T } | { forbidden: true })

async function open<T>(here: DeskPath, load: () => Promise<T>): Promise<Opened<T> | 'sign in'> {
  const loading = load()
  // judged below, after the session
  loading.catch(() => undefined)
  try {
    const session = await send(staff.session.$get)
    const mine = here === '/staff/' || pagesOf(session).some(([path]) => path === here)
    return mine ? { session, value: await loading } : { session, forbidden: true }
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble.kind === 'session') return 'sign in'
    throw trouble
  }
}

/** What a college's staff see of a page that is the whole school's. */
const Forbidden = ({ here, college }: { here: DeskPath; college: string }) => (
  <section class="card empty">
    <span class="shape" aria-hidden="true">
      ⊘
    </span>
    <h2>{desk.forbidden.title}</h2>
    <p class="lead">{desk.forbidden.detail(college)}</p>
    <div class="actions">
      <a class="btn row" href="/staff/registrations/">
        {desk.forbidden.go}
      </a>
      <a class="btn row quiet" href={`/sign-in/staff?return=${here}`}>
        {desk.forbidden.other}
      </a>
    </div>
  </section>
)

/** A page of the school's staff: the sign-in, or whose desk this is, the way to the other pages, and the work. */
export function Desk<T>({ here, signIn, load, children }: Props<T>) {
  const { loaded, reload } = useLoaded(() => open(here, load))
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {(shown) => {
        if (shown === 'sign in')
          return (
            <section class="card empty">
              <h2>{signIn.title}</h2>
              <p class="lead">{signIn.detail}</p>
              <a class="btn row" href={`/sign-in/staff?return=${here}`}>
                {signIn.go}
              </a>
            </section>
          )
        const { school, college, name } = shown.session
        return (
          <>
            <section class="who">
              <h2>{desk.school(school.name, school.code, college)}</h2>
              <form method="post" action="/sign-out" onSubmit={dropAllDrafts}>
                <span class="note">{name}</span> <button class="btn link">{desk.signOut}</button>
              </form>
            </section>
            {here !== '/staff/' && (
              <nav class="desk-pages" aria-label={desk.pages}>
                {pagesOf(shown.session).map(([path, page]) => (
                  <a href={path} aria-current={path === here ? 'page' : undefined}>
                    {page.title}
                  </a>
                ))}
              </nav>
            )}
            {'forbidden' in shown ? (
              <Forbidden here={here} college={college} />
            ) : (
              children(shown.value, reload, shown.session)
            )}
          </>
        )
      }}
    </WhenLoaded>
  )
}

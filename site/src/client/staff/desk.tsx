import type { ComponentChildren } from 'preact'
import { desk } from '../../copy/zh-CN/desk.ts'
import { api, type StaffSession } from '../api.ts'
import { dropAllDrafts } from '../draft.ts'
import { WhenLoaded } from '../screens.tsx'
import { troubleOf } from '../trouble.ts'
import { useLoaded } from '../use-loaded.ts'

const pages = [
  ['/staff/uploads/', desk.uploads],
  ['/staff/disputes/', desk.disputes],
  ['/staff/step-ups/', desk.stepUps],
] as const

interface Props<T> {
  here: (typeof pages)[number][0]
  signIn: { title: string; detail: string; go: string }
  load: () => Promise<T>
  children: (value: T, reload: () => Promise<void>) => ComponentChildren
}

/** A page of the school's staff: the sign-in, or whose desk this is, the way to the other page, and the work. */
export function Desk<T>({ here, signIn, load, children }: Props<T>) {
  const { loaded, reload } = useLoaded(async (): Promise<{ session: StaffSession; value: T } | 'sign in'> => {
    try {
      const [session, value] = await Promise.all([api.staffSession(), load()])
      return { session, value }
    } catch (error) {
      const trouble = troubleOf(error)
      if (trouble.kind === 'session') return 'sign in'
      throw trouble
    }
  })
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {(shown) =>
        shown === 'sign in' ? (
          <section class="card empty">
            <h2>{signIn.title}</h2>
            <p class="lead">{signIn.detail}</p>
            <a class="btn row" href={`/sign-in/staff?return=${here}`}>
              {signIn.go}
            </a>
          </section>
        ) : (
          <>
            <section class="who">
              <h2>{desk.school(shown.session.school.name, shown.session.school.code)}</h2>
              <form method="post" action="/sign-out" onSubmit={dropAllDrafts}>
                <span class="note">{shown.session.name}</span>{' '}
                <button class="btn link">{desk.signOut}</button>
              </form>
            </section>
            <nav class="desk-pages" aria-label={desk.pages}>
              {pages.map(([path, name]) => (
                <a href={path} aria-current={path === here ? 'page' : undefined}>
                  {name}
                </a>
              ))}
            </nav>
            {children(shown.value, reload)}
          </>
        )
      }
    </WhenLoaded>
  )
}

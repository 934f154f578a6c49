import type { ComponentChildren } from 'preact'
import { department as copy } from '#words/department/department.ts'
import { department as routes, type DeskSession, send } from './send.ts'
import { WhenLoaded } from './screens.tsx'
import { number } from './number.ts'
import { troubleOf } from './trouble.ts'
import { useLoaded } from './use-loaded.ts'

const pages = [
  ['/department/', copy.verify],
  ['/department/bulk/', copy.bulk],
  ['/department/lookups/', copy.lookups],
] as const

interface Props<T> {
  here: (typeof pages)[number][0]
  load: () => Promise<T>
  children: (value: T, session: DeskSession, reload: () => Promise<void>) => ComponentChildren
}

async function open<T>(load: () => Promise<T>) {
  const loading = load()
  // judged below, after the session
  loading.catch(() => undefined)
  try {
    const session = await send(routes.session.$get)
    return { session, value: await loading }
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble.kind === 'session') return 'sign in' as const
    throw trouble
  }
}

const SignIn = ({ here }: { here: string }) => (
  <section class="card empty">
    <h2>{copy.signIn.title}</h2>
    <p class="lead">{copy.signIn.detail}</p>
    <div class="actions">
      <a class="btn row" href={`/sign-in/department?return=${here}`}>
        {copy.signIn.go}
      </a>
      <a class="btn row quiet" href="/verify/archive/">
        {copy.signIn.open}
      </a>
    </div>
  </section>
)

/** A page of a department's desk: the sign-in, or whose desk this is, the way to the other pages, and the work. */
export function DepartmentDesk<T>({ here, load, children }: Props<T>) {
  const { loaded, reload } = useLoaded(() => open(load))
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {(shown) => {
        if (shown === 'sign in') return <SignIn here={here} />
        const { name, department, budget } = shown.session
        return (
          <>
            <section class="who">
              <div>
                <h2>{department.name}</h2>
                {department.unitNames.length > 0 && <p class="note">{copy.units(department.unitNames)}</p>}
              </div>
              <form method="post" action="/sign-out">
                <span class="note">{name}</span> <button class="btn link">{copy.signOut}</button>
              </form>
            </section>
            <nav class="desk-pages" aria-label={copy.pages}>
              {pages.map(([path, title]) => (
                <a href={path} aria-current={path === here ? 'page' : undefined}>
                  {title}
                </a>
              ))}
              <span class="note budget">{copy.left(number(budget.left), number(budget.most))}</span>
            </nav>
            {children(shown.value, shown.session, reload)}
          </>
        )
      }}
    </WhenLoaded>
  )
}

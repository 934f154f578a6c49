import type { ComponentChildren } from 'preact'
import { department as copy } from '#words/department/department.ts'
import { DeskPage } from './desk.tsx'
import { Empty } from './empty.tsx'
import { number } from './number.ts'
import { department as routes, type DeskSession, send } from './send.ts'

const pages = [
  ['/department/', copy.verify],
  ['/department/bulk/', copy.bulk],
  ['/department/lookups/', copy.lookups],
] as const

interface Props<T> {
  here: (typeof pages)[number][0]
  load: () => Promise<T>
  children: (value: T, reload: () => Promise<void>, session: DeskSession) => ComponentChildren
}

/** A page of a department's desk. */
export const DepartmentDesk = <T,>({ here, load, children }: Props<T>) => (
  <DeskPage
    here={here}
    start="/department/"
    grants={routes.grants}
    findSession={() => send(routes.session.$get)}
    load={load}
    words={copy}
    signIn={
      <Empty title={copy.signIn.title} says={copy.signIn.detail}>
        <div class="actions">
          <a class="btn row" href={`/sign-in/department?return=${here}`}>
            {copy.signIn.go}
          </a>
          <a class="btn row quiet" href="/verify/archive/">
            {copy.signIn.open}
          </a>
        </div>
      </Empty>
    }
    who={({ department }) => (
      <div>
        <h2>{department.name}</h2>
        {department.unitNames.length > 0 && <p class="note">{copy.units(department.unitNames)}</p>}
      </div>
    )}
    pages={() => pages}
    beside={({ budget }) => (
      <span class="note budget">{copy.left(number(budget.left), number(budget.most))}</span>
    )}
  >
    {children}
  </DeskPage>
)

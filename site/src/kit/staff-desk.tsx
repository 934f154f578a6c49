import type { ComponentChildren } from 'preact'
import { desk } from '#words/staff/desk.ts'
import { DeskPage } from './desk.tsx'
import { Empty } from './empty.tsx'
import { send, staff, type StaffSession } from './send.ts'

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

/** What a college's staff see of a page that is the whole school's. */
const Forbidden = ({ here, college }: { here: DeskPath; college: string }) => (
  <Empty shape="⊘" title={desk.forbidden.title} says={desk.forbidden.detail(college)}>
    <div class="actions">
      <a class="btn row" href="/staff/registrations/">
        {desk.forbidden.go}
      </a>
      <a class="btn row quiet" href={`/sign-in/staff?return=${here}`}>
        {desk.forbidden.other}
      </a>
    </div>
  </Empty>
)

/** A page of the school's staff. */
export const Desk = <T,>({ here, signIn, load, children }: Props<T>) => (
  <DeskPage
    here={here}
    start="/staff/"
    grants={staff.grants}
    findSession={() => send(staff.session.$get)}
    load={load}
    words={desk}
    signIn={
      <Empty title={signIn.title} says={signIn.detail}>
        <a class="btn row" href={`/sign-in/staff?return=${here}`}>
          {signIn.go}
        </a>
      </Empty>
    }
    who={({ school, college }) => <h2>{desk.school(school.name, school.code, college)}</h2>}
    pages={(session) =>
      here === '/staff/' ? [] : pagesOf(session).map(([path, { title }]) => [path, title] as const)
    }
    forbidden={(session) =>
      here === '/staff/' || pagesOf(session).some(([path]) => path === here) ? undefined : (
        <Forbidden here={here} college={session.college} />
      )
    }
  >
    {children}
  </DeskPage>
)

import { useEffect, useRef, useState } from 'preact/hooks'
import { showInstant } from '#model/calendar/caps.ts'
import { disputes } from '#words/staff/disputes.ts'
import { Empty } from '../../kit/empty.tsx'
import { type SchoolDispute, type SchoolDisputes, send, staff } from '../../kit/send.ts'
import { mount } from '../../kit/mount.tsx'
import { State, type Tone } from '../../kit/screens.tsx'
import { DAY } from '../../kit/time.ts'
import { askedHere, hrefOf } from '../../kit/use-address.ts'
import { Desk } from '../../kit/staff-desk.tsx'
import { DisputeDetail } from './dispute-detail.tsx'

// the address says which disputes, the fragment which one is open: both survive a reload and can be sent to a colleague
const asked = askedHere(['after', 'source'])
const { after } = asked
const source = (['national', 'provincial'] as const).find((each) => each === asked.source)

const handlers = {
  school: ['wait', '✎', disputes.handlers.school],
  province: ['', '↗', disputes.handlers.province],
} as const satisfies Record<SchoolDispute['handler']['kind'], readonly [Tone, string, string]>

function useFragment(): string {
  const [fragment, setFragment] = useState(location.hash.slice(1))
  useEffect(() => {
    const changed = () => setFragment(location.hash.slice(1))
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  return fragment
}

const Filters = () => (
  <nav class="kinds-of" aria-label={disputes.filters}>
    {([undefined, 'national', 'provincial'] as const).map((each) => (
      <a href={hrefOf({ source: each })} aria-current={each === source ? 'true' : undefined}>
        {disputes[each ?? 'all']}
      </a>
    ))}
  </nav>
)

function Row({ of, now, open }: { of: SchoolDispute; now: string; open: boolean }) {
  const kinds = (['destination', 'archive', 'hukou'] as const).filter((kind) => of[kind] !== null)
  const days = Math.floor((Date.parse(now) - Date.parse(of.openedAt)) / DAY)
  return (
    <li>
      <a href={`#${of.id}`} aria-current={open ? 'true' : undefined}>
        <span class="row-head">
          <b>{of.entry.name}</b>
          <span class="num">{of.entry.examNumber}</span>
          <State as={handlers[of.handler.kind]} />
        </span>
        <span class="note">
          {of.entry.college} · {kinds.map((kind) => disputes.kinds[kind]).join('、')}
        </span>
        <span class="note num">
          {showInstant(Date.parse(of.openedAt))} · {disputes.waited(days)}
        </span>
      </a>
    </li>
  )
}

/** Up and down move through the list as they do in any list; what has the focus is open. */
function moveIn(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const links = [...event.currentTarget.querySelectorAll('a')]
  const next = links[links.indexOf(document.activeElement as HTMLAnchorElement) + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
  next.click()
}

function None() {
  const says =
    after !== undefined
      ? disputes.empty.page
      : source !== undefined
        ? disputes.empty.filtered
        : disputes.empty.all
  return (
    <Empty title={disputes.empty.title} says={says}>
      {(source !== undefined || after !== undefined) && (
        <a class="btn row quiet" href={hrefOf({})}>
          {disputes.all}
        </a>
      )}
    </Empty>
  )
}

function Work({ list }: { list: SchoolDisputes }) {
  const fragment = useFragment()
  const open = list.disputes.find(({ id }) => id === fragment)
  const detail = useRef<HTMLElement>(null)
  useEffect(() => {
    // on a phone the detail stands below the list
    if (open !== undefined && matchMedia('(max-width: 899px)').matches) detail.current?.scrollIntoView()
  }, [open])
  return (
    <>
      <p class="lead">{disputes.lead}</p>
      <Filters />
      {list.disputes.length === 0 ? (
        <None />
      ) : (
        <div class="two-panes">
          <section class="card queue">
            <p class="note">{disputes.count(list.disputes.length, list.next !== null)}</p>
            <ul aria-label={disputes.list} onKeyDown={moveIn}>
              {list.disputes.map((each) => (
                <Row key={each.id} of={each} now={list.now} open={each.id === fragment} />
              ))}
            </ul>
            {(list.next !== null || after !== undefined) && (
              <div class="actions">
                {after !== undefined && (
                  <a class="btn row plain" href={hrefOf({ source })}>
                    {disputes.first}
                  </a>
                )}
                {list.next !== null && (
                  <a class="btn row quiet" href={hrefOf({ source, after: list.next })}>
                    {disputes.next}
                  </a>
                )}
              </div>
            )}
          </section>
          <section class="stack detail" ref={detail} aria-live="polite">
            {open === undefined ? (
              <p class="card lead">{fragment === '' ? disputes.choose : disputes.gone}</p>
            ) : (
              <DisputeDetail of={open} />
            )}
          </section>
        </div>
      )}
    </>
  )
}

mount(
  <Desk
    here="/staff/disputes/"
    signIn={disputes.signIn}
    load={() => send(staff.disputes.$get, { query: { after, source } })}
  >
    {(list) => <Work list={list} />}
  </Desk>,
)

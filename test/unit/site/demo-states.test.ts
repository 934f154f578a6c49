// Every demo state on every page that says something about progress: the worker's own answers, drawn by the pages' own
// parts. What the pages look like in a browser is the browser tests' to show.
import { h, type VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { GraduateActor } from '#model/actors.ts'
import type { NextAct } from '#model/progress/next-acts.ts'
import { kindNames } from '#model/report/kinds.ts'
import { progress as words } from '#words/graduate/progress.ts'
import { register } from '#words/graduate/register.ts'
import { confirm } from '#words/graduate/confirm.ts'
import { graduateReasons } from '#words/reasons/graduate.ts'
import { listCards } from '../../../functions/authorizations/list-cards.ts'
import { getRecord } from '../../../functions/records/get-record.ts'
import { getSession } from '../../../functions/records/basic-info/get-session.ts'
import { getBasicInfo } from '../../../functions/records/basic-info/get-basic-info.ts'
import { getRegistration } from '../../../functions/records/registrations/get-registration.ts'
import { getDispatch } from '../../../functions/transfer/get-dispatch.ts'
import { CardsPage } from '../../../site/src/journeys/authorize/cards-page.tsx'
import { ConfirmPage } from '../../../site/src/journeys/confirm/confirm-page.tsx'
import { MenuOf } from '../../../site/src/journeys/menu/menu.tsx'
import { RegistrationStanding } from '../../../site/src/journeys/register/standing.tsx'
import { addSchools, loadDemoPeople } from '../../sandbox/load-samples.ts'
import { bind } from '../../support/bindings.ts'
import { openLibsqlWork } from '../../support/libsql-work.ts'

const now = Date.parse('2026-11-27T04:00:00Z')
const nothing = () => undefined

type Page = 'menu' | 'register' | 'confirm' | 'authorize'
interface Seen {
  session: Awaited<ReturnType<typeof getSession>>
  pages: Record<Page, string>
}
const seen = new Map<string, Seen>()

/** The words of a page, as they are read. */
const textOf = (html: string) =>
  html
    .replaceAll(/<br\/?>/g, ' ')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
/** The way as a page draws it: state and link of each step. */
const wayOf = (html: string) =>
  [...html.matchAll(/<li class="(done|next|open|closed)[^"]*"[^>]*>(.*?)<\/li>/gs)].map(([, state]) => state)

beforeAll(async () => {
  vi.stubGlobal('document', { querySelector: () => null })
  vi.stubGlobal('location', { search: '', pathname: '/graduate/' })
  const base = await openLibsqlWork({ kind: 'system', name: 'sandbox' } as const)
  const work = (actor: unknown, at?: number) => ({
    ...base,
    now: at ?? now,
    actor: actor ?? base.actor,
  })
  const database = { work } as unknown as Parameters<typeof loadDemoPeople>[0]
  await addSchools(database.work(undefined, now))
  for (const { person, actor } of await loadDemoPeople(database, now)) {
    const own = database.work<GraduateActor>(actor, now)
    const { rosterEntryId: id = '', schoolCode = '', cohort = 0 } = actor
    await bind(own, { entry: { id, schoolCode, cohort }, actor })
    const session = await getSession(own)
    const draw = async <P>(page: () => Promise<VNode<P>>) => renderToString((await page()) as VNode)
    seen.set(person.key, {
      session,
      pages: {
        menu: await draw(async () =>
          h(MenuOf, {
            session,
            cards: await listCards(own),
            dispatch: await getDispatch(own),
            onChange: nothing,
          }),
        ),
        register: await draw(async () =>
          h(RegistrationStanding, {
            session,
            page: await getRegistration(own),
            refused: false,
            said: '',
            onSaid: nothing,
            onReload: nothing,
          }),
        ),
        confirm: await draw(async () =>
          h(ConfirmPage, {
            session,
            view: await getRecord(own),
            Changed: undefined,
            withdrawn: false,
            onAct: nothing,
            onStale: nothing,
            onWithdrawn: nothing,
          }),
        ),
        authorize: await draw(async () =>
          h(CardsPage, {
            session,
            view: await listCards(own),
            onView: nothing,
            onAct: nothing,
            onChanged: nothing,
          }),
        ),
      },
    })
    expect((await getBasicInfo(own)).fields.name).toBe(person.name)
  }
})

const demo: [key: string, act: NextAct, way: string][] = [
  ['unchecked', 'check_basic_info', 'next closed closed closed'],
  ['unregistered', 'register', 'done next closed closed'],
  ['unconfirmed', 'confirm', 'done next closed closed'],
  ['confirmed', 'authorize', 'done done next closed'],
  ['disputed', 'correct', 'done next closed closed'],
  ['provincial', 'confirm', 'done next closed closed'],
  ['archive-first', 'archive_first', 'done next closed closed'],
  ['no-archive', 'authorize', 'done done next closed'],
  ['no-hukou', 'authorize', 'done done next closed'],
  ['cap-passed', 'service_over', 'done done closed closed'],
  ['live', 'show', 'done done done done'],
  ['expired', 'authorize_again', 'done done next closed'],
  ['ended', 'authorize_again', 'done done next closed'],
  ['superseded', 'confirm_again', 'done next closed closed'],
  ['deferred', 'on_hold', 'done closed closed closed'],
  ['corrected', 'confirm', 'done next closed closed'],
  ['in-review', 'await_review', 'done next closed closed'],
  ['returned', 'mend_returned', 'done next closed closed'],
]
const own: Record<Page, ReadonlySet<string>> = {
  menu: new Set(),
  register: new Set(['/graduate/register/']),
  confirm: new Set(['/graduate/confirm/']),
  authorize: new Set(['/graduate/authorize/', '/graduate/show/']),
}
const pagesOf = (key: string) => {
  const found = seen.get(key)
  if (found?.session.progress == null) throw new Error(`no demo state ${key}`)
  return { ...found, progress: found.session.progress }
}

it('has a line for every demo state, and no other', () => {
  expect(demo.map(([key]) => key).toSorted()).toEqual([...seen.keys()].toSorted())
})

describe.each(demo)('%s', (key, act, way) => {
  it('stands where the menu and every page say', () => {
    const { progress, pages } = pagesOf(key)
    expect(progress.next.act).toBe(act)
    expect(progress.steps.map(({ state }) => state).join(' ')).toBe(way)
    for (const page of ['menu', 'confirm', 'authorize'] as const)
      expect(wayOf(pages[page]).join(' ')).toBe(way)
  })

  it('is told one next thing, in one sentence, on the menu and on every other page than its own', () => {
    const { progress, pages } = pagesOf(key)
    const titles = new Set(Object.values(words.next).map(({ title }) => title))
    titles.delete(words.next.show.title)
    for (const page of Object.keys(pages) as Page[]) {
      const text = textOf(pages[page])
      const told = [...titles].filter((title) => text.includes(title))
      const isOwn = progress.next.path !== null && own[page].has(progress.next.path)
      // a box of its own says these, with what is known of the hold; cards say the other
      const elsewhereSaid =
        act === 'on_hold' || act === 'show' || (act === 'service_over' && page === 'authorize')
      if (page === 'menu' && act !== 'show' && act !== 'on_hold')
        expect(told).toEqual([words.next[act].title])
      else expect([[], [words.next[act].title]]).toContainEqual(told)
      if (page !== 'menu' && page !== 'register' && !isOwn && !elsewhereSaid)
        expect({ page, told }).toEqual({ page, told: [words.next[act].title] })
    }
  })

  it('is called confirmed only where it is', () => {
    const { progress, pages } = pagesOf(key)
    expect(textOf(pages.register).includes(register.effective.confirmed)).toBe(
      progress.confirmation === 'confirmed' && progress.elsewhere === null && progress.registration === null,
    )
    expect(pages.confirm.includes(`>${confirm.confirmed.title}</h2>`)).toBe(
      progress.confirmation === 'confirmed' && progress.next.act !== 'on_hold',
    )
  })

  it('is told on the menu and on its card why a code died', () => {
    const { progress, pages } = pagesOf(key)
    const dead = kindNames.flatMap((kind) => progress.codes[kind].because ?? [])
    for (const because of dead)
      for (const page of ['menu', 'authorize'] as const)
        // the end of the service and a hold are said for everything at once
        if (because !== 'cap' && act !== 'on_hold')
          expect(textOf(pages[page])).toContain(graduateReasons[because])
    if (act === 'on_hold' || act === 'service_over') expect(textOf(pages.menu)).not.toContain('尽快')
  })
})

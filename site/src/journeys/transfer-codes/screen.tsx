import { useState } from 'preact/hooks'
import { transferCodes as copy } from '#words/staff/transfer-codes.ts'
import { Empty } from '../../kit/empty.tsx'
import { Choice, Field } from '../../kit/field.tsx'
import { send, staff, type TransferCodes, type TransferCodesAsked } from '../../kit/send.ts'
import { mount } from '../../kit/mount.tsx'
import { Pager } from '../../kit/pager.tsx'
import { TroubleNote, Verdict } from '../../kit/screens.tsx'
import { askedHere, queryOf } from '../../kit/use-address.ts'
import { type Turned, usePages } from '../../kit/use-pages.ts'
import { Desk } from '../../kit/staff-desk.tsx'
import { TransferCodeRows } from './transfer-code-rows.tsx'

const slipLimit = 100

type Filters = Omit<TransferCodesAsked, 'after'>
const inAddress = ['cohort', 'status', 'college'] as const

/** What was filtered by is in the address, for a reload or a bookmark; a name or exam number never is. */
const filtersHere = (): Filters => askedHere(inAddress) as Filters

function FilterForm(props: { view: TransferCodes; filters: Filters; onFind: (filters: Filters) => void }) {
  const { view, filters, onFind } = props
  const [typed, setTyped] = useState({ college: filters.college ?? '', q: filters.q ?? '' })
  const colleges = [...new Set(view.rows.map(({ college }) => college))]
  return (
    <form
      class="filters"
      role="search"
      aria-label={copy.filters}
      onSubmit={(event) => {
        event.preventDefault()
        onFind({ ...filters, ...typed })
      }}
    >
      <Choice
        id="cohort"
        label={copy.cohort}
        value={String(view.cohort)}
        words={[...new Set([...view.cohorts, view.cohort ?? 0])].map((year) => [
          String(year),
          copy.cohortOf(year),
        ])}
        onChange={(cohort) => onFind({ ...filters, ...typed, cohort })}
      />
      <Choice
        id="status"
        label={copy.status}
        value={filters.status ?? ''}
        words={Object.entries(copy.statuses)}
        onChange={(status) => onFind({ ...filters, ...typed, status: status as Filters['status'] })}
      />
      <Field id="college" label={copy.college}>
        {(tied) => (
          <input
            {...tied}
            list="colleges"
            value={typed.college}
            maxLength={100}
            placeholder={copy.begins}
            onInput={(event) => setTyped({ ...typed, college: event.currentTarget.value })}
          />
        )}
      </Field>
      <datalist id="colleges">
        {colleges.map((college) => (
          <option value={college} />
        ))}
      </datalist>
      <Field id="q" label={copy.search}>
        {(tied) => (
          <input
            {...tied}
            type="search"
            autoComplete="off"
            value={typed.q}
            maxLength={60}
            placeholder={copy.begins}
            onInput={(event) => setTyped({ ...typed, q: event.currentTarget.value })}
          />
        )}
      </Field>
      <button class="btn row">{copy.find}</button>
      <button
        type="button"
        class="btn row plain"
        onClick={() => {
          setTyped({ college: '', q: '' })
          onFind({ cohort: filters.cohort })
        }}
      >
        {copy.clear}
      </button>
    </form>
  )
}

const None = () => (
  <Empty shape="○" title={copy.none} says={copy.noneSays}>
    <a class="btn row quiet" href="/staff/uploads/">
      {copy.upload}
    </a>
  </Empty>
)

function Work({ first }: { first: TransferCodes }) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [said, setSaid] = useState('')
  const { view, filters, pages, busy, failed, ...list } = usePages({
    first,
    filters: filtersHere(),
    inAddress,
    read: (wanted, after) => send(staff['transfer-codes'].search.$post, { json: { ...wanted, after } }),
  })
  const find = (wanted: Filters) => {
    setSelected(new Set())
    setSaid('')
    list.find(wanted)
  }
  const turn = async (to: Turned) => {
    await list.turn(to)
    document.querySelector('.code-list')?.scrollIntoView()
  }
  const select = (entryIds: string[], chosen: boolean) => {
    const next = new Set(selected)
    for (const id of entryIds)
      if (chosen) next.add(id)
      else next.delete(id)
    setSelected(next)
  }
  const { cohort } = view
  if (cohort === null) return <None />
  // a name or exam number stays out of addresses: the file holds everybody of this cohort, state and college
  const { q: _, ...unnamed } = filters
  const exported = queryOf({ ...unnamed, cohort: String(cohort) })
  const tooMany = selected.size > slipLimit
  return (
    <>
      <FilterForm view={view} filters={filters} onFind={find} />
      <div class="actions list-acts">
        <a class="btn row quiet" href={`/api/staff/transfer-codes.csv${exported}`} download>
          {copy.download}
        </a>
        <a
          class="btn row quiet"
          target="_blank"
          aria-disabled={selected.size === 0 || tooMany}
          href={
            selected.size === 0 || tooMany
              ? undefined
              : `/staff/transfer-slips?entries=${[...selected].join(',')}`
          }
        >
          {copy.print(selected.size)}
        </a>
        <a class="btn row plain" href="/staff/uploads/?kind=dispatches">
          {copy.bulk}
        </a>
        {selected.size > 0 && (
          <button type="button" class="btn link" onClick={() => setSelected(new Set())}>
            {copy.unselect}
          </button>
        )}
        <span class="note" role="status">
          {selected.size > 0 && copy.selected(selected.size)}
        </span>
        {filters.q !== undefined && <p class="note">{copy.downloadSays}</p>}
        {tooMany && <p class="error">{copy.printLimit(slipLimit)}</p>}
      </div>
      {said !== '' && (
        <div class="said">
          <Verdict tone="good" title={said} alert />
        </div>
      )}
      {failed !== undefined && <TroubleNote trouble={failed.trouble} retry={failed.again} />}
      <section class="card code-list" aria-busy={busy} aria-label={copy.title} tabIndex={0}>
        {view.rows.length === 0 ? (
          <Empty within title={copy.empty} says={copy.emptySays} />
        ) : (
          <TransferCodeRows
            rows={view.rows}
            cohort={cohort}
            now={view.now}
            selected={selected}
            stale={busy}
            onSelect={select}
            onDone={(words) => {
              setSaid(words)
              void list.turn(pages)
            }}
          />
        )}
      </section>
      <Pager
        pages={pages}
        next={view.next}
        busy={busy}
        words={{ page: copy.page, back: copy.previous, on: copy.next }}
        onTurn={(to) => void turn(to)}
      />
    </>
  )
}

mount(
  <Desk
    here="/staff/transfer-codes/"
    signIn={copy.signIn}
    load={() => send(staff['transfer-codes'].search.$post, { json: filtersHere() })}
  >
    {(first) => <Work first={first} />}
  </Desk>,
)

import { useState } from 'preact/hooks'
import { showInstant } from '#model/calendar/caps.ts'
import { departmentLookups as copy } from '#words/department/department-lookups.ts'
import { Empty } from '../../kit/empty.tsx'
import { department, type DeskHistory, send } from '../../kit/send.ts'
import { Choice, Field } from '../../kit/field.tsx'
import { mount } from '../../kit/mount.tsx'
import { Pager } from '../../kit/pager.tsx'
import { State, TroubleNote } from '../../kit/screens.tsx'
import { type Column, Table } from '../../kit/table.tsx'
import { askedHere, filled, queryOf } from '../../kit/use-address.ts'
import { usePages } from '../../kit/use-pages.ts'
import { DepartmentDesk } from '../../kit/department-desk.tsx'

type Asked = Parameters<typeof department.lookups.search.$post>[0]['json']
type Filters = Omit<Asked, 'before'>
const inAddress = ['verdict', 'kind'] as const

/** The result and the kind are in the address, for a reload; a case number never is. */
function filtersHere(): Filters {
  const { verdict = '', kind = '' } = askedHere(inAddress)
  return filled({
    verdict: verdict in copy.verdicts ? verdict : '',
    kind: kind in copy.kinds ? kind : '',
  } as Filters)
}

const { columns: heads } = copy

const columns: readonly Column<DeskHistory['lookups'][number]>[] = [
  { head: heads.at, class: 'num', cell: ({ at }) => showInstant(Date.parse(at)) },
  { head: heads.kind, cell: ({ kind }) => copy.kinds[kind] },
  { head: heads.name, cell: ({ name }) => (name === '' ? <span class="note">{copy.scanned}</span> : name) },
  { head: heads.caseNumber, cell: ({ caseNumber }) => caseNumber || copy.none },
  { head: heads.verdict, cell: ({ verdict }) => <State as={copy.states[verdict]} /> },
  { head: heads.receipt, class: 'num', cell: ({ receipt }) => receipt || copy.none },
  {
    head: heads.by,
    cell: ({ account, bulk }) => (
      <span>
        {account}
        {bulk && ` · ${copy.bulk}`}
      </span>
    ),
  },
]

function Work({ first }: { first: DeskHistory }) {
  const [caseNumber, setCaseNumber] = useState('')
  const { view, filters, pages, busy, failed, find, turn } = usePages({
    first,
    filters: filtersHere(),
    inAddress,
    read: (wanted, before) =>
      send(department.lookups.search.$post, {
        json: { ...wanted, ...(before === undefined ? {} : { before }) },
      }),
  })
  const typed = { ...filters, caseNumber: caseNumber.trim() }
  return (
    <>
      <p class="lead">{copy.lead}</p>
      <form
        class="filters"
        role="search"
        aria-label={copy.filters}
        onSubmit={(event) => {
          event.preventDefault()
          find(typed)
        }}
      >
        <Choice
          id="verdict"
          label={copy.verdict}
          value={filters.verdict ?? ''}
          words={Object.entries(copy.verdicts)}
          onChange={(value) => find({ ...typed, verdict: value as NonNullable<Filters['verdict']> })}
        />
        <Choice
          id="kind"
          label={copy.kind}
          value={filters.kind ?? ''}
          words={Object.entries(copy.kinds)}
          onChange={(value) => find({ ...typed, kind: value as NonNullable<Filters['kind']> })}
        />
        <Field id="case" label={copy.caseNumber}>
          {(tied) => (
            <input
              {...tied}
              type="search"
              autoComplete="off"
              maxLength={64}
              placeholder={copy.caseHint}
              value={caseNumber}
              onInput={(event) => setCaseNumber(event.currentTarget.value)}
            />
          )}
        </Field>
        <button class="btn row">{copy.find}</button>
        <button
          type="button"
          class="btn row plain"
          onClick={() => {
            setCaseNumber('')
            find({})
          }}
        >
          {copy.clear}
        </button>
      </form>
      <div class="actions list-acts">
        <a
          class="btn row quiet"
          href={`/api/department/lookups.csv${queryOf({ ...filters, caseNumber: undefined })}`}
          download
        >
          {copy.download}
        </a>
        {filters.caseNumber !== undefined && <span class="note">{copy.downloadSays}</span>}
      </div>
      {failed !== undefined && <TroubleNote trouble={failed.trouble} retry={failed.again} />}
      <section class="card code-list" aria-busy={busy} aria-label={copy.title} tabIndex={0}>
        {view.lookups.length === 0 ? (
          <Empty within title={copy.empty} says={copy.emptySays} />
        ) : (
          <Table class="codes history stacked" rows={view.lookups} keyOf={({ id }) => id} columns={columns} />
        )}
      </section>
      <Pager
        pages={pages}
        next={view.next}
        busy={busy}
        words={{ page: copy.page, back: copy.newer, on: copy.older }}
        onTurn={(to) => void turn(to)}
      />
    </>
  )
}

mount(
  <DepartmentDesk
    here="/department/lookups/"
    load={() => send(department.lookups.search.$post, { json: filtersHere() })}
  >
    {(first) => <Work first={first} />}
  </DepartmentDesk>,
)

import { useState } from 'preact/hooks'
import { settings as copy } from '#words/staff/settings.ts'
import { send, type Settings, staff } from '../../kit/send.ts'
import { mount } from '../../kit/mount.tsx'
import { Said } from '../../kit/said.tsx'
import { State, TroubleNote } from '../../kit/screens.tsx'
import { Table } from '../../kit/table.tsx'
import { useAct } from '../../kit/use-act.ts'
import { Accounts } from './accounts.tsx'
import { Waiting } from './waiting.tsx'
import { AddAccount } from './add-account.tsx'
import { Desk } from '../../kit/staff-desk.tsx'
import { number } from '../../kit/number.ts'

interface Part {
  of: Settings
  reload: () => Promise<void>
}

/** Colleges whose registrations nobody of theirs can review. */
const unstaffed = (of: Settings) => of.colleges.filter(({ name, accounts }) => name !== '' && accounts === 0)

function Chain({ of, reload }: Part) {
  const [picked, setPicked] = useState<1 | 2>()
  const [saved, setSaved] = useState('')
  const act = useAct(staff.settings['review-chain'].$post)
  const chosen = of.oneLevel === null ? (picked ?? of.reviewLevels) : of.reviewLevels
  const changes = chosen !== of.reviewLevels
  // submitted while the levels changed
  const left = chosen === 1 && !changes && of.waitingForColleges > 0
  const missing = unstaffed(of)
  const save = async (event: Event) => {
    event.preventDefault()
    if (!changes && !left) return
    const answer = await act.run({ json: { levels: chosen } })
    if (answer === undefined) return
    setSaved(answer.waits ? copy.chain.asked : copy.chain.saved)
    setPicked(undefined)
    await reload()
  }
  return (
    <form class="card" onSubmit={(event) => void save(event)}>
      <h2>{copy.chain.title}</h2>
      <p class="note">{copy.chain.lead}</p>
      <div class="pair kinds" role="radiogroup" aria-label={copy.chain.title}>
        {([1, 2] as const).map((levels) => (
          <label class="choice top">
            <input
              type="radio"
              name="levels"
              checked={chosen === levels}
              disabled={of.oneLevel !== null}
              onChange={() => {
                setSaved('')
                setPicked(levels)
              }}
            />
            <span>
              <b>{copy.chain.levels[levels].name}</b>
              {of.reviewLevels === levels && <span class="now">{copy.chain.current}</span>}
              <span class="note block">{copy.chain.levels[levels].says}</span>
            </span>
          </label>
        ))}
      </div>
      {chosen === 2 && missing.length > 0 && (
        <div class="warn">
          <p>{copy.chain.missing(number(missing.length))}</p>
          <p>
            <b>{missing.map(({ name }) => name).join('、')}</b>
          </p>
          <p>{copy.chain.missingEnd}</p>
        </div>
      )}
      {left && <p class="warn">{copy.chain.left(number(of.waitingForColleges))}</p>}
      {changes && (
        <p>
          {chosen === 2 ? copy.chain.toTwo : copy.chain.toOneAsks}
          {chosen === 1 && of.waitingForColleges > 0 && copy.chain.toOne(number(of.waitingForColleges))}
        </p>
      )}
      <div class="actions">
        <button class="btn row" disabled={(!changes && !left) || act.busy}>
          {copy.chain.save}
        </button>
      </div>
      <Said says={changes ? '' : saved} />
      {act.trouble !== undefined && <TroubleNote trouble={act.trouble} retry={() => void reload()} />}
    </form>
  )
}

function Colleges({ of, onAdd }: { of: Settings; onAdd: (college: string) => void }) {
  const { columns } = copy.colleges
  return (
    <section class="card rows">
      <h2>{copy.colleges.title}</h2>
      <p class="note">{of.colleges.length === 0 ? copy.colleges.none : copy.colleges.lead}</p>
      {of.colleges.length > 0 && (
        <Table
          class="slim stacked"
          scroll={copy.colleges.title}
          rows={of.colleges}
          keyOf={({ name }) => name}
          columns={[
            { head: columns.name, cell: ({ name }) => (name === '' ? copy.colleges.unnamed : name) },
            { head: columns.entries, class: 'num', cell: ({ entries }) => number(entries) },
            {
              head: columns.accounts,
              class: 'num',
              cell: ({ name, accounts }) =>
                name === '' ? (
                  <span class="note">{copy.colleges.unnamedSays}</span>
                ) : accounts > 0 ? (
                  number(accounts)
                ) : (
                  <State as={copy.colleges.noAccount} />
                ),
            },
            {
              head: columns.act,
              unseen: true,
              cell: ({ name }) =>
                name !== '' && (
                  <button type="button" class="btn link" onClick={() => onAdd(name)}>
                    {copy.colleges.add}
                    <span class="unseen">{name}</span>
                  </button>
                ),
            },
          ]}
        />
      )}
    </section>
  )
}

function Work({ of, reload }: Part) {
  const [college, setCollege] = useState('')
  const begin = (name: string) => {
    setCollege(name)
    document.querySelector<HTMLInputElement>('#login')?.focus()
  }
  return (
    <>
      <Waiting of={of} reload={reload} />
      <Chain of={of} reload={reload} />
      <AddAccount of={of} reload={reload} college={college} onCollege={setCollege} />
      <Accounts of={of} reload={reload} />
      <Colleges of={of} onAdd={begin} />
    </>
  )
}

mount(
  <Desk here="/staff/settings/" signIn={copy.signIn} load={() => send(staff.settings.$get)}>
    {(of, reload) => <Work of={of} reload={reload} />}
  </Desk>,
)

import { useState } from 'preact/hooks'
import { settings as copy } from '#words/staff/settings.ts'
import { type Settings, staff } from '../../kit/send.ts'
import { Said } from '../../kit/said.tsx'
import { State, TroubleNote } from '../../kit/screens.tsx'
import { Table } from '../../kit/table.tsx'
import { useAct } from '../../kit/use-act.ts'

const { accounts } = copy
const { columns } = accounts

/** Who may act for the school or a college of it; disabling is undone by enabling. */
export function Accounts({ of, reload }: { of: Settings; reload: () => Promise<void> }) {
  const [done, setDone] = useState('')
  const act = useAct(staff.accounts[':id'].disabled.$post)
  const colleges = new Set(of.colleges.map(({ name }) => name))

  const turn = async (account: Settings['accounts'][number]) => {
    setDone('')
    const { id, name } = account
    const answer = await act.run({ param: { id }, json: { disabled: !account.disabled } })
    if (answer === undefined) return
    setDone(answer.disabled ? accounts.disabledDone(name) : accounts.enabledDone(name))
    await reload()
  }
  return (
    <section class="card rows">
      <h2>{accounts.title}</h2>
      <p class="note">{accounts.lead}</p>
      <Said says={done} />
      {act.trouble !== undefined && <TroubleNote trouble={act.trouble} retry={() => void reload()} />}
      <Table
        class="slim stacked"
        scroll={accounts.title}
        rows={of.accounts}
        keyOf={({ id }) => id}
        columns={[
          { head: columns.login, class: 'num', cell: ({ login }) => login },
          {
            head: columns.name,
            cell: ({ name, self }) => (
              <span>
                {name}
                {self && <span class="note">{accounts.self}</span>}
              </span>
            ),
          },
          {
            head: columns.college,
            cell: ({ college }) => (
              <span>
                {college === '' ? accounts.wholeSchool : college}
                {college !== '' && !colleges.has(college) && <span class="note block">{accounts.gone}</span>}
              </span>
            ),
          },
          {
            head: columns.state,
            cell: ({ disabled, waiting }) => (
              <State
                as={disabled ? accounts.disabled : waiting === null ? accounts.enabled : accounts.waiting}
              />
            ),
          },
          {
            head: columns.act,
            unseen: true,
            cell: (account) =>
              !account.self &&
              account.waiting === null && (
                <button type="button" class="btn link" disabled={act.busy} onClick={() => void turn(account)}>
                  {account.disabled ? accounts.enable : accounts.disable}
                  <span class="unseen">{account.name}</span>
                </button>
              ),
          },
        ]}
      />
    </section>
  )
}

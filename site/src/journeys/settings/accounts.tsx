import { useState } from 'preact/hooks'
import { settings as copy } from '#words/staff/settings.ts'
import { type Settings, staff } from '../../kit/send.ts'
import { State, TroubleNote } from '../../kit/screens.tsx'
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
      {done !== '' && (
        <p class="said" role="status">
          {done}
        </p>
      )}
      {act.trouble !== undefined && <TroubleNote trouble={act.trouble} retry={() => void reload()} />}
      <div class="scroll" tabIndex={0} role="region" aria-label={accounts.title}>
        <table class="slim stacked">
          <thead>
            <tr>
              <th scope="col">{columns.login}</th>
              <th scope="col">{columns.name}</th>
              <th scope="col">{columns.college}</th>
              <th scope="col">{columns.state}</th>
              <th scope="col">
                <span class="unseen">{columns.act}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {of.accounts.map((account) => (
              <tr key={account.id}>
                <td class="num" data-label={columns.login}>
                  {account.login}
                </td>
                <td data-label={columns.name}>
                  <span>
                    {account.name}
                    {account.self && <span class="note">{accounts.self}</span>}
                  </span>
                </td>
                <td data-label={columns.college}>
                  <span>
                    {account.college === '' ? accounts.wholeSchool : account.college}
                    {account.college !== '' && !colleges.has(account.college) && (
                      <span class="note block">{accounts.gone}</span>
                    )}
                  </span>
                </td>
                <td data-label={columns.state}>
                  <State as={account.disabled ? accounts.disabled : accounts.enabled} />
                </td>
                <td>
                  {!account.self && (
                    <button
                      type="button"
                      class="btn link"
                      disabled={act.busy}
                      onClick={() => void turn(account)}
                    >
                      {account.disabled ? accounts.enable : accounts.disable}
                      <span class="unseen">{account.name}</span>
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

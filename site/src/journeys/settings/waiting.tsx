import { useState } from 'preact/hooks'
import { showInstant } from '#model/calendar/caps.ts'
import { settings as copy } from '#words/staff/settings.ts'
import { type Settings, staff } from '../../kit/send.ts'
import { TroubleNote } from '../../kit/screens.tsx'
import { useAct } from '../../kit/use-act.ts'

const { waiting: words } = copy

type Waits = NonNullable<Settings['oneLevel']>
type Acts = Partial<Record<'confirm' | 'decline' | 'withdraw', () => Promise<boolean>>>

/** Why the reader cannot say a second word on it. */
function whyNot({ own, confirmers }: Waits): string {
  if (confirmers === 0) return words.nobody
  return own ? words.own : words.notYou
}

/** One thing that waits for a second person: who asked, when, and what the reader may do about it. */
function Item(props: { title: string; says: string; waits: Waits; acts: Acts; busy: boolean }) {
  const { title, says, waits, acts, busy } = props
  const offered = (['confirm', 'decline', 'withdraw'] as const).flatMap((act) => {
    const run = acts[act]
    return run === undefined ? [] : [{ act, run }]
  })
  return (
    <div class="waits">
      <h3>{title}</h3>
      <p>{says}</p>
      <p class="note">
        {words.asked(waits.by === '' ? words.platform : waits.by, showInstant(Date.parse(waits.at)))}
      </p>
      {!waits.mayConfirm && <p class="note">{whyNot(waits)}</p>}
      {offered.length > 0 && (
        <div class="actions">
          {offered.map(({ act, run }) => (
            <button
              type="button"
              class={`btn row ${act === 'confirm' ? '' : 'quiet'}`}
              disabled={busy}
              onClick={() => void run()}
            >
              {words.acts[act]}
              <span class="unseen">{title}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

/** What of the school waits for a second person; nothing where nothing does. */
export function Waiting({ of, reload }: { of: Settings; reload: () => Promise<void> }) {
  const [done, setDone] = useState('')
  const confirm = useAct(staff.accounts[':id'].confirmation.$post)
  const withdraw = useAct(staff.accounts[':id'].withdrawal.$post)
  const chain = useAct(staff.settings['review-chain'].confirmation.$post)
  const all = [confirm, withdraw, chain]
  const busy = all.some((act) => act.busy)
  const trouble = all.find((act) => act.trouble !== undefined)?.trouble

  const after = async (answer: Promise<object | undefined>, said: string) => {
    setDone('')
    if ((await answer) === undefined) return false
    setDone(said)
    await reload()
    return true
  }
  const accounts = of.accounts.flatMap((each) =>
    each.waiting === null ? [] : [{ ...each, waits: each.waiting }],
  )
  if (accounts.length === 0 && of.oneLevel === null && done === '' && trouble === undefined) return null
  return (
    <section class="card">
      <h2>{words.title}</h2>
      <p class="note">{words.lead}</p>
      {done !== '' && (
        <p class="said" role="status">
          {done}
        </p>
      )}
      {trouble !== undefined && <TroubleNote trouble={trouble} retry={() => void reload()} />}
      {of.oneLevel !== null && (
        <Item
          title={words.oneLevel.title}
          says={words.oneLevel.says}
          waits={of.oneLevel}
          busy={busy}
          acts={{
            ...(of.oneLevel.mayConfirm && {
              confirm: () => after(chain.run({ json: { accepted: true } }), words.oneLevel.confirmed),
              decline: () => after(chain.run({ json: { accepted: false } }), words.oneLevel.declined),
            }),
            ...(of.oneLevel.own && {
              withdraw: () => after(chain.run({ json: { accepted: false } }), words.oneLevel.withdrawn),
            }),
          }}
        />
      )}
      {accounts.map(({ id, login, name, waits }) => (
        <Item
          key={id}
          title={words.account.title(name)}
          says={words.account.says(login)}
          waits={waits}
          busy={busy}
          acts={{
            ...(waits.mayConfirm && {
              confirm: () =>
                after(
                  confirm.run({ param: { id }, json: { accepted: true } }),
                  words.account.confirmed(name),
                ),
              decline: () =>
                after(
                  confirm.run({ param: { id }, json: { accepted: false } }),
                  words.account.declined(name),
                ),
            }),
            ...(waits.own && {
              withdraw: () => after(withdraw.run({ param: { id }, json: {} }), words.account.withdrawn(name)),
            }),
          }}
        />
      ))}
    </section>
  )
}

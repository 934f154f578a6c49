import { useState } from 'preact/hooks'
import { accountFaults } from '#model/account.ts'
import { remarksOf } from '#model/wording.ts'
import { accountFaults as accountWords } from '#words/access/account-faults.ts'
import { settings as copy } from '#words/staff/settings.ts'
import { useFaultSummary } from '../../kit/fault-summary.tsx'
import { Choice, Field } from '../../kit/field.tsx'
import { type Settings, staff } from '../../kit/send.ts'
import { Said } from '../../kit/said.tsx'
import { TroubleNote } from '../../kit/screens.tsx'
import { useAct } from '../../kit/use-act.ts'

const { add, accounts } = copy

function Line(props: {
  id: 'login' | 'name'
  label: string
  says: string
  value: string
  fault: string | undefined
  onInput: (value: string) => void
}) {
  return (
    <Field id={props.id} label={props.label} hint={props.says} fault={props.fault}>
      {(tied) => (
        <input
          {...tied}
          autoComplete="off"
          autoCapitalize="off"
          spellcheck={false}
          value={props.value}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** Adds an account; what was typed stays where it was refused. */
export function AddAccount(props: {
  of: Settings
  reload: () => Promise<void>
  college: string
  onCollege: (college: string) => void
}) {
  const [login, setLogin] = useState('')
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const [done, setDone] = useState('')
  const act = useAct(staff.accounts.$post)
  const summary = useFaultSummary()
  const colleges = props.of.colleges.map((each) => each.name).filter((each) => each !== '')
  const account = { login, name: name.trim(), college: props.college }
  const faults = remarksOf(accountWords, accountFaults(account, colleges))
  const faultOf = (field: string) =>
    tried ? faults.find((fault) => fault.field === field)?.reason : undefined

  const submit = async (event: Event) => {
    event.preventDefault()
    setTried(true)
    setDone('')
    if (faults.length > 0) return summary.show()
    const answer = await act.run({ json: account })
    if (answer === undefined) return
    setDone(answer.waits ? add.waits(account.name) : add.done(account.name, account.college))
    setLogin('')
    setName('')
    setTried(false)
    await props.reload()
  }
  return (
    <form class="card" ref={summary.form} onSubmit={(event) => void submit(event)} noValidate>
      <h2>{add.title}</h2>
      {summary.note}
      <div class="fields">
        <Line
          id="login"
          label={add.login}
          says={login === login.trim() ? add.loginSays : add.spaces}
          value={login}
          fault={faultOf('login')}
          onInput={setLogin}
        />
        <Line
          id="name"
          label={add.name}
          says={add.nameSays}
          value={name}
          fault={faultOf('name')}
          onInput={setName}
        />
        <Choice
          id="college"
          label={add.college}
          hint={add.collegeSays}
          value={props.college}
          words={[['', accounts.wholeSchool], ...colleges.map((each) => [each, each] as const)]}
          onChange={props.onCollege}
        />
      </div>
      {props.college === '' && (
        <p class="note">{props.of.secondPeople > 0 ? add.needsSecond : add.nobodySecond}</p>
      )}
      <div class="actions">
        <button class="btn row" disabled={act.busy}>
          {add.go}
        </button>
      </div>
      <Said says={done} />
      {act.trouble !== undefined && <TroubleNote trouble={act.trouble} />}
    </form>
  )
}

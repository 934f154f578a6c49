import { useState } from 'preact/hooks'
import { accountFaults } from '#model/account.ts'
import { remarksOf } from '#model/wording.ts'
import { accountFaults as accountWords } from '#words/access/account-faults.ts'
import { settings as copy } from '#words/staff/settings.ts'
import { api, type Settings } from '../api.ts'
import { TroubleNote } from '../screens.tsx'
import { useAct } from '../use-act.ts'

const { add, accounts } = copy

function Field(props: {
  id: 'login' | 'name'
  label: string
  says: string
  value: string
  fault: string | undefined
  onInput: (value: string) => void
}) {
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      <input
        id={props.id}
        autoComplete="off"
        autoCapitalize="off"
        spellcheck={false}
        value={props.value}
        aria-invalid={props.fault !== undefined}
        aria-describedby={`${props.id}-says`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <p class={props.fault === undefined ? 'note' : 'error'} id={`${props.id}-says`}>
        {props.fault ?? props.says}
      </p>
    </div>
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
  const act = useAct(api.addAccount)
  const colleges = props.of.colleges.map((each) => each.name).filter((each) => each !== '')
  const account = { login: login.trim(), name: name.trim(), college: props.college }
  const faults = remarksOf(accountWords, accountFaults(account, colleges))
  const faultOf = (field: string) =>
    tried ? faults.find((fault) => fault.field === field)?.reason : undefined

  const submit = async (event: Event) => {
    event.preventDefault()
    setTried(true)
    setDone('')
    if (faults.length > 0 || (await act.run(account)) === undefined) return
    setDone(add.done(account.name, account.college === '' ? accounts.wholeSchool : account.college))
    setLogin('')
    setName('')
    setTried(false)
    await props.reload()
  }
  return (
    <form class="card" onSubmit={(event) => void submit(event)} noValidate>
      <h2>{add.title}</h2>
      <div class="fields">
        <Field
          id="login"
          label={add.login}
          says={add.loginSays}
          value={login}
          fault={faultOf('login')}
          onInput={setLogin}
        />
        <Field
          id="name"
          label={add.name}
          says={add.nameSays}
          value={name}
          fault={faultOf('name')}
          onInput={setName}
        />
        <div class="field">
          <label for="college">{add.college}</label>
          <select
            id="college"
            value={props.college}
            aria-describedby="college-says"
            onChange={(event) => props.onCollege(event.currentTarget.value)}
          >
            <option value="">{accounts.wholeSchool}</option>
            {colleges.map((each) => (
              <option value={each}>{each}</option>
            ))}
          </select>
          <p class="note" id="college-says">
            {add.collegeSays}
          </p>
        </div>
      </div>
      <div class="actions">
        <button class="btn row" disabled={act.busy}>
          {add.go}
        </button>
      </div>
      {done !== '' && (
        <p class="said" role="status">
          {done}
        </p>
      )}
      {act.trouble !== undefined && <TroubleNote trouble={act.trouble} />}
    </form>
  )
}

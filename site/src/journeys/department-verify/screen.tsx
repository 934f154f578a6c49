import type { ReportKind } from '#model/report/kinds.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import { department as copy } from '#words/department/department.ts'
import { department, type DeskSession, type LookedUp, send } from '../../kit/send.ts'
import { useFaultSummary } from '../../kit/fault-summary.tsx'
import { Field } from '../../kit/field.tsx'
import { mount } from '../../kit/mount.tsx'
import { TroubleNote } from '../../kit/screens.tsx'
import { type Trouble, troubleOf } from '../../kit/trouble.ts'
import { useKeys } from '../../kit/use-keys.ts'
import { DeskAnswer } from './answer.tsx'
import { DepartmentDesk } from '../../kit/department-desk.tsx'
import { KindChoice } from '../../kit/kind-choice.tsx'

const empty = { name: '', code: '', caseNumber: '' }
type Typed = typeof empty

/** What a report's QR holds, as a gun types it into whichever box has the cursor. */
const scanned = /^https?:\/\/\S+#\S+$/
const token = /(?:^|#)[\w-]+(?:\.[\w-]+){2}$/

function Box(props: {
  id: keyof Typed
  label: string
  hint?: string | undefined
  fault?: string | undefined
  typed: Typed
  most: number
  onType: (typed: Typed) => void
}) {
  const { id, typed } = props
  return (
    <Field id={id} label={props.label} hint={props.hint} fault={props.fault}>
      {(tied) => (
        <input
          {...tied}
          class={id === 'code' ? 'code' : undefined}
          value={typed[id]}
          maxLength={props.most}
          autoComplete="off"
          autoCapitalize="off"
          spellcheck={false}
          onInput={(event) => props.onType({ ...typed, [id]: event.currentTarget.value })}
        />
      )}
    </Field>
  )
}

function Work({ session, reload }: { session: DeskSession; reload: () => Promise<void> }) {
  const { kinds } = session.department
  const [kind, setKind] = useState<ReportKind>(kinds[0] ?? 'archive')
  const [typed, setTyped] = useState(empty)
  const [faults, setFaults] = useState<Partial<Typed>>({})
  const [busy, setBusy] = useState(false)
  const [found, setFound] = useState<{
    of: LookedUp
    kind: ReportKind
    caseNumber: string
    asked: { name: string; code: string }
  }>()
  const [trouble, setTrouble] = useState<Trouble>()
  const summary = useFaultSummary()
  const { form } = summary
  const running = useRef(false)
  const focusOn = (id: keyof Typed) => form.current?.querySelector<HTMLInputElement>(`#${id}`)?.focus()
  useEffect(() => focusOn('name'), [])

  const clear = () => {
    setTyped(empty)
    setFaults({})
    setFound(undefined)
    setTrouble(undefined)
    focusOn('name')
  }
  useKeys({ Escape: clear })

  const ask = async () => {
    if (running.current) return
    const { caseNumber } = typed
    const [name, code] =
      typed.code.trim() === '' && (scanned.test(typed.name.trim()) || token.test(typed.name.trim()))
        ? ['', typed.name.trim()]
        : [typed.name.trim(), typed.code.trim()]
    const missing = {
      ...(code === '' ? { code: copy.missing.code } : {}),
      ...(name === '' && !token.test(code) ? { name: copy.missing.name } : {}),
    }
    setFaults(missing)
    if (missing.name !== undefined || missing.code !== undefined) {
      // a scanned transfer code waits in its box for the name: the next thing typed is that
      if (code === typed.code.trim()) return summary.show()
      setTyped({ ...typed, name, code })
      return focusOn('name')
    }
    running.current = true
    setBusy(true)
    setFound(undefined)
    setTrouble(undefined)
    try {
      const of = await send(department.lookups.$post, {
        json: { kind, name, code, caseNumber: caseNumber.trim() },
      })
      setFound({ of, kind, caseNumber: caseNumber.trim(), asked: { name, code } })
      // what was found stands in the answer; what was not can be corrected
      if (of.answer.verdict !== 'unknown') setTyped(empty)
      void reload()
    } catch (error) {
      setTrouble(troubleOf(error))
    }
    running.current = false
    setBusy(false)
    focusOn('name')
  }

  return (
    <div class="desk-verify">
      <form
        ref={form}
        class="card"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void ask()
        }}
      >
        {summary.note}
        <KindChoice kinds={kinds} kind={kind} onKind={setKind} label={copy.kind} />
        <Box id="name" label={copy.name} typed={typed} most={1000} fault={faults.name} onType={setTyped} />
        <Box
          id="code"
          label={copy.code[kind]}
          hint={copy.codeHint}
          typed={typed}
          most={1000}
          fault={faults.code}
          onType={setTyped}
        />
        <Box
          id="caseNumber"
          label={copy.caseNumber}
          hint={copy.caseHint}
          typed={typed}
          most={64}
          onType={setTyped}
        />
        <div class="actions">
          <button class="btn row" disabled={busy}>
            {copy.submit}
          </button>
          <button type="button" class="btn row plain" onClick={clear}>
            {copy.clear}
          </button>
        </div>
        <p class="note">{copy.keys}</p>
      </form>
      <div class="stack" aria-live="polite" aria-busy={busy}>
        {trouble !== undefined && <TroubleNote trouble={trouble} />}
        {found !== undefined && <DeskAnswer {...found} />}
        {found === undefined && trouble === undefined && (
          <p class="card lead waiting-answer">{busy ? copy.asking : copy.waiting}</p>
        )}
      </div>
    </div>
  )
}

mount(
  <DepartmentDesk here="/department/" load={() => Promise.resolve(undefined)}>
    {(_, reload, session) => <Work session={session} reload={reload} />}
  </DepartmentDesk>,
)

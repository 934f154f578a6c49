import type { ReportKind } from '#model/report/kinds.ts'
import { useState } from 'preact/hooks'
import { departmentBulk as copy } from '#words/department/department-bulk.ts'
import type { DeskSession } from '../../kit/send.ts'
import { useFaultSummary } from '../../kit/fault-summary.tsx'
import { Field } from '../../kit/field.tsx'
import { FileBox } from '../../kit/file-box.tsx'
import { TroubleNote } from '../../kit/screens.tsx'
import { type Trouble, troubleOf } from '../../kit/trouble.ts'
import { KindChoice } from '../../kit/kind-choice.tsx'
import { type PairsView, sendList } from './send-list.ts'

const LIMIT = 1024 * 1024

interface Props {
  session: DeskSession
  kind: ReportKind
  onKind: (kind: ReportKind) => void
  onChecked: (view: PairsView) => void
}

/** The list: pasted, or a file by the button or dropped. What was pasted stays where it was refused. */
export function BulkList({ session, kind, onKind, onChecked }: Props) {
  const [pasted, setPasted] = useState('')
  const [file, setFile] = useState<File>()
  const [fault, setFault] = useState('')
  const summary = useFaultSummary()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const take = (chosen: File | undefined) => {
    if (chosen === undefined) return
    const tooLarge = chosen.size > LIMIT
    setFault(tooLarge ? copy.tooLarge : '')
    if (tooLarge) summary.show()
    setFile(tooLarge ? undefined : chosen)
    setTrouble(undefined)
  }
  const check = async () => {
    setBusy(true)
    setTrouble(undefined)
    try {
      onChecked(await sendList(file ?? new Blob([pasted])))
    } catch (error) {
      setTrouble(troubleOf(error))
    }
    setBusy(false)
  }
  return (
    <form
      ref={summary.form}
      class="card"
      onSubmit={(event) => {
        event.preventDefault()
        void check()
      }}
    >
      {summary.note}
      <KindChoice kinds={session.department.kinds} kind={kind} onKind={onKind} label={copy.kind} />
      <Field id="pasted" label={copy.paste} hint={copy.pasteHint}>
        {(tied) => (
          <textarea
            {...tied}
            class="pairs"
            rows={7}
            spellcheck={false}
            autoComplete="off"
            placeholder={copy.pasteExample}
            value={pasted}
            disabled={file !== undefined}
            onInput={(event) => setPasted(event.currentTarget.value)}
          />
        )}
      </Field>
      <FileBox words={copy} fault={fault} onTake={take} lead={<span>{copy.or}</span>}>
        <span aria-live="polite">{file !== undefined && <b>{copy.chosen(file.name)}</b>}</span>
        {file !== undefined && (
          <button type="button" class="btn link" onClick={() => setFile(undefined)}>
            {copy.forget}
          </button>
        )}
      </FileBox>
      {trouble !== undefined && <TroubleNote trouble={trouble} />}
      <div class="actions">
        <button class="btn row" disabled={busy || (file === undefined && pasted.trim() === '')}>
          {busy ? copy.checking : copy.check}
        </button>
      </div>
    </form>
  )
}

import { useState } from 'preact/hooks'
import { uploads } from '#words/staff/uploads.ts'
import type { Upload } from '../../kit/send.ts'
import { useFaultSummary } from '../../kit/fault-summary.tsx'
import { FileBox } from '../../kit/file-box.tsx'

const LIMIT = 10 * 1024 * 1024
const size = (bytes: number) =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`

interface Props {
  kind: Upload['kind']
  file: File | undefined
  onKind: (kind: Upload['kind']) => void
  onFile: (file: File | undefined) => void
  onCheck: () => void
}

/** What the file holds, and the file: by the button or dropped. */
export function ChooseFile({ kind, file, onKind, onFile, onCheck }: Props) {
  const [fault, setFault] = useState('')
  const summary = useFaultSummary()
  const take = (chosen: File | undefined) => {
    if (chosen === undefined) return
    const says = chosen.size > LIMIT ? uploads.tooLarge : chosen.size === 0 ? uploads.emptyFile : ''
    setFault(says)
    if (says !== '') summary.show()
    onFile(says === '' ? chosen : undefined)
  }
  return (
    <form
      ref={summary.form}
      class="card"
      onSubmit={(event) => {
        event.preventDefault()
        onCheck()
      }}
    >
      {summary.note}
      <fieldset>
        <legend>{uploads.kind}</legend>
        <div class="pair kinds">
          {(['roster', 'destinations', 'dispatches'] as const).map((each) => (
            <label class="choice">
              <input type="radio" name="kind" checked={kind === each} onChange={() => onKind(each)} />
              <span>
                {uploads.kinds[each]}
                <span class="note block">{uploads.kindSays[each]}</span>
              </span>
            </label>
          ))}
        </div>
        <p class="note">{uploads.kindHelp[kind]}</p>
        <a class="more" href={`/api/staff/uploads/template.csv?kind=${kind}`} download>
          {uploads.template(uploads.kinds[kind])}
        </a>
      </fieldset>
      <FileBox words={uploads} fault={fault} onTake={take}>
        <span aria-live="polite">
          {file === undefined ? uploads.drop : <b>{uploads.chosen(file.name, size(file.size))}</b>}
        </span>
      </FileBox>
      <div class="actions foot-actions">
        <button class="btn row" disabled={file === undefined}>
          {uploads.check}
        </button>
        <span class="note">{uploads.checkSays}</span>
      </div>
    </form>
  )
}

import { useState } from 'preact/hooks'
import { isReason } from '#model/transfer/receipt.ts'
import { transferCodes as copy } from '#words/staff/transfer-codes.ts'
import { Field } from '../../kit/field.tsx'
import { staff, type TransferCode } from '../../kit/send.ts'
import { TroubleNote } from '../../kit/screens.tsx'
import { useAct } from '../../kit/use-act.ts'

interface ActProps {
  row: TransferCode
  /** the list is being read again: the row may have changed by what was just done to it */
  stale: boolean
  onDone: (said: string) => void
  onClose: () => void
}

export function Withdrawal(props: ActProps) {
  const { row, stale } = props
  const { run, busy, trouble } = useAct(staff.dispatches[':id'].withdrawal.$post)
  const withdraw = async () => {
    if (row.dispatch === null) return
    const answer = await run({ param: { id: row.dispatch.id }, json: { version: row.dispatch.version } })
    if (answer !== undefined) props.onDone(copy.withdrawn(row.name))
  }
  return (
    <div class="dispatch-form">
      <p>{copy.withdrawSure(row.name)}</p>
      {trouble !== undefined && <TroubleNote trouble={trouble} />}
      <div class="actions">
        <button type="button" class="btn row stop" disabled={busy || stale} onClick={() => void withdraw()}>
          {copy.withdrawYes}
        </button>
        <button type="button" class="btn row plain" onClick={props.onClose}>
          {copy.close}
        </button>
      </div>
    </div>
  )
}

export function SettingAside(props: ActProps) {
  const { row, stale } = props
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const { run, busy, trouble } = useAct(staff.dispatches[':id']['setting-aside'].$post)
  const submit = async (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (row.dispatch === null || !isReason(reason)) return
    const { id, version } = row.dispatch
    const answer = await run({ param: { id }, json: { version, reason } })
    if (answer !== undefined) props.onDone(copy.setAsideDone(row.name))
  }
  return (
    <form class="dispatch-form" noValidate onSubmit={(event) => void submit(event)}>
      <p>{copy.setAsideSays(row.name)}</p>
      <Field
        id={`setting-aside-${row.entryId}`}
        label={copy.setAsideReason}
        need
        fault={tried && !isReason(reason) ? copy.reasonNeeded : undefined}
        alert
      >
        {(tied) => (
          <textarea
            {...tied}
            value={reason}
            maxLength={1000}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Field>
      {trouble !== undefined && <TroubleNote trouble={trouble} />}
      <div class="actions">
        <button class="btn row stop" disabled={busy || stale}>
          {copy.setAsideYes}
        </button>
        <button type="button" class="btn row plain" onClick={props.onClose}>
          {copy.close}
        </button>
      </div>
    </form>
  )
}

import { useState } from 'preact/hooks'
import { isReason } from '#model/transfer/receipt.ts'
import { transferCodes as copy } from '#words/staff/transfer-codes.ts'
import { useFaultSummary } from '../../kit/fault-summary.tsx'
import { ReasonField } from '../../kit/reason-field.tsx'
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
  const summary = useFaultSummary()
  const submit = async (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (!isReason(reason)) return summary.show()
    if (row.dispatch === null) return
    const { id, version } = row.dispatch
    const answer = await run({ param: { id }, json: { version, reason } })
    if (answer !== undefined) props.onDone(copy.setAsideDone(row.name))
  }
  return (
    <form class="dispatch-form" ref={summary.form} noValidate onSubmit={(event) => void submit(event)}>
      {summary.note}
      <p>{copy.setAsideSays(row.name)}</p>
      <ReasonField
        id={`setting-aside-${row.entryId}`}
        label={copy.setAsideReason}
        reason={reason}
        fault={tried && !isReason(reason) ? copy.reasonNeeded : undefined}
        onReason={setReason}
      />
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

import { useState } from 'preact/hooks'
import { showInstant } from '#model/calendar/caps.ts'
import { isReason, type Outcome } from '#model/transfer/receipt.ts'
import { department as words } from '#words/department/department.ts'
import { answerGiven, methods, outcomes } from '#words/transfer/dispatches.ts'
import { useFaultSummary } from '../../kit/fault-summary.tsx'
import { ReasonField } from '../../kit/reason-field.tsx'
import { department, type LookedUp } from '../../kit/send.ts'
import { TroubleNote, Verdict } from '../../kit/screens.tsx'
import { useAct } from '../../kit/use-act.ts'

const copy = words.file
type File = NonNullable<LookedUp['file']>

const answeredOf = ({ answer }: File): string | undefined =>
  answer === null
    ? undefined
    : copy.answered(
        outcomes[answer.outcome],
        showInstant(Date.parse(answer.at)),
        answerGiven[answer.givenAs](answer.from),
      )

/** Where the file of a transfer code is, and the answer of the unit that it was sent to. */
export function FileOf({ of, asked }: { of: File; asked: { name: string; code: string } }) {
  const { sending, mayAnswer } = of
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [said, setSaid] = useState<{ tone: 'good' | 'stop'; title: string }>()
  const { run, busy, trouble } = useAct(department['transfer-receipts'].$post)
  const answer = async (outcome: Outcome) => {
    const given = outcome === 'returned' ? { reason } : {}
    const noted = await run({ json: { ...asked, outcome, ...given } })
    if (noted !== undefined)
      setSaid(
        noted.verdict === 'valid'
          ? { tone: 'good', title: copy.noted[noted.outcome] }
          : { tone: 'stop', title: copy.notNoted },
      )
  }
  const summary = useFaultSummary()
  const sendBack = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (isReason(reason)) void answer('returned')
    else summary.show()
  }
  const answered = answeredOf(of)
  return (
    <section class="card facts">
      <h3>{copy.title}</h3>
      <p class="note">
        {sending === null
          ? copy.notSent
          : copy.sent(methods[sending.method], sending.trackingNumber, sending.sentOn)}
      </p>
      {answered !== undefined && <p class="note">{answered}</p>}
      {trouble !== undefined && <TroubleNote trouble={trouble} />}
      {said !== undefined && <Verdict {...said} alert />}
      {mayAnswer && said?.tone !== 'good' && (
        <>
          <p class="note">{copy.ask}</p>
          <button type="button" class="btn row" disabled={busy} onClick={() => void answer('received')}>
            {copy.received}
          </button>
          <details>
            <summary>{copy.mustGoBack}</summary>
            <form class="stack" ref={summary.form} noValidate onSubmit={sendBack}>
              {summary.note}
              <ReasonField
                id="return-reason"
                label={copy.reason}
                hint={copy.reasonHint}
                reason={reason}
                fault={tried && !isReason(reason) ? copy.reasonNeeded : undefined}
                onReason={setReason}
              />
              <button class="btn row quiet" disabled={busy}>
                {copy.sendBack}
              </button>
            </form>
          </details>
        </>
      )}
    </section>
  )
}

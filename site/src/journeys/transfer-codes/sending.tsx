import { showInstant } from '#model/calendar/caps.ts'
import { transferCodes as copy } from '#words/staff/transfer-codes.ts'
import { answerGiven } from '#words/transfer/dispatches.ts'
import type { TransferCode } from '../../kit/send.ts'
import { State } from '../../kit/screens.tsx'

const minute = (iso: string) => showInstant(Date.parse(iso)).slice(0, 16)
type Dispatch = NonNullable<TransferCode['dispatch']>

const Answer = ({ of }: { of: NonNullable<Dispatch['answer']> }) => (
  <>
    <span class="line">{copy.answeredAt(minute(of.at))}</span>
    <span class="line">{answerGiven[of.givenAs](of.from)}</span>
    {of.reason !== '' && <b class="line">{copy.reason(of.reason)}</b>}
  </>
)

const Earlier = ({ of }: { of: Dispatch['earlierAnswers'][number] }) => (
  <>
    <span class="line">{copy.earlier(copy.statuses[of.outcome], minute(of.at))}</span>
    <span class="line">{answerGiven[of.givenAs](of.from)}</span>
    {of.reason !== '' && <span class="line">{copy.reason(of.reason)}</span>}
    {of.setAside !== null && (
      <span class="line">{copy.setAside(of.setAside.by, minute(of.setAside.at), of.setAside.reason)}</span>
    )}
  </>
)

/** Where a file is, and all that was answered of it. */
export function Sending({ of: { state, dispatch } }: { of: TransferCode }) {
  return (
    <>
      <State as={copy.states[state]} />
      {dispatch !== null && (
        <>
          <span class="line">
            {dispatch.method === ''
              ? copy.unitFirst
              : [copy.methods[dispatch.method], dispatch.trackingNumber].filter(Boolean).join(' ')}
          </span>
          {dispatch.sentOn !== '' && <span class="line">{copy.sentOn(dispatch.sentOn)}</span>}
          {dispatch.answer !== null && <Answer of={dispatch.answer} />}
          {dispatch.earlierAnswers.map((each) => (
            <Earlier of={each} />
          ))}
        </>
      )}
    </>
  )
}

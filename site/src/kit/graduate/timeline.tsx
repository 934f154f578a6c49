import { answerGiven, methods } from '#words/transfer/dispatches.ts'
import { timeline as words } from '#words/graduate/timeline.ts'
import type { DispatchView } from '../send.ts'
import { chineseDay } from '../time.ts'

type Sending = NonNullable<DispatchView['dispatch']>
type Answer = NonNullable<Sending['answer']>
type Earlier = Sending['earlierAnswers'][number]

function Answered({ of }: { of: Answer | Earlier }) {
  const setAside = 'setAside' in of ? of.setAside : undefined
  return (
    <>
      <li>
        {words.answered[of.givenAs][of.outcome](chineseDay(of.at))}
        <span>{answerGiven[of.givenAs](of.from)}</span>
        {of.reason !== '' && <span>{words.reason(of.reason)}</span>}
        {setAside === null && <span>{words.outweighed}</span>}
      </li>
      {setAside != null && (
        <li>
          {words.setAside(chineseDay(setAside.at))}
          <span>{words.reason(setAside.reason)}</span>
        </li>
      )}
    </>
  )
}

/** 档案到哪了: registered, sent, received or returned; what has not happened yet stands last and pale. */
export function Timeline(props: { registeredAt: string | null; sending: Sending | null }) {
  const { registeredAt, sending } = props
  if (registeredAt === null && sending === null) return null
  return (
    <ol class="timeline plain">
      {registeredAt !== null && <li>{words.registered(chineseDay(registeredAt))}</li>}
      {sending !== null && sending.method !== '' && (
        <li>
          {words.sent(sending.sentOn)}
          <span class="num">{words.by(methods[sending.method], sending.trackingNumber)}</span>
        </li>
      )}
      {sending?.earlierAnswers.map((each) => (
        <Answered of={each} />
      ))}
      {sending !== null && sending.answer !== null && <Answered of={sending.answer} />}
      {sending?.answer == null && <li class="pending">{sending === null ? words.unsent : words.waiting}</li>}
    </ol>
  )
}

import { methods } from '#words/transfer/dispatches.ts'
import { timeline as words } from '#words/graduate/timeline.ts'
import type { DispatchView } from '../send.ts'
import { chineseDay } from '../time.ts'

type Sending = NonNullable<DispatchView['dispatch']>

const answered = (of: Sending, at: string) =>
  words[of.outcome === 'returned' ? 'returned' : 'received'](chineseDay(at))

/** 档案到哪了: registered, sent, received or returned; what has not happened yet stands last and pale. */
export function Timeline(props: { registeredAt: string | null; sending: Sending | null }) {
  const { registeredAt, sending } = props
  if (registeredAt === null && sending === null) return null
  const open = sending?.answeredAt == null
  return (
    <ol class="timeline plain">
      {registeredAt !== null && <li>{words.registered(chineseDay(registeredAt))}</li>}
      {sending !== null && sending.method !== '' && (
        <li>
          {words.sent(sending.sentOn)}
          <span class="num">{words.by(methods[sending.method], sending.trackingNumber)}</span>
        </li>
      )}
      {sending !== null && sending.answeredAt !== null && (
        <li>
          {answered(sending, sending.answeredAt)}
          {sending.returnReason !== '' && <span>{words.reason(sending.returnReason)}</span>}
        </li>
      )}
      {open && <li class="pending">{sending === null ? words.unsent : words.waiting}</li>}
    </ol>
  )
}

import { done } from '#words/graduate/done.ts'
import { type Cards, graduate } from '../../kit/send.ts'
import type { Act } from '../../kit/graduate/done.tsx'
import { TroubleNote } from '../../kit/screens.tsx'
import { clock } from '../../kit/time.ts'
import { useCountdown } from '../../kit/use-countdown.ts'
import { useAct } from '../../kit/use-act.ts'

type Card = Cards['cards'][number]

const secondsUntil = (instant: string | null, now: string): number =>
  instant === null ? 0 : Math.max(0, Math.floor((Date.parse(instant) - Date.parse(now)) / 1000))

/** 撤回停止, while it can be. */
export function Resume(props: { card: Card; now: string; onDone: (act: Act) => void }) {
  const { card, now } = props
  const left = useCountdown(secondsUntil(card.resumableUntil, now), card)
  const resuming = useAct(graduate.authorizations[':id'].resume.$post)
  if (card.authorizationId === null || left === 0) return null
  const id = card.authorizationId
  const resume = async () => {
    const answer = await resuming.run({ param: { id }, json: {} })
    if (answer !== undefined) props.onDone({ kind: 'resumed', at: answer.resumedAt, number: answer.number })
  }
  return (
    <div class="stack">
      <button type="button" class="btn quiet" disabled={resuming.busy} onClick={() => void resume()}>
        {done.resume}
        <span class="num">{done.resumeLeft(clock(left))}</span>
      </button>
      {resuming.trouble !== undefined && <TroubleNote trouble={resuming.trouble} />}
    </div>
  )
}

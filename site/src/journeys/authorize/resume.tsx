import { useEffect, useState } from 'preact/hooks'
import { done } from '#words/graduate/done.ts'
import { type Cards, graduate } from '../../kit/send.ts'
import type { Act } from '../../kit/graduate/done.tsx'
import { TroubleNote } from '../../kit/screens.tsx'
import { clock } from '../../kit/time.ts'
import { useAct } from '../../kit/use-act.ts'

type Card = Cards['cards'][number]

/** Seconds until an instant, counted here from what the server said its time was. */
function useSecondsTo(instant: string, now: string): number {
  const atLoad = Math.max(0, Math.floor((Date.parse(instant) - Date.parse(now)) / 1000))
  const [left, setLeft] = useState(atLoad)
  useEffect(() => {
    const began = performance.now()
    const timer = setInterval(
      () => setLeft(Math.max(0, atLoad - Math.floor((performance.now() - began) / 1000))),
      1000,
    )
    return () => clearInterval(timer)
  }, [atLoad])
  return left
}

/** 撤回停止, while it can be. */
export function Resume(props: { card: Card; now: string; onDone: (act: Act) => void }) {
  const { card, now } = props
  const left = useSecondsTo(card.resumableUntil ?? now, now)
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

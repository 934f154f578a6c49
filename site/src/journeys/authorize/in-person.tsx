import { useEffect, useRef, useState } from 'preact/hooks'
import { authorize } from '#words/graduate/authorize.ts'
import { type Cards, graduate, send } from '../../kit/send.ts'
import { dropDraft, findDraft, keepDraft } from '../../kit/draft.ts'
import { TroubleNote } from '../../kit/screens.tsx'
import { clock } from '../../kit/time.ts'
import { type Trouble, troubleOf } from '../../kit/trouble.ts'
import { useAct } from '../../kit/use-act.ts'

const says = authorize.stepUp.inPerson
const draftName = 'in-person'
const EVERY = 4000

/** The six digits and when they end, by this device's own clock: only the difference to now is used. */
interface Shown {
  number: string
  until: number
}

/** The way without a face check: both cards share the one number, and the page looks by itself whether it was passed. */
export function useInPerson(passed: boolean, onPassed: (view: Cards) => void) {
  const [shown, setShown] = useState(() => findDraft(draftName) as Shown | undefined)
  const [left, setLeft] = useState(0)
  const [lost, setLost] = useState<Trouble>()
  const asking = useAct(graduate['step-ups']['in-person'].$post)
  const onView = useRef(onPassed)
  onView.current = onPassed

  const forget = () => {
    dropDraft(draftName)
    setShown(undefined)
    setLost(undefined)
  }
  const ask = async () => {
    setLost(undefined)
    const answer = await asking.run({ json: {} })
    if (answer === undefined) return
    const next = { number: answer.number, until: Date.now() + answer.secondsLeft * 1000 }
    keepDraft(draftName, next)
    setShown(next)
  }

  useEffect(() => {
    if (passed) forget()
  }, [passed])

  useEffect(() => {
    if (shown === undefined) return undefined
    const count = () => setLeft(Math.max(0, Math.ceil((shown.until - Date.now()) / 1000)))
    count()
    const counting = setInterval(count, 1000)
    const look = async () => {
      if (Date.now() >= shown.until) return clearInterval(looking)
      try {
        const view = await send(graduate.authorizations.$get)
        if (view.stepUp.secondsLeft > 0) onView.current(view)
      } catch (error) {
        const trouble = troubleOf(error)
        if (trouble.kind !== 'session') return
        clearInterval(looking)
        // a new session needs a new number
        dropDraft(draftName)
        setLost(trouble)
      }
    }
    const looking = setInterval(() => void look(), EVERY)
    return () => {
      clearInterval(counting)
      clearInterval(looking)
    }
  }, [shown])

  return { shown, left, ask: () => void ask(), forget, busy: asking.busy, trouble: lost ?? asking.trouble }
}

export type InPerson = ReturnType<typeof useInPerson>

/** The digits, large enough to read across a counter. */
export function InPersonNumber({ of, number }: { of: InPerson; number: string }) {
  return (
    <>
      <h3>{says.title}</h3>
      <p>{says.says}</p>
      {of.left > 0 ? (
        <p class="counter" role="status">
          <span class="unseen">{says.number}</span>
          <b class="num">
            <span>{number.slice(0, 3)}</span>
            <span>{number.slice(3)}</span>
          </b>
        </p>
      ) : (
        <p class="error">{says.over}</p>
      )}
      {of.left > 0 && <p class="note num counter-left">{says.left(clock(of.left))}</p>}
      {of.trouble !== undefined && <TroubleNote trouble={of.trouble} />}
      <div class="ends">
        <button type="button" class="btn link" disabled={of.busy} onClick={of.ask}>
          {says.again}
        </button>
        <button type="button" class="btn link" onClick={of.forget}>
          {says.face}
        </button>
      </div>
    </>
  )
}

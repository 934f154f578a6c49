import { useEffect, useState } from 'preact/hooks'
import { authorize } from '../../copy/zh-CN/authorize.ts'
import { clock } from '../time.ts'

/** Seconds left of a step-up, counted here from what the server said. */
export function useSecondsLeft(atLoad: number): number {
  const [left, setLeft] = useState(atLoad)
  useEffect(() => {
    const began = performance.now()
    setLeft(atLoad)
    if (atLoad === 0) return undefined
    const timer = setInterval(() => {
      const now = Math.max(0, atLoad - Math.floor((performance.now() - began) / 1000))
      setLeft(now)
      if (now === 0) clearInterval(timer)
    }, 1000)
    return () => clearInterval(timer)
  }, [atLoad])
  return left
}

/** What will happen, said before it does, and that another way exists. */
export const StepUpFirst = (props: { provider: string; over: boolean; onCancel: () => void }) => (
  <div class="panel stack">
    <h3>{authorize.stepUp.title}</h3>
    {props.over && <p class="error">{authorize.stepUp.over}</p>}
    <p>{authorize.stepUp.says(props.provider)}</p>
    <p class="note">{authorize.stepUp.other}</p>
    <a class="btn" href="/step-up?return=/graduate/authorize/">
      {authorize.stepUp.go(props.provider)}
    </a>
    <button type="button" class="btn plain" onClick={props.onCancel}>
      {authorize.form.cancel}
    </button>
  </div>
)

export const StepUpPassed = ({ seconds }: { seconds: number }) => (
  <p class="said">
    <b>✓ {authorize.stepUp.passed}</b> <span class="num">{authorize.stepUp.left(clock(seconds))}</span>
  </p>
)

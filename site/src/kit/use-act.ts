import { useCallback, useRef, useState } from 'preact/hooks'
import { answerOf, type Answered, type Body, type Route, under } from './send.ts'
import { type Trouble, troubleOf } from './trouble.ts'

/**
 * One write: sent once at a time. Its idempotency key is kept while nobody knows whether it happened, so that the
 * next tap is a repeat of the same act and not a second one. `about`: what it is about where the request does not say.
 */
export function useAct<Asked, R extends Answered>(route: Route<Asked, R>) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const sent = useRef<{ input: string; key: string }>(undefined)
  const running = useRef(false)

  const run = useCallback(async (asked: Asked, about = ''): Promise<Body<R> | undefined> => {
    if (running.current) return undefined
    const text = JSON.stringify([asked, about])
    if (sent.current?.input !== text) sent.current = { input: text, key: crypto.randomUUID() }
    running.current = true
    setBusy(true)
    setTrouble(undefined)
    try {
      const answer = await answerOf(route(asked, under(sent.current.key)))
      sent.current = undefined
      return answer
    } catch (error) {
      const met = troubleOf(error)
      if (!met.unsure) sent.current = undefined
      setTrouble(met)
      return undefined
    } finally {
      running.current = false
      setBusy(false)
    }
  }, [])
  return { run, busy, trouble }
}

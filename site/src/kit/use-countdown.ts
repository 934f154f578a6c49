import { useEffect, useState } from 'preact/hooks'

/**
 * Seconds left, counted here from what the server said.
 * @param since the answer that said it: another one counts anew, though it may have as many seconds left as the first had
 */
export function useCountdown(atLoad: number, since: unknown): number {
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
  }, [since])
  return left
}

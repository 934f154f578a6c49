import { useEffect, useState } from 'preact/hooks'

/** Keeps the screen on while the page is seen. @returns whether this browser does so */
export function useAwake(): boolean {
  const [awake, setAwake] = useState(false)
  useEffect(() => {
    // older browsers have none, and a phone that saves its battery refuses
    const lock = (navigator as { wakeLock?: WakeLock }).wakeLock
    if (lock === undefined) return undefined
    let held: WakeLockSentinel | undefined
    const take = async () => {
      if (document.visibilityState !== 'visible') return
      held = await lock.request('screen').catch(() => undefined)
      setAwake(held !== undefined)
    }
    // a page that was hidden has lost it
    const again = () => void take()
    void take()
    document.addEventListener('visibilitychange', again)
    return () => {
      document.removeEventListener('visibilitychange', again)
      void held?.release()
    }
  }, [])
  return awake
}

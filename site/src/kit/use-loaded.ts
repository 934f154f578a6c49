import { useCallback, useEffect, useState } from 'preact/hooks'
import { type Trouble, troubleOf } from './trouble.ts'

export type Loaded<T> =
  | { state: 'loading' }
  | { state: 'ready'; value: T }
  | { state: 'trouble'; trouble: Trouble }

/** Reads once when the screen opens, and again on `reload()` without taking away what is shown. */
export function useLoaded<T>(load: () => Promise<T>) {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' })
  const reload = useCallback(async () => {
    try {
      setLoaded({ state: 'ready', value: await load() })
    } catch (error) {
      setLoaded({ state: 'trouble', trouble: troubleOf(error) })
    }
  }, [])
  useEffect(() => void reload(), [])
  const set = useCallback((value: T) => setLoaded({ state: 'ready', value }), [])
  return { loaded, reload, set }
}

import { useEffect, useRef } from 'preact/hooks'

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input, textarea, select')

/**
 * Single keys for the whole page, by `event.key`. Not while something is typed (Escape apart), not with a modifier, and
 * no act for a key that is held down.
 */
export function useKeys(acts: Record<string, (() => void) | undefined>): void {
  const latest = useRef(acts)
  latest.current = acts
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return
      if (typing(event.target) && event.key !== 'Escape') return
      // a focused button or link has its own Enter
      if (event.key === 'Enter' && event.target !== document.body) return
      const act = latest.current[event.key]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

import { useLayoutEffect, useRef } from 'preact/hooks'

/** Where one stage of a page gives way to the next, the focus goes to what came. Not where the page begins. */
export function useArrival(stage: string) {
  const place = useRef<HTMLDivElement>(null)
  const was = useRef(stage)
  useLayoutEffect(() => {
    if (was.current === stage) return
    was.current = stage
    place.current?.focus({ preventScroll: true })
  }, [stage])
  return { ref: place, tabIndex: -1 }
}

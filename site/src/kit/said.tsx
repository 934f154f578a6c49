import { useLayoutEffect, useRef } from 'preact/hooks'

/** What an act on this page came to. The focus goes on from here: what was pressed is often gone. */
export function Said({ says }: { says: string }) {
  const place = useRef<HTMLParagraphElement>(null)
  useLayoutEffect(() => {
    if (says !== '') place.current?.focus()
  }, [says])
  return (
    <p class="said" role="status" tabIndex={-1} ref={place} hidden={says === ''}>
      {says}
    </p>
  )
}

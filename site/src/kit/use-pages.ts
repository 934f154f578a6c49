import { useRef, useState } from 'preact/hooks'
import { type Trouble, troubleOf } from './trouble.ts'

/** The cursor of each page up to the one shown; the first page has none. */
export type Turned = readonly (string | undefined)[]

/**
 * A list turned page by page under filters. Only the newest question's answer is shown, whichever comes last.
 * @param read one page; its cursor is undefined for the first
 */
export function usePages<View, Filters>(
  first: View,
  read: (filters: Filters, cursor: string | undefined) => Promise<View>,
) {
  const [view, setView] = useState(first)
  const [pages, setPages] = useState<Turned>([undefined])
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<{ trouble: Trouble; again: () => void }>()
  const newest = useRef(0)
  const show = async (filters: Filters, to: Turned): Promise<void> => {
    const own = (newest.current += 1)
    setBusy(true)
    setFailed(undefined)
    try {
      const found = await read(filters, to.at(-1))
      if (own !== newest.current) return
      setView(found)
      setPages(to)
    } catch (error) {
      if (own !== newest.current) return
      setFailed({ trouble: troubleOf(error), again: () => void show(filters, to) })
    }
    setBusy(false)
  }
  return { view, pages, busy, failed, show }
}

import { useRef, useState } from 'preact/hooks'
import { type Trouble, troubleOf } from './trouble.ts'
import { filled, hrefOf } from './use-address.ts'

/** The cursor of each page up to the one shown; the first page has none. */
export type Turned = readonly (string | undefined)[]

interface Props<View, Filters> {
  /** the first page, as it was read when the screen opened */
  first: View
  filters: Filters
  /** those of them that may stand in the address; a name or a number of somebody never does */
  inAddress: readonly (keyof Filters)[]
  /** one page; its cursor is undefined for the first */
  read: (filters: Filters, cursor: string | undefined) => Promise<View>
}

/** A list turned page by page under filters. Only the newest question's answer is shown, whichever comes last. */
export function usePages<View, Filters extends object>(props: Props<View, Filters>) {
  const [view, setView] = useState(props.first)
  const [filters, setFilters] = useState(props.filters)
  const [pages, setPages] = useState<Turned>([undefined])
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<{ trouble: Trouble; again: () => void }>()
  const newest = useRef(0)
  const show = async (wanted: Filters, to: Turned): Promise<void> => {
    const own = (newest.current += 1)
    setBusy(true)
    setFailed(undefined)
    try {
      const found = await props.read(wanted, to.at(-1))
      if (own !== newest.current) return
      setView(found)
      setPages(to)
    } catch (error) {
      if (own !== newest.current) return
      setFailed({ trouble: troubleOf(error), again: () => void show(wanted, to) })
    }
    setBusy(false)
  }
  const find = (wanted: Filters): void => {
    const asked = filled(wanted)
    setFilters(asked)
    history.replaceState(
      null,
      '',
      hrefOf(Object.fromEntries(props.inAddress.map((name) => [name, asked[name]]))),
    )
    void show(asked, [undefined])
  }
  return { view, filters, pages, busy, failed, find, turn: (to: Turned) => show(filters, to) }
}

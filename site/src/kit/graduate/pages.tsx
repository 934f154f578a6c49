import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Empty } from '../empty.tsx'
import { TroubleNote, WhenLoaded } from '../screens.tsx'
import { type Trouble, troubleOf } from '../trouble.ts'
import { useLoaded } from '../use-loaded.ts'

interface Page<Item, Next> {
  items: Item[]
  next: Next | null
}

interface Props<Item, Next> {
  read: (after: Next | null) => Promise<Page<Item, Next>>
  words: Record<'lead' | 'empty' | 'emptySays' | 'back' | 'all' | 'more', string>
  /** where an empty list leads */
  back: string
  children: (items: Item[]) => ComponentChildren
}

/** A list that is read page by page; what was read stays when the next page fails. */
export function Pages<Item, Next>({ read, words, back, children }: Props<Item, Next>) {
  const { loaded, reload, set } = useLoaded(() => read(null))
  const [trouble, setTrouble] = useState<Trouble>()
  const [busy, setBusy] = useState(false)
  const more = async (shown: Page<Item, Next>) => {
    setBusy(true)
    setTrouble(undefined)
    try {
      const { items, next } = await read(shown.next)
      set({ items: shown.items.concat(items), next })
    } catch (error) {
      setTrouble(troubleOf(error))
    }
    setBusy(false)
  }
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {(shown) =>
        shown.items.length === 0 ? (
          <Empty shape="○" title={words.empty} says={words.emptySays}>
            <a class="btn quiet" href={back}>
              {words.back}
            </a>
          </Empty>
        ) : (
          <>
            <p class="lead">{words.lead}</p>
            {children(shown.items)}
            {trouble !== undefined && <TroubleNote trouble={trouble} retry={() => void more(shown)} />}
            {shown.next === null ? (
              <p class="note">{words.all}</p>
            ) : (
              <button type="button" class="btn quiet" disabled={busy} onClick={() => void more(shown)}>
                {words.more}
              </button>
            )}
          </>
        )
      }
    </WhenLoaded>
  )
}

import { useState } from 'preact/hooks'
import { lookups } from '#words/graduate/lookups.ts'
import { graduate, type SchoolContact, send } from '../../kit/send.ts'
import { mount } from '../../kit/mount.tsx'
import { LedgerTools } from './ledger-tools.tsx'
import { Lookup } from './lookup-card.tsx'
import { Pages } from '../../kit/graduate/pages.tsx'

const read = async (before: number | null) => {
  const { lookups: items, next } = await send(graduate.lookups.$get, {
    query: before === null ? {} : { before: String(before) },
  })
  return { items, next }
}

/** Whom to ask about a 转递编号; a page without it still works. */
let contact: SchoolContact | undefined
void send(graduate.session.$get).then(
  (session) => (contact = session.entry?.schoolContact),
  () => undefined,
)

/** A code that was frozen here is dead on every row that used it. */
function Lookups({ items }: { items: Awaited<ReturnType<typeof read>>['items'] }) {
  const [frozen, setFrozen] = useState<ReadonlySet<string>>(new Set())
  const codeOf = ({ kind, codeKind }: (typeof items)[number]) => `${codeKind}/${kind}`
  return (
    <>
      <LedgerTools />
      <ol class="plain stack">
        {items.map((each) => (
          <Lookup
            key={each.receipt}
            of={frozen.has(codeOf(each)) ? { ...each, codeLive: false } : each}
            contact={() => contact}
            onFrozen={() => setFrozen(new Set([...frozen, codeOf(each)]))}
          />
        ))}
      </ol>
    </>
  )
}

mount(
  <Pages read={read} words={lookups} back="/graduate/authorize/">
    {(items) => <Lookups items={items} />}
  </Pages>,
)

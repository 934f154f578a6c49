// Recomputes a graduate's whole chain from what the database holds now. It cannot miss a changed, moved or removed row
// before the end; what was cut off at the end shows against a hash that the graduate noted earlier.
import { sealLookups } from '../proof/seal-lookups.ts'
import { walkChain } from '../proof/walk-chain.ts'
import { subjectOf } from '../access/subject.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { chainRule, isLife } from '#model/ledger/chain.ts'

export interface ChainCheck {
  rule: string
  sealed: number
  /** the last hash: to be noted down */
  head: string
  /** where the chain is broken; null: whole */
  broken: { at: number; because: 'missing' | 'changed' | 'mark' } | null
  /** the place of the hash that was asked about; null where it is not in the chain, or none was asked about */
  noted: number | null
}

/** @param noted a hash noted down earlier, which must still be in the chain */
export async function checkChain(work: Work<GraduateActor>, noted: string | undefined): Promise<ChainCheck> {
  const { db, rosterEntryId } = subjectOf(work)
  await sealLookups(work, db, rosterEntryId)
  let found: number | null = null
  const marked = new Map<string, { at: number; marks: (number | null)[] }>()
  const note = (receipt: string, at: number, mark: number | null) => {
    const known = marked.get(receipt)
    marked.set(receipt, { at: known?.at ?? at, marks: [...(known?.marks ?? []), mark] })
  }
  const walked = await walkChain(db, rosterEntryId, (place, hash, row) => {
    if (hash === noted) found = place
    if (row === undefined) return
    if (isLife(row)) {
      if (row.event === 'withheld') note(`withheld ${row.cause}`, place, row.at)
      return
    }
    if (row.disowns !== null) note(row.disowns, place, row.at)
    else if (row.disownedAt !== null) note(row.receipt, place, row.disownedAt)
    if (row.withheldAt !== null) note(`withheld ${row.receipt}`, place, row.withheldAt)
  })
  let broken: ChainCheck['broken'] = walked.broken
  // the mark on a look-up and the row that disowns it, or says that it was withheld, say the same instant, or the mark was made or taken away otherwise
  if (broken === null)
    for (const { at, marks } of marked.values())
      if (marks.length !== 2 || marks[0] !== marks[1]) broken ??= { at, because: 'mark' }
  return {
    rule: chainRule,
    sealed: walked.sealed,
    head: walked.head,
    broken,
    noted: broken === null ? found : null,
  }
}

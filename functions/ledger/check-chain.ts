// Recomputes a graduate's whole chain from what the database holds now. It cannot miss a changed, moved or removed row
// before the end; what was cut off at the end shows against a hash that the graduate noted earlier.
import { findChainHead, listSealed } from '../../db/lookup-chain.ts'
import { sha256Hex } from '../platform/secrets.ts'
import { subjectOf } from '../access/subject.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { breakAt, chainLink, chainRule, chainStart, chainValues } from '#model/ledger/chain.ts'
import { sealLookups } from '../proof/seal-lookups.ts'

const PAGE = 500

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
  const end = await findChainHead(db, rosterEntryId)
  const sealed = end?.chainSeq ?? 0
  let hash = await sha256Hex(chainStart(rosterEntryId))
  let place = 0
  let found = noted === hash ? 0 : null
  let broken: ChainCheck['broken'] = null
  const marked = new Map<string, { at: number; marks: (number | null)[] }>()
  const note = (receipt: string, at: number, mark: number | null) => {
    const known = marked.get(receipt)
    marked.set(receipt, { at: known?.at ?? at, marks: [...(known?.marks ?? []), mark] })
  }
  for (let after = 0; broken === null && after < sealed;) {
    const rows = await listSealed(db, rosterEntryId, { after, upTo: sealed }, PAGE)
    for (const row of rows) {
      place += 1
      const chainSeq = row.chainSeq ?? 0
      hash = await sha256Hex(chainLink(hash, chainValues({ ...row, chainSeq })))
      broken = breakAt(place, { chainSeq, hash: row.chainHash ?? '' }, hash) ?? null
      if (broken !== null) break
      if (hash === noted) found = place
      if (row.disowns !== null) note(row.disowns, place, row.at)
      else if (row.disownedAt !== null) note(row.receipt, place, row.disownedAt)
    }
    after = rows.at(-1)?.chainSeq ?? sealed
  }
  // the mark on a look-up and the row that disowns it say the same instant, or the mark was made or taken away otherwise
  if (broken === null)
    for (const { at, marks } of marked.values())
      if (marks.length !== 2 || marks[0] !== marks[1]) broken ??= { at, because: 'mark' }
  return {
    rule: chainRule,
    sealed,
    head: end?.chainHash ?? hash,
    broken,
    noted: broken === null ? found : null,
  }
}

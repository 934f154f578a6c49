// Recomputes one entry's chain, row by row and page by page, up to the last place that either table knows.
import type { Db } from '../../db/client.ts'
import { findChainHead, listSealed, type SealedRow } from '../../db/lookup-chain.ts'
import { sha256Hex } from '../platform/secrets.ts'
import { type Break, breakAt, chainLink, chainStart, chainValues } from '#model/ledger/chain.ts'

const PAGE = 500

export interface Walked {
  sealed: number
  /** the last hash that stands there; where nothing is sealed, what the chain begins with */
  head: string
  broken: Break | null
}

/** @param each is shown every row that holds, with its place and hash; place 0 is the beginning */
export async function walkChain(
  db: Db,
  rosterEntryId: string,
  each: (place: number, hash: string, row: SealedRow | undefined) => void,
): Promise<Walked> {
  const end = await findChainHead(db, rosterEntryId)
  const sealed = end?.chainSeq ?? 0
  let hash = await sha256Hex(chainStart(rosterEntryId))
  each(0, hash, undefined)
  let place = 0
  const ended = (broken: Break | null): Walked => ({ sealed, head: end?.chainHash ?? hash, broken })
  while (place < sealed) {
    const upTo = Math.min(place + PAGE, sealed)
    for (const row of await listSealed(db, rosterEntryId, { after: place, upTo })) {
      place += 1
      hash = await sha256Hex(chainLink(hash, chainValues(row)))
      const broken = breakAt(place, { chainSeq: row.chainSeq, hash: row.chainHash ?? '' }, hash)
      if (broken !== undefined) return ended(broken)
      each(place, hash, row)
    }
    if (place < upTo) return ended({ at: place + 1, because: 'missing' })
  }
  return ended(null)
}

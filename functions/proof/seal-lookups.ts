// Seals what has been entered into the hash chains (model/ledger/chain.ts): by the schedule, and before every export, check
// and receipt. It decides nothing; only sealed rows are called tamper-evident.
import type { Db } from '../../db/client.ts'
import { commit } from '../../db/commit.ts'
import { findUnsealed, sealRows } from '../../db/lookup-chain.ts'
import { sha256Hex } from '../platform/secrets.ts'
import type { Work } from '../platform/work.ts'
import { chainLink, chainStart, chainValues } from '#model/ledger/chain.ts'

/** Rows one round seals at most, and rounds of one call. */
const STEP = 500
const ROUNDS = 20

/**
 * @param rosterEntryId seals only this entry's rows
 * @returns how many were sealed here, and whether nothing was left when it ended
 */
export async function sealLookups(
  work: Work,
  db: Db,
  rosterEntryId?: string,
  rounds = ROUNDS,
): Promise<{ sealed: number; finished: boolean }> {
  let sealed = 0
  for (let round = 0; round < rounds; round += 1) {
    const { rows, heads } = await findUnsealed(db, rosterEntryId, STEP)
    if (rows.length === 0) return { sealed, finished: true }
    const ends = new Map(heads.map((head) => [head.rosterEntryId, head]))
    const links: { seq: number; chainSeq: number; chainHash: string }[] = []
    for (const row of rows) {
      const end = ends.get(row.rosterEntryId)
      const before = end?.chainHash ?? (await sha256Hex(chainStart(row.rosterEntryId)))
      const chainSeq = (end?.chainSeq ?? 0) + 1
      const chainHash = await sha256Hex(chainLink(before, chainValues({ ...row, chainSeq })))
      links.push({ seq: row.seq, chainSeq, chainHash })
      ends.set(row.rosterEntryId, { rosterEntryId: row.rosterEntryId, chainSeq, chainHash })
    }
    const done = await commit(work, db, {
      audit: { none: 'sealing' },
      statements: { sealed: sealRows(db, links) },
    })
    // somebody else sealed some of them meanwhile: the next round reads what is left
    if (!done.done) continue
    sealed += links.length
    if (rows.length < STEP) return { sealed, finished: true }
  }
  return { sealed, finished: false }
}

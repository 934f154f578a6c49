// Seals what has been entered into the hash chains (model/ledger/chain.ts): by the schedule, and before every export, check
// and receipt. It decides nothing; only sealed rows are called tamper-evident.
import type { Db } from '../../db/client.ts'
import { commit } from '../../db/commit.ts'
import { findUnsealed, type Placed, sealRows } from '../../db/lookup-chain.ts'
import { sha256Hex } from '../platform/secrets.ts'
import type { Work } from '../platform/work.ts'
import { chainLink, chainStart, chainValues } from '#model/ledger/chain.ts'

/** Rows of either table one round seals at most, and rounds of one call. */
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
    const found = await findUnsealed(db, rosterEntryId, STEP)
    const rows = inOrder(found)
    if (rows.length === 0) return { sealed, finished: true }
    const placed = { lookups: [] as Placed[], events: [] as Placed[] }
    for (const { of, row } of rows) {
      const end = found.ends.get(row.rosterEntryId)
      const before = end?.chainHash ?? (await sha256Hex(chainStart(row.rosterEntryId)))
      const chainSeq = (end?.chainSeq ?? 0) + 1
      const chainHash = await sha256Hex(chainLink(before, chainValues({ ...row, chainSeq })))
      placed[of].push({ seq: row.seq, chainSeq, chainHash })
      found.ends.set(row.rosterEntryId, { chainSeq, chainHash })
    }
    const done = await commit(work, db, {
      audit: { none: 'sealing' },
      statements: { sealed: sealRows(db, placed) },
    })
    // somebody else sealed some of them meanwhile: the next round reads what is left
    if (!done.done) continue
    sealed += rows.length
    if (found.lookups.length < STEP && found.events.length < STEP) return { sealed, finished: true }
  }
  return { sealed, finished: false }
}

type Waiting = Awaited<ReturnType<typeof findUnsealed>>

type Row =
  | { of: 'lookups'; row: Waiting['lookups'][number] }
  | { of: 'events'; row: Waiting['events'][number] }

/** Each table's rows as they were entered; of the next two the earlier one, and of one instant what became of a code. */
function inOrder({ lookups, events }: Waiting): Row[] {
  const waiting = Map.groupBy(events, ({ rosterEntryId }) => rosterEntryId)
  const rows: Row[] = []
  let entry: string | undefined
  const eventsOf = (rosterEntryId: string, until: number) => {
    const own = waiting.get(rosterEntryId) ?? []
    const later = own.findIndex(({ at }) => at > until)
    for (const row of own.splice(0, later === -1 ? own.length : later)) rows.push({ of: 'events', row })
  }
  for (const row of lookups) {
    if (entry !== undefined && entry !== row.rosterEntryId) eventsOf(entry, Infinity)
    entry = row.rosterEntryId
    eventsOf(entry, row.at)
    rows.push({ of: 'lookups', row })
  }
  for (const rosterEntryId of waiting.keys()) eventsOf(rosterEntryId, Infinity)
  return rows
}

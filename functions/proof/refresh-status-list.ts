import { commit } from '../../db/commit.ts'
import type { Db } from '../../db/client.ts'
import {
  type Change,
  findChanges,
  findStatusList,
  keepStatusList,
  type Reached,
} from '../../db/status-lists.ts'
import { reasonedVerdictOf } from '#model/verdict/verdict.ts'
import type { Work } from '../platform/work.ts'
import { openCodeHolds } from './row-seals.ts'
import { listIn, signStatusList } from './status-list.ts'
import {
  changedList,
  MOST_REPORTS,
  OVERLAP,
  statuses,
  statusListTtl,
  statusOf,
} from '#model/proof/status-list.ts'

/**
 * The signed list of what every report's state is, made anew where the kept one is older than its ttl: what changed
 * since is read, and nothing else.
 * @throws Error with several databases (places in the list are one database's own), or more reports than one row holds
 */
export async function refreshStatusList(work: Work): Promise<string> {
  const [db, ...others] = work.shards.all()
  if (db === undefined || others.length > 0) throw new Error('a status list speaks for one database')
  const { kept, size } = await findStatusList(db)
  const ttl = statusListTtl(work.config.sandbox)
  if (kept !== undefined && kept.listedAt + ttl * 1000 > work.machineNow) return kept.token
  if (size > MOST_REPORTS) throw new Error('more reports than one status list holds')
  // a clock that was set back makes everything anew
  const goesOn = kept !== undefined && kept.coveredUntil <= work.now
  const since = goesOn ? kept.coveredUntil - OVERLAP : 0
  const changes = await allChanges(db, since, work.now)
  const list = changedList(
    goesOn ? listIn(kept.token) : new Uint8Array(),
    size,
    await Promise.all(changes.map(stateIn(work))),
  )
  const issuedAt = Math.floor(work.machineNow / 1000)
  const token = await signStatusList(work.secrets.signingKeys, list, {
    origin: work.config.origin,
    issuedAt,
    ttl,
  })
  const next = { token, listedAt: work.machineNow, coveredUntil: work.now }
  // where another has kept a newer one meanwhile, that one stays
  await commit(work, db, { audit: { none: 'tidying' }, statements: { kept: keepStatusList(db, next) } })
  return token
}

/** A code whose seal does not hold is listed as none that is live. */
const stateIn = (work: Work) => async (change: Change) => {
  const { statusIndex: index, code } = change
  const reasoned = reasonedVerdictOf({ ...change, validUntil: code.validUntil }, work.now)
  const broken = reasoned.verdict === 'valid' && !(await openCodeHolds(work.secrets, code))
  return { index, status: broken ? statuses.invalid : statusOf(reasoned) }
}

async function allChanges(db: Db, since: number, until: number): Promise<Change[]> {
  const all: Change[] = []
  const from = [since, 0] as const
  let reached: Reached | undefined = {
    ended: from,
    superseded: from,
    expired: from,
    resumed: from,
    // whenever it was opened
    unsealed: [0, 0],
  }
  while (reached !== undefined) {
    const found: Awaited<ReturnType<typeof findChanges>> = await findChanges(db, reached, until)
    all.push(...found.changes)
    reached = found.next
  }
  return all
}

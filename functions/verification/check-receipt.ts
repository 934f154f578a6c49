// 回执核对: whether such a look-up was made, for whoever has its receipt number and the code that was looked up. It shows
// neither name nor content, is no look-up itself and enters nothing in the ledger. Every failure gets one answer; a
// reached limit of the address has its own.
import type { Db } from '../../db/client.ts'
import { commit } from '../../db/commit.ts'
import { findReceipt, findSeal, isReceipt, type LookedUp, receiptFound } from '../../db/receipts.ts'
import { closedUntil, countUnless } from '../../db/verification.ts'
import { verdictOf } from '#model/verdict/verdict.ts'
import { sealLookups } from '../proof/seal-lookups.ts'
import type { Work } from '../platform/work.ts'
import { readReportToken } from '../proof/token.ts'
import { foldName } from '#model/roster/names.ts'
import { isLimited, type Limited, limitedBy, type Limits, openLimits } from './open-limits.ts'
import { readReceipt } from '#model/codes/receipt-number.ts'
import { readCode, tokenIn } from '#model/codes/typed-code.ts'
import { homeOf } from './verify.ts'
import type { CheckedReceipt, ReceiptCheck } from './wire.ts'

type Row = Awaited<ReturnType<typeof findReceipt>>[number]

const NOT_FOUND: CheckedReceipt = { found: false }

/** @param address keyed hash of the caller's */
export async function checkReceipt(
  work: Work,
  given: ReceiptCheck,
  address: string,
): Promise<CheckedReceipt | Limited> {
  const name = foldName(given.name ?? '').toWellFormed()
  const asked = {
    receipt: readReceipt(given.receipt) ?? '',
    nameFolded: name === '' ? undefined : name,
    ...(await lookedUp(work, given.code)),
  }
  // The limits of an address are those of its look-ups: neither gets round the other. Who holds a signed token guesses
  // nothing.
  const limits = 'hmac' in asked.about ? await openLimits(work, { address }) : undefined
  for (const db of asked.homes) {
    const row = await find(work, db, asked, limits)
    if (row === undefined) continue
    if (isLimited(row)) return row
    if (row.chainSeq === null) await sealLookups(work, db, row.rosterEntryId)
    return shown(row, await findSeal(db, row.receipt))
  }
  return NOT_FOUND
}

/** What the code says of the look-up, and where it can be: a token does not say which database its report is in. */
async function lookedUp(work: Work, typed: string): Promise<{ about: LookedUp; homes: Db[] }> {
  const text = typed.trim()
  const token = tokenIn(text)
  const claims = token === undefined ? undefined : await readReportToken(work.secrets.signingKeys, token)
  if (claims !== undefined) return { about: claims, homes: work.shards.all() }
  const code = readCode(text)
  return {
    about: { hmac: await work.secrets.index('code', code?.code ?? '-') },
    homes: [homeOf(work, code)],
  }
}

async function find(
  work: Work,
  db: Db,
  asked: { receipt: string; about: LookedUp; nameFolded: string | undefined },
  limits: Limits | undefined,
): Promise<Row | Limited | undefined> {
  const which = isReceipt(asked, limits?.closings ?? [])
  const done = await commit(work, db, {
    audit: { none: 'counter' },
    statements: { found: findReceipt(db, which), ...(limits && counting(db, which, limits)) },
  })
  if (!done.done) throw new Error('a receipt was not looked for')
  const { found, closed = [] } = done.results
  return limitedBy(work, closed) ?? found[0]
}

const counting = (db: Db, which: ReturnType<typeof isReceipt>, { counters, closings }: Limits) => ({
  counted: countUnless(db, receiptFound(which), counters, closings),
  closed: closedUntil(db, closings),
})

const shown = (row: Row, seal: Awaited<ReturnType<typeof findSeal>>): CheckedReceipt => ({
  found: true,
  receipt: row.receipt,
  at: new Date(row.at).toISOString(),
  kind: row.kind,
  codeKind: row.codeKind,
  verdict: row.withheldAt === null ? verdictOf(row, row.at) : 'unverifiable',
  via: row.via,
  department: row.department,
  sealed: seal?.place == null || seal.hash === null ? null : { place: seal.place, hash: seal.hash },
})

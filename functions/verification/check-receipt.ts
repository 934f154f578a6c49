// 回执核对: whether such a look-up was made, for whoever has its receipt number and the code that was looked up. It shows
// neither name nor content, is no look-up itself and enters nothing in the ledger. Every failure gets one answer, under
// the limits of an address.
import type { Db } from '../../db/client.ts'
import { commit } from '../../db/commit.ts'
import { findReceipt, findSeal, isReceipt, type LookedUp, receiptFound } from '../../db/receipts.ts'
import { type Closing, countUnless } from '../../db/verification.ts'
import { verdictOf } from '#model/verdict/verdict.ts'
import { sealLookups } from '../proof/seal-lookups.ts'
import type { Work } from '../platform/work.ts'
import { readReportToken } from '../proof/token.ts'
import { foldName } from '#model/roster/names.ts'
import { countersOf, limits } from './decide-limits.ts'
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
): Promise<CheckedReceipt> {
  const name = foldName(given.name ?? '').toWellFormed()
  const asked = {
    receipt: readReceipt(given.receipt) ?? '',
    nameFolded: name === '' ? undefined : name,
    ...(await lookedUp(work, given.code)),
  }
  // who holds a signed token guesses nothing
  const counters = 'hmac' in asked.about ? await countersOn(work, address) : []
  for (const db of asked.homes) {
    const row = await find(work, db, asked, counters)
    if (row === undefined) continue
    if (row.chainSeq === null) await sealLookups(work, db, row.rosterEntryId)
    return shown(row, await findSeal(db, row.receipt))
  }
  return NOT_FOUND
}

/** The limits of an address; they stand beside those of its look-ups, so that neither can be used to get round the other. */
const countersOn = (work: Work, address: string) =>
  Promise.all(
    countersOf({ name: '', schoolCode: '', cohort: 0, address }, work.machineNow)
      .filter((counter) => counter.name === 'addressTenMinutes' || counter.name === 'addressDay')
      .map(async ({ name: counter, about, windowEndsAt }) => ({
        most: limits[counter].most,
        windowEndsAt,
        key: await work.secrets.index('attempt', about),
      })),
  )

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
  counters: (Closing & { windowEndsAt: number })[],
): Promise<Row | undefined> {
  const which = isReceipt(asked, counters)
  const done = await commit(work, db, {
    audit: { none: 'counter' },
    statements: {
      found: findReceipt(db, which),
      counted: counters.length === 0 ? [] : [countUnless(db, receiptFound(which), counters)],
    },
  })
  if (!done.done) throw new Error('a receipt was not looked for')
  return done.results.found[0]
}

const shown = (row: Row, seal: Awaited<ReturnType<typeof findSeal>>): CheckedReceipt => ({
  found: true,
  receipt: row.receipt,
  at: new Date(row.at).toISOString(),
  kind: row.kind,
  codeKind: row.codeKind,
  verdict: verdictOf(row, row.at),
  via: row.via,
  department: row.department,
  sealed: seal?.place == null || seal.hash === null ? null : { place: seal.place, hash: seal.hash },
})

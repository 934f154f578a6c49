// Whether a look-up was made that was answered under this receipt. Receipt, code and name are judged together, and only
// while no counter is closed: whatever does not match, no row comes back.
import { type SQL, sql } from 'drizzle-orm'
import { type Db, read } from './client.ts'
import { codes, reports } from './schema/authorizations.ts'
import { transferCodes } from './schema/records.ts'
import { rosterEntries } from './schema/roster.ts'
import { lookups } from './schema/verification.ts'
import { type Closing, whileOpen } from './verification.ts'

/** What was looked up, as whoever holds the receipt knows it. */
export type LookedUp = { hmac: string } | { reportId: string; digest: string }

const isAbout = (known: LookedUp): SQL =>
  'hmac' in known
    ? sql`(exists (select 1 from ${codes} where ${codes.hmac} = ${known.hmac}
          and ${lookups.codeKind} = 'verification' and ${codes.reportId} = ${lookups.reportId})
        or exists (select 1 from ${transferCodes} where ${transferCodes.hmac} = ${known.hmac}
          and ${lookups.codeKind} = 'transfer' and ${transferCodes.rosterEntryId} = ${lookups.rosterEntryId}))`
    : sql`exists (select 1 from ${reports} where ${reports.id} = ${known.reportId}
        and ${reports.digest} = ${known.digest} and ${reports.id} = ${lookups.reportId})`

const isOf = (nameFolded: string): SQL => sql`(
  exists (select 1 from ${reports} where ${reports.id} = ${lookups.reportId} and ${reports.nameFolded} = ${nameFolded})
  or exists (select 1 from ${rosterEntries} where ${rosterEntries.id} = ${lookups.rosterEntryId}
    and ${lookups.codeKind} = 'transfer' and ${rosterEntries.nameFolded} = ${nameFolded}))`

/** @param asked.nameFolded compared only where it is given */
export const isReceipt = (
  asked: { receipt: string; about: LookedUp; nameFolded: string | undefined },
  closings: readonly Closing[],
): SQL =>
  sql.join(
    [
      sql`${lookups.receipt} = ${whileOpen(asked.receipt, closings)} and ${lookups.answered} and ${lookups.disowns} is null`,
      isAbout(asked.about),
      ...(asked.nameFolded === undefined ? [] : [isOf(asked.nameFolded)]),
    ],
    sql` and `,
  )

export const findReceipt = (db: Db, which: SQL) => db.select().from(lookups).where(which)

export const receiptFound = (which: SQL): SQL => sql`select 1 from ${lookups} where ${which}`

/** Where a look-up stands in its graduate's chain. */
export async function findSeal(db: Db, receipt: string) {
  const [rows] = await read(db, [
    db
      .select({ place: lookups.chainSeq, hash: lookups.chainHash })
      .from(lookups)
      .where(sql`${lookups.receipt} = ${receipt}`),
  ])
  return rows[0]
}

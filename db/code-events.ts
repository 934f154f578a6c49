// The life of the codes: written in the batch of the change itself, from the code as it stands there, for one or for many.
import { eq, type SQL, sql } from 'drizzle-orm'
import type { CodeEvent } from '#model/ledger/chain.ts'
import { among } from './bulk.ts'
import type { Db, Statement } from './client.ts'
import { mustChange } from './commit.ts'
import { insertFrom } from './insert-from.ts'
import { codes } from './schema/authorizations.ts'
import { codeEvents, lookups } from './schema/verification.ts'

export interface Happening {
  event: CodeEvent
  at: number
  cause?: string | SQL
}

/** One row for each of these codes. */
export const noteCodes = (db: Db, happening: Happening, which: SQL | undefined, before = sql``) =>
  insertFrom(
    db,
    codeEvents,
    {
      ...happening,
      rosterEntryId: codes.rosterEntryId,
      reportId: codes.reportId,
      kind: codes.kind,
      version: codes.version,
      validUntil: codes.validUntil,
    },
    sql`from ${codes} ${before} where ${which}`,
  )

/** A change of exactly one code, guarded, and its row. */
export const noted = (db: Db, change: Statement, hmac: string, happening: Happening): Statement[] => [
  ...mustChange(db, change),
  noteCodes(db, happening, eq(codes.hmac, hmac)),
]

/** One row for each look-up whose data did not pass their seals. */
export const noteWithheld = (db: Db, receipts: readonly string[], at: number) =>
  noteCodes(
    db,
    { event: 'withheld', at, cause: sql`${lookups.receipt}` },
    sql`${lookups.receipt} in ${among(receipts)}`,
    sql`join ${lookups} on ${lookups.reportId} = ${codes.reportId}`,
  )

/** Where the life of codes begins that were issued before there was one. @param found each with how it was found */
export const noteSealed = (db: Db, found: readonly (readonly [hmac: string, cause: string])[], at: number) =>
  noteCodes(
    db,
    { event: 'sealed', at, cause: sql`j.value->>1` },
    sql`${codes.hmac} = j.value->>0`,
    sql`join json_each(${JSON.stringify(found)}) j`,
  )

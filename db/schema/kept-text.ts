import { type SQL, sql, type SQLWrapper } from 'drizzle-orm'

declare const kept: unique symbol

/** Text that is sealed, or in clear where it is from before it was: no string until it is opened (proof/kept-text.ts). */
export interface KeptText {
  readonly [kept]: true
}

/** How every sealed text begins. */
export const sealedAs = 'A256GCM.'

/** That a column of such text holds some in clear; its partial index holds no other rows. */
export const isInClear = (column: SQLWrapper): SQL =>
  sql`substr(${column}, 1, ${sql.raw(String(sealedAs.length))}) not in ('', ${sql.raw(`'${sealedAs}'`)})`

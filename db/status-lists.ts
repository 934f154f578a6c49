// The kept status list, and whose state changed since it was made. Each way of changing has an index of its own, so that a
// refresh reads in proportion to what happened.
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { type Db, read } from './client.ts'
import { isOpenCode } from './fragments.ts'
import { codes, reports } from './schema/authorizations.ts'
import { statusLists } from './schema/status-lists.ts'
import { openCodeUnderSeal } from './under-seal.ts'

/** The kept list, if there is one, and how many places are taken. */
export async function findStatusList(db: Db) {
  const { kept, last } = await read(db, {
    kept: db.select().from(statusLists).where(eq(statusLists.id, 1)),
    last: db
      .select({ index: sql<number | null>`max(${reports.statusIndex})`.as('last_index') })
      .from(reports),
  })
  return { kept: kept[0], size: (last[0]?.index ?? -1) + 1 }
}

/** When a code was ended, superseded, past its day, or its ending taken back; issued, where it is open without a seal. */
type WayOfChanging =
  | typeof codes.endedAt
  | typeof codes.supersededAt
  | typeof codes.validUntil
  | typeof codes.resumedAt
  | typeof codes.issuedAt

/** Where a reading by (instant, rowid) stands. */
type Place = readonly [at: number, rowid: number]
export type Reached = Record<'ended' | 'superseded' | 'expired' | 'resumed' | 'unsealed', Place>

const STEP = 5000

const changesBy = (db: Db, column: WayOfChanging, [at, rowid]: Place, until: number, more?: SQL) =>
  db
    .select({
      statusIndex: reports.statusIndex,
      capAt: reports.capAt,
      code: openCodeUnderSeal,
      endedAt: codes.endedAt,
      endedBecause: codes.endedBecause,
      supersededAt: codes.supersededAt,
      supersededBecause: codes.supersededBecause,
      at: sql<number>`${column}`.as('changed_at'),
      rowid: sql<number>`${codes}.rowid`.as('code_rowid'),
    })
    .from(codes)
    .innerJoin(reports, eq(reports.id, codes.reportId))
    .where(and(after(column, at, rowid, until), more))
    .orderBy(column, sql`${codes}.rowid`)
    .limit(STEP)

const after = (column: WayOfChanging, at: number, rowid: number, until: number): SQL =>
  sql`(${column}, ${codes}.rowid) > (${at}, ${rowid}) and ${column} <= ${until}`

/** A step of every change after what was reached, and where the next step begins. */
export async function findChanges(
  db: Db,
  { ended, superseded, expired, resumed, unsealed }: Reached,
  until: number,
) {
  const { byEnd, byChange, byDay, byReturn, bySeal } = await read(db, {
    byEnd: changesBy(db, codes.endedAt, ended, until),
    byChange: changesBy(db, codes.supersededAt, superseded, until),
    byDay: changesBy(db, codes.validUntil, expired, until),
    byReturn: changesBy(db, codes.resumedAt, resumed, until),
    bySeal: changesBy(db, codes.issuedAt, unsealed, until, and(isOpenCode, isNull(codes.openSeal))),
  })
  const reached = (rows: typeof byEnd, from: Place): Place => {
    const last = rows.at(-1)
    return last === undefined ? from : [last.at, last.rowid]
  }
  const more = [byEnd, byChange, byDay, byReturn, bySeal].some(({ length }) => length === STEP)
  return {
    changes: [...byEnd, ...byChange, ...byDay, ...byReturn, ...bySeal],
    next: more
      ? {
          ended: reached(byEnd, ended),
          superseded: reached(byChange, superseded),
          expired: reached(byDay, expired),
          resumed: reached(byReturn, resumed),
          unsealed: reached(bySeal, unsealed),
        }
      : undefined,
  }
}

export type Change = Awaited<ReturnType<typeof findChanges>>['changes'][number]

/** Keeps the list unless a newer one is kept. */
export const keepStatusList = (db: Db, list: Omit<typeof statusLists.$inferInsert, 'id'>) =>
  db
    .insert(statusLists)
    .values({ id: 1, ...list })
    .onConflictDoUpdate({
      target: statusLists.id,
      set: list,
      setWhere: sql`${statusLists.listedAt} < ${list.listedAt}`,
    })

// What a signed-in department adds to the batch of its look-ups: its budget, its own history and the tallies of its
// accounts; and that history, newest first.
import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Place } from '#model/keyset.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { jsonChunks } from './bulk.ts'
import { type Db, read } from './client.ts'
import { insertFrom } from './insert-from.ts'
import { departmentLookups } from './schema/departments.ts'
import { attempts, lookups } from './schema/verification.ts'
import { addToCounters, type Counter } from './verification.ts'

export type DepartmentLookup = typeof departmentLookups.$inferSelect
export type Verdict = DepartmentLookup['verdict']

/** Counts look-ups to a budget; changes nothing where they are more than is left. */
export const charge = (db: Db, budget: { key: string; most: number; windowEndsAt: number }, by: number) =>
  insertFrom(
    db,
    attempts,
    { key: budget.key, count: by, windowEndsAt: budget.windowEndsAt },
    sql`where ${by} <= ${budget.most}`,
  ).onConflictDoUpdate({
    target: attempts.key,
    set: { count: sql`${attempts.count} + ${by}` },
    setWhere: sql`${attempts.count} + ${by} <= ${budget.most}`,
  })

/** How much is counted under each key, in their order. */
export async function countsUnder(db: Db, keys: readonly string[]): Promise<number[]> {
  const [rows] = await read(db, [countsOf(db, keys)])
  return keys.map((key) => rows.find((row) => row.key === key)?.count ?? 0)
}

export const countsOf = (db: Db, keys: readonly string[]) =>
  db
    .select({ key: attempts.key, count: attempts.count })
    .from(attempts)
    .where(inArray(attempts.key, [...keys]))

/** `verdictOf`, of a row of the ledger. */
const verdictIn = sql`case when ${lookups.answered} is not 1 then 'unknown'
  when ${lookups.endedAt} <= ${lookups.at} then 'revoked'
  when ${lookups.supersededAt} <= ${lookups.at} then 'superseded'
  when ${lookups.validUntil} <= ${lookups.at} then 'expired' else 'valid' end`

interface Noted {
  id: string
  nameCipher: string
  caseCipher: string
  caseIndex: string
}

interface Noting {
  departmentId: string
  accountId: string
  batchId: string | null
  at: number
  kind: ReportKind
}

/**
 * The department's own rows of these look-ups, behind the ledger's in the same batch. What was not answered looks the
 * same whether the code exists or not. @param sure false: only what this database has a ledger row of
 */
export const noteLookups = (
  db: Db,
  noting: Noting,
  noted: readonly Noted[],
  receipts: readonly string[],
  sure: boolean,
) =>
  jsonChunks(
    noted.map(({ id, nameCipher, caseCipher, caseIndex }, at) => [
      id,
      receipts[at],
      nameCipher,
      caseCipher,
      caseIndex,
    ]),
  ).map(({ json }) =>
    insertFrom(
      db,
      departmentLookups,
      {
        ...noting,
        id: sql`noted.value->>0`,
        kind: sql`case when ${lookups.answered} then ${lookups.kind} else ${noting.kind} end`,
        verdict: verdictIn,
        receipt: sql`case when ${lookups.answered} then ${lookups.receipt} else '' end`,
        nameCipher: sql`noted.value->>2`,
        caseCipher: sql`noted.value->>3`,
        caseIndex: sql`noted.value->>4`,
      },
      sql`from json_each(${json}) noted left join ${lookups} on ${lookups.receipt} = noted.value->>1
        where ${sure ? 1 : 0} or ${lookups.seq} is not null`,
    ),
  )

/** Adds to an account's two tallies: how many look-ups, and how many of them were not answered. */
export const tallyLookups = (db: Db, tallies: readonly Counter[], receipts: readonly string[]) => {
  const asked = sql`${receipts.length}`
  const failed = sql`${receipts.length} - (select count(*) from json_each(${JSON.stringify(receipts)}) of
    cross join ${lookups} where ${lookups.receipt} = of.value and ${lookups.answered})`
  return addToCounters(
    db,
    tallies.map((tally, at) => ({ ...tally, by: at === 0 ? asked : failed })),
    sql`true`,
  )
}

export interface HistoryFilter {
  departmentId: string
  kind: ReportKind | undefined
  verdict: Verdict | undefined
  caseIndex: string | undefined
}

const wanted = ({ departmentId, kind, verdict, caseIndex }: HistoryFilter) =>
  and(
    eq(departmentLookups.departmentId, departmentId),
    kind === undefined ? undefined : eq(departmentLookups.kind, kind),
    verdict === undefined ? undefined : eq(departmentLookups.verdict, verdict),
    caseIndex === undefined
      ? undefined
      : sql`${departmentLookups.caseIndex} = ${caseIndex} and case_index <> ''`,
  )

export async function countDepartmentLookups(db: Db, filter: HistoryFilter): Promise<number> {
  const [rows] = await read(db, [
    db
      .select({ count: sql<number>`count(*)`.as('count') })
      .from(departmentLookups)
      .where(wanted(filter)),
  ])
  return rows[0]?.count ?? 0
}

/** A department's look-ups in one database, newest first. @param before only what is older, by (at, id) */
export async function listDepartmentLookups(
  db: Db,
  filter: HistoryFilter,
  before: Place | undefined,
  limit: number,
) {
  const older: SQL | undefined =
    before === undefined
      ? undefined
      : sql`(${departmentLookups.at}, ${departmentLookups.id}) < (${before.at}, ${before.id})`
  const [rows] = await read(db, [
    db
      .select()
      .from(departmentLookups)
      .where(and(wanted(filter), older))
      .orderBy(desc(departmentLookups.at), desc(departmentLookups.id))
      .limit(limit),
  ])
  return rows
}

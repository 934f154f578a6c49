// One verification = one batch of these four statements, whatever was asked. While a counter is closed no code is looked
// at; otherwise the ledger row decides the answer, and the counters go up unless that row says `answered`.
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { among } from './bulk.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import type { Db, Statement } from './client.ts'
import { insertFrom } from './insert-from.ts'
import { codes, reports } from './schema/authorizations.ts'
import { openCodeUnderSeal, reportUnderSeal } from './under-seal.ts'
import { attempts, lookups } from './schema/verification.ts'

export interface Asking {
  receipt: string
  via: 'page' | 'api' | 'token' | 'desk' | 'bulk'
  at: number
  /** where an anonymous asker is, no finer than a province; '' where nothing is known */
  origin: string
  /** the department that asks, where it is signed in */
  department: { id: string; name: string } | undefined
}

/** One of many in a statement has its receipt from there. */
type AskingIn = Omit<Asking, 'receipt'> & { receipt: string | SQL; askedUnder?: string }

/** What the ledger says of a look-up, whatever was asked about. */
export const ledgered = ({ receipt, askedUnder, via, at, origin, department }: AskingIn) => ({
  receipt,
  askedUnder: askedUnder ?? null,
  via,
  at,
  department: department?.name ?? null,
  departmentId: department?.id ?? null,
  origin: department === undefined ? origin : '',
})

/** A counter that closes the form at `most`; with `above`, only while that other counter is over its own bound. */
export interface Closing extends Counter {
  most: number
  above: { key: string; most: number } | undefined
}

const countOf = (key: string) =>
  sql`coalesce((select ${attempts.count} from ${attempts} where ${attempts.key} = ${key}), 0)`

const isOpen = (closing: Closing): SQL =>
  closing.above === undefined
    ? sql`${countOf(closing.key)} < ${closing.most}`
    : sql`(${countOf(closing.above.key)} <= ${closing.above.most} or ${countOf(closing.key)} < ${closing.most})`

const areOpen = (closings: readonly Closing[]): SQL =>
  closings.length === 0 ? sql`1` : sql.join(closings.map(isOpen), sql` and `)

/** What is looked for, while all are open: otherwise null, which finds nothing before anything is read. */
export const whileOpen = (value: string, closings: readonly Closing[]): SQL =>
  closings.length === 0 ? sql`${value}` : sql`(select ${value} where ${areOpen(closings)})`

/**
 * Stands right behind what counts: when the last closed counter's window ends, 0 where the look-up was made; and how many
 * failures the counter `watched` holds, where one was counted now.
 */
export const closedUntil = (db: Db, closings: readonly Closing[], watched?: string) =>
  db
    .select({
      until: sql<number>`case changes() when 0 then max(0, ${sql.join(
        closings.map((closing) => sql`case when ${isOpen(closing)} then 0 else ${closing.windowEndsAt} end`),
        sql`, `,
      )}) else 0 end`.as('until'),
      failures:
        watched === undefined
          ? sql<number>`0`.as('failures')
          : sql<number>`case changes() when 0 then 0 else ${countOf(watched)} end`.as('failures'),
    })
    .from(sql`(select 1)`)

/** Many questions in one statement: `asked` holds [receipt, hmac, folded name] of each. */
export const askedIn = (json: string) => ({
  receipt: sql`asked.value->>0`,
  hmac: sql`asked.value->>1`,
  nameFolded: sql`asked.value->>2`,
  // the order is forced: each question finds its code, never each code its question
  before: sql`json_each(${json}) asked cross join`,
})

/** How far a look-up's instant may lie before that of an ending which it finds, milliseconds. */
const CLOCKS_APART = 60_000

/** An ending that is found was there before: an act that was under way at once may have an instant a little later. */
const notBeforeItsEnd = (at: number): SQL => {
  const end = sql`max(coalesce(${codes.endedAt}, 0), coalesce(${codes.supersededAt}, 0))`
  return sql`case when ${end} between ${at} and ${at + CLOCKS_APART} then ${end} else ${at} end`
}

/** A row in the ledger if the code exists, answered or not. A code past its report's cap is past its day. */
const enter = (db: Db, asking: AskingIn, answered: SQL, which: SQL, before = sql``) =>
  insertFrom(
    db,
    lookups,
    {
      ...ledgered(asking),
      at: notBeforeItsEnd(asking.at),
      codeKind: 'verification',
      reportId: codes.reportId,
      rosterEntryId: codes.rosterEntryId,
      kind: codes.kind,
      answered,
      validUntil: sql`min(${codes.validUntil}, ${reports.capAt})`,
      endedAt: codes.endedAt,
      supersededAt: codes.supersededAt,
    },
    sql`from ${before} ${codes} join ${reports} on ${reports.id} = ${codes.reportId} where ${which}`,
  )

export const enterByCode = (
  db: Db,
  asking: Asking,
  asked: { hmac: string; nameFolded: string; kind: ReportKind },
  closings: readonly Closing[],
) =>
  enter(
    db,
    asking,
    sql`${reports.nameFolded} = ${asked.nameFolded} and ${codes.kind} = ${asked.kind}`,
    sql`${codes.hmac} = ${whileOpen(asked.hmac, closings)}`,
  )

/** One for each question of a department, under no limit but its budget. */
export function enterManyByCode(db: Db, asking: Omit<Asking, 'receipt'>, kind: ReportKind, json: string) {
  const { receipt, hmac, nameFolded, before } = askedIn(json)
  return enter(
    db,
    { ...asking, receipt },
    sql`${reports.nameFolded} = ${nameFolded} and ${codes.kind} = ${kind}`,
    sql`${codes.hmac} = ${hmac}`,
    before,
  )
}

interface Token {
  reportId: string
  kind: ReportKind
  digest: string
}

/** Compared with what was asked beside the token, where something was. */
interface Beside {
  kind: ReportKind | undefined
  nameFolded: string | undefined
}

const isAnswered = (token: Token, asked: Beside): SQL =>
  sql`${reports.digest} = ${token.digest} and ${codes.kind} = ${token.kind}
    and ${asked.kind === undefined ? sql`1` : sql`${codes.kind} = ${asked.kind}`}
    and ${asked.nameFolded === undefined ? sql`1` : sql`${reports.nameFolded} = ${asked.nameFolded}`}`

/** By what a signed token says. */
export const enterByToken = (db: Db, asking: Asking, token: Token, asked: Beside) =>
  enter(db, asking, isAnswered(token, asked), sql`${codes.reportId} = ${token.reportId}`)

/** Whose look-ups stand together, and under which limit. */
export interface Together {
  /** of one token, one address and ten minutes */
  under: string
  closings: readonly Closing[]
}

/** The newest row of these ten minutes, while the limit is open. */
const newestUnder = ({ under, closings }: Together): SQL =>
  sql`${lookups.seq} = (select max(newest.seq) from ${lookups} newest where newest.asked_under = ${whileOpen(under, closings)})`

/**
 * By a token, together with those of the same ten minutes (decision 38): the newest of their rows counts one more, if a row
 * of its own would say the same; otherwise a row is entered. The answer is that row's.
 */
export const lookUpTogether = (db: Db, asking: Asking, token: Token, asked: Beside, together: Together) => ({
  repeated: db
    .update(lookups)
    .set({ repeats: sql`${lookups.repeats} + 1` })
    .where(
      sql`${newestUnder(together)} and ${lookups.disownedAt} is null and ${lookups.withheldAt} is null
        and ${lookups.origin} = ${asking.origin}
        and (${lookups.validUntil} <= ${lookups.at}) = (${lookups.validUntil} <= ${asking.at})
        and (${lookups.answered}, ${lookups.validUntil}, ${lookups.endedAt}, ${lookups.supersededAt}) is (
          select ${isAnswered(token, asked)}, min(${codes.validUntil}, ${reports.capAt}), ${codes.endedAt}, ${codes.supersededAt}
          from ${codes} join ${reports} on ${reports.id} = ${codes.reportId}
          where ${codes.reportId} = ${token.reportId})`,
    ),
  entered: enter(
    db,
    { ...asking, askedUnder: together.under },
    isAnswered(token, asked),
    sql`${codes.reportId} = (select ${whileOpen(token.reportId, together.closings)} where changes() = 0)`,
  ),
  reports: answersWhere(db, newestUnder(together)),
})

/** What the look-up under this receipt may tell: no row unless it was answered. */
export const answerOf = (db: Db, receipt: string) => answersWhere(db, eq(lookups.receipt, receipt))

export const answersOf = (db: Db, receipts: readonly string[]) =>
  answersWhere(db, sql`${lookups.receipt} in ${among(receipts)}`)

const answersWhere = (db: Db, which: SQL) =>
  db
    .select({
      receipt: lookups.receipt,
      at: lookups.at,
      rosterEntryId: lookups.rosterEntryId,
      kind: lookups.kind,
      validUntil: lookups.validUntil,
      endedAt: lookups.endedAt,
      supersededAt: lookups.supersededAt,
      withheldAt: lookups.withheldAt,
      departmentId: lookups.departmentId,
      endedBecause: codes.endedBecause,
      supersededBecause: codes.supersededBecause,
      underSeal: reportUnderSeal,
      code: openCodeUnderSeal,
    })
    .from(lookups)
    .innerJoin(reports, eq(reports.id, lookups.reportId))
    .innerJoin(codes, eq(codes.reportId, lookups.reportId))
    .where(and(which, eq(lookups.answered, true)))

/** A counter's key, and when its row can go. */
export interface Counter {
  key: string
  windowEndsAt: number
}

/** Adds to each counter where the condition holds. A list of values costs a read row each, JSON four. */
export const addToCounters = (db: Db, counters: readonly (Counter & { by: number | SQL })[], where: SQL) =>
  insertFrom(
    db,
    attempts,
    { key: sql`column1`, count: sql`column2`, windowEndsAt: sql`column3` },
    sql`from (values ${sql.join(
      counters.map(({ key, by, windowEndsAt }) => sql`(${key}, ${by}, ${windowEndsAt})`),
      sql`, `,
    )}) where ${where}`,
  ).onConflictDoUpdate({ target: attempts.key, set: { count: sql`${attempts.count} + excluded.count` } })

/**
 * The first counter where the condition holds, the others where the first was counted: a statement that reads what it
 * writes keeps its rows aside first, and reads them once more.
 */
const countWhere = (db: Db, counters: readonly Counter[], where: SQL): Statement[] => {
  const [first = [], others] = [counters.slice(0, 1), counters.slice(1)].map((some) =>
    some.map((counter) => ({ ...counter, by: 1 })),
  )
  return [
    addToCounters(db, first, where),
    ...(others === undefined || others.length === 0 ? [] : [addToCounters(db, others, sql`changes() > 0`)]),
  ]
}

/**
 * Adds one to each counter unless the look-up was answered or a counter is closed. Only reads may stand between it and
 * the statement that enters: a code that was found shows that all were open.
 */
export const countFailure = (
  db: Db,
  receipt: string,
  counters: readonly Counter[],
  closings: readonly Closing[],
) =>
  countWhere(
    db,
    counters,
    sql`case changes() when 0 then ${areOpen(closings)} else not exists
      (select 1 from ${lookups} where ${lookups.receipt} = ${receipt} and ${lookups.answered}) end`,
  )

/** Adds one to each counter unless one is closed. */
export const countEach = (db: Db, counters: readonly Counter[], closings: readonly Closing[]) =>
  countWhere(db, counters, areOpen(closings))

/** Adds one to each counter unless there is such a row or a counter is closed. */
export const countUnless = (db: Db, found: SQL, counters: readonly Counter[], closings: readonly Closing[]) =>
  countWhere(db, counters, sql`${areOpen(closings)} and not exists (${found})`)

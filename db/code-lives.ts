// What the commands on codes read: reports page by page with their code, its life and its acts in the audit; and whatever
// names a report that is not there.
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { ReasonOf, SupersededBecause } from '#model/reasons.ts'
import { among } from './bulk.ts'
import { type Db, read } from './client.ts'
import { authorizations, codes, reports } from './schema/authorizations.ts'
import { audit } from './schema/operations.ts'
import { confirmations } from './schema/records.ts'
import { codeEvents } from './schema/verification.ts'
import { openCodeUnderSeal, reportUnderSeal } from './under-seal.ts'

const codeAsItStands = {
  ...openCodeUnderSeal,
  endedAt: sql<number | null>`${codes.endedAt}`.as('code_ended_at'),
  endedBecause: sql<ReasonOf<'revoked'> | null>`${codes.endedBecause}`.as('code_ended_because'),
  endedBySession: sql<string | null>`${codes.endedBySession}`.as('code_ended_by'),
  supersededAt: sql<number | null>`${codes.supersededAt}`.as('code_superseded_at'),
  supersededBecause: sql<SupersededBecause | null>`${codes.supersededBecause}`.as('code_superseded_because'),
  expiredAt: sql<number | null>`${codes.expiredAt}`.as('code_expired_at'),
  endSeal: sql<string | null>`${codes.endSeal}`.as('code_end_seal'),
}

/** Which reports, by their ids in order. */
export type Which = { after: string; limit: number; unsealed: boolean } | { id: string }

/** Reports with their code and what it rests on. */
export async function listReports(db: Db, which: Which) {
  const of =
    'id' in which
      ? eq(reports.id, which.id)
      : and(gt(reports.id, which.after), which.unsealed ? isNull(reports.seal) : undefined)
  const [rows] = await read(db, [
    db
      .select({
        report: reportUnderSeal,
        code: codeAsItStands,
        hasCode: sql<number>`${codes.hmac} is not null`.as('has_code'),
        authorizationId: sql<string | null>`${authorizations.id}`.as('authorization_id'),
        /** of its graduate's, so that each chain is walked once */
        isFirst: sql<number>`not exists (select 1 from reports earlier
          where earlier.roster_entry_id = ${reports.rosterEntryId} and earlier.id < ${reports.id})`.as(
          'is_first',
        ),
        confirmationEndedAt: sql<number | null>`${confirmations.endedAt}`.as('confirmation_ended_at'),
      })
      .from(reports)
      .leftJoin(codes, eq(codes.reportId, reports.id))
      .leftJoin(authorizations, eq(authorizations.reportId, reports.id))
      .leftJoin(confirmations, eq(confirmations.id, authorizations.confirmationId))
      .where(of)
      .orderBy(asc(reports.id))
      .limit('id' in which ? 1 : which.limit),
  ])
  return rows
}

export type ReportRow = Awaited<ReturnType<typeof listReports>>[number]

const actColumns = {
  seq: audit.seq,
  at: audit.at,
  action: audit.action,
  subjectId: audit.subjectId,
  detail: audit.detail,
}

/** The lives of these codes in their order, and the acts on them that the audit knows. */
export async function findLives(db: Db, rows: readonly ReportRow[]) {
  const { events, issued, acts } = await read(db, {
    events: db
      .select()
      .from(codeEvents)
      .where(sql`${codeEvents.reportId} in ${among(rows.map(({ report }) => report.id))}`)
      .orderBy(asc(codeEvents.reportId), asc(codeEvents.seq)),
    issued: db
      .select(actColumns)
      .from(audit)
      .where(
        and(
          eq(audit.subjectType, 'roster_entry'),
          sql`${audit.subjectId} in ${among([...new Set(rows.map(({ report }) => report.rosterEntryId))])}`,
          eq(audit.action, 'verification.authorized'),
        ),
      )
      .orderBy(asc(audit.seq)),
    acts: db
      .select(actColumns)
      .from(audit)
      .where(
        and(
          eq(audit.subjectType, 'authorization'),
          sql`${audit.subjectId} in ${among(rows.flatMap(({ authorizationId }) => authorizationId ?? []))}`,
        ),
      )
      .orderBy(asc(audit.seq)),
  })
  return { events, issued, acts }
}

export type Act = Awaited<ReturnType<typeof findLives>>['acts'][number]

/** What names a report: `there` is null where the report is not. */
const nameReport = { there: sql<string | null>`${reports.id}`.as('there') }

/** Rows of any life after this one. */
export async function listLifeRows(db: Db, after: number, limit: number) {
  const [rows] = await read(db, [
    db
      .select({ place: codeEvents.seq, reportId: codeEvents.reportId, ...nameReport })
      .from(codeEvents)
      .leftJoin(reports, eq(reports.id, codeEvents.reportId))
      .where(gt(codeEvents.seq, after))
      .orderBy(asc(codeEvents.seq))
      .limit(limit),
  ])
  return rows
}

/** Authorizations in the audit after this row, among that many rows of whatever. */
export async function listAuthorizedActs(db: Db, after: number, limit: number) {
  const named = sql<string>`${audit.detail}->>'reportId'`
  const { rows, last } = await read(db, {
    rows: db
      .select({ place: audit.seq, reportId: named.as('named_report'), ...nameReport })
      .from(audit)
      .leftJoin(reports, sql`${reports.id} = ${named}`)
      .where(
        and(
          gt(audit.seq, after),
          sql`${audit.seq} <= ${after} + ${limit}`,
          eq(audit.action, 'verification.authorized'),
        ),
      )
      .orderBy(asc(audit.seq)),
    last: db.select({ seq: sql<number | null>`max(${audit.seq})`.as('last_seq') }).from(audit),
  })
  return { rows, next: after + limit < (last[0]?.seq ?? 0) ? after + limit : undefined }
}

/** Codes after this one. */
export async function listCodes(db: Db, after: string, limit: number) {
  const [rows] = await read(db, [
    db
      .select({ place: codes.hmac, reportId: codes.reportId, ...nameReport })
      .from(codes)
      .leftJoin(reports, eq(reports.id, codes.reportId))
      .where(gt(codes.hmac, after))
      .orderBy(asc(codes.hmac))
      .limit(limit),
  ])
  return rows
}

/** Gives reports the seals they lack; where one was sealed meanwhile it stays as it is. */
export const sealReports = (db: Db, sealed: readonly (readonly [id: string, seal: string])[]) =>
  db
    .update(reports)
    .set({ seal: sql`j.value->>1` })
    .from(sql`json_each(${JSON.stringify(sealed)}) j`)
    .where(sql`${reports.id} = j.value->>0 and ${reports.seal} is null`)

/** The same for codes that nothing has ended, in the version that was read; the next status list reads them again. */
export const sealCodes = (
  db: Db,
  sealed: readonly (readonly [hmac: string, version: number, validUntil: number, openSeal: string])[],
  now: number,
) =>
  db
    .update(codes)
    .set({ openSeal: sql`j.value->>3`, resumedAt: now })
    .from(sql`json_each(${JSON.stringify(sealed)}) j`)
    .where(
      and(
        sql`${codes.hmac} = j.value->>0 and ${codes.version} = j.value->>1 and ${codes.validUntil} = j.value->>2`,
        isNull(codes.openSeal),
        isNull(codes.endedAt),
        isNull(codes.supersededAt),
      ),
    )

/** Whether old rows were sealed here before. */
export async function wereSealed(db: Db): Promise<boolean> {
  const [rows] = await read(db, [
    db
      .select({ seq: audit.seq })
      .from(audit)
      .where(
        and(
          eq(audit.subjectType, 'database'),
          eq(audit.subjectId, 'codes'),
          eq(audit.action, 'codes.all_sealed'),
        ),
      )
      .limit(1),
  ])
  return rows.length > 0
}

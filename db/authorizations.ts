import { and, desc, eq, gt, isNull, lte, sql } from 'drizzle-orm'
import type { ReasonOf, SupersededBecause } from '#model/reasons.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { type Db, read } from './client.ts'
import { unlessTaken } from './commit.ts'
import {
  isChecked,
  isCurrentRecord,
  isLiveCode,
  isLiveConfirmation,
  isOpenCode,
  noOpenDispute,
  notOnHold,
  unsealed,
} from './fragments.ts'
import { insertFrom } from './insert-from.ts'
import { standingQueries, type Standing } from './records.ts'
import { authorizations, codes, consents, reports, statusPlaces } from './schema/authorizations.ts'
import { confirmations, records } from './schema/records.ts'
import { rosterEntries } from './schema/roster.ts'

/** Marks an entry's codes of a kind that are past their day, so that the next one can be issued. */
export const closeExpiredCodes = (db: Db, rosterEntryId: string, kind: ReportKind, now: number) =>
  db
    .update(codes)
    .set({ expiredAt: now })
    .where(
      and(
        eq(codes.rosterEntryId, rosterEntryId),
        eq(codes.kind, kind),
        isOpenCode,
        lte(codes.validUntil, now),
      ),
    )

/** This session passed a step-up for this entry and its ten minutes run: a condition inside guarded statements. */
export const stepUpPassed = (stepUp: {
  sessionHash: string
  rosterEntryId: string
  machineNow: number
}) => sql`
  exists (select 1 from step_ups s where s.session_hash = ${stepUp.sessionHash}
    and s.roster_entry_id = ${stepUp.rosterEntryId} and s.purpose = 'authorize'
    and s.passed_at is not null and s.expires_at > ${stepUp.machineNow})`

/** When this session's newest passed step-up for this entry runs out, and its id. */
const stepUpQuery = (db: Db, sessionHash: string, rosterEntryId: string) =>
  db
    .select({
      id: sql<string>`s.id`.as('step_up_id'),
      expiresAt: sql<number>`s.expires_at`.as('step_up_expires_at'),
    })
    .from(
      sql`(select id, expires_at from step_ups where session_hash = ${sessionHash}
        and roster_entry_id = ${rosterEntryId} and purpose = 'authorize' and passed_at is not null
        order by expires_at desc limit 1) s`,
    )

/** One authorization with its code, newest first. */
const authorizationsQuery = (db: Db, rosterEntryId: string) =>
  db
    .select({
      authorizationId: sql<string>`${authorizations.id}`.as('authorization_id'),
      kind: sql<ReportKind>`${authorizations.kind}`.as('authorization_kind'),
      reportId: sql<string>`${authorizations.reportId}`.as('authorization_report_id'),
      confirmationId: authorizations.confirmationId,
      hmac: codes.hmac,
      cipher: codes.cipher,
      validUntil: codes.validUntil,
      version: codes.version,
      endedAt: codes.endedAt,
      endedBecause: codes.endedBecause,
      endedBySession: codes.endedBySession,
      supersededAt: codes.supersededAt,
      supersededBecause: codes.supersededBecause,
      rosterEntryId: codes.rosterEntryId,
      issuedAt: codes.issuedAt,
      openSeal: codes.openSeal,
      endSeal: codes.endSeal,
    })
    .from(authorizations)
    .innerJoin(codes, eq(codes.reportId, authorizations.reportId))
    .where(eq(authorizations.rosterEntryId, rosterEntryId))
    .orderBy(desc(authorizations.authorizedAt), desc(sql`${authorizations}.rowid`))
    .limit(50)

export interface AuthorizedCode {
  authorizationId: string
  kind: ReportKind
  reportId: string
  /** the one it rests on, alive or not */
  confirmationId: string
  hmac: string
  cipher: string
  validUntil: number
  version: number
  endedAt: number | null
  endedBecause: ReasonOf<'revoked'> | null
  endedBySession: string | null
  supersededAt: number | null
  supersededBecause: SupersededBecause | null
  rosterEntryId: string
  issuedAt: number
  openSeal: string | null
  endSeal: string | null
}

/** Standing, authorizations, step-up and look-up counts of an entry, in one round trip. */
export async function findAuthorizations(
  db: Db,
  sessionHash: string,
  rosterEntryId: string,
): Promise<
  | {
      standing: Standing
      authorized: AuthorizedCode[]
      stepUp: { id: string; expiresAt: number } | undefined
      lookups: Partial<Record<ReportKind, number>>
    }
  | undefined
> {
  const { entries, current, live, open, authorized, passed, counts } = await read(db, {
    ...standingQueries(db, rosterEntryId),
    authorized: authorizationsQuery(db, rosterEntryId),
    passed: stepUpQuery(db, sessionHash, rosterEntryId),
    counts: db
      .select({
        kind: sql<ReportKind>`l.kind`.as('lookup_kind'),
        count: sql<number>`count(*)`.as('lookup_count'),
      })
      .from(sql`lookups l`)
      .where(sql`l.roster_entry_id = ${rosterEntryId} and l.code_kind = 'verification' and l.disowns is null`)
      .groupBy(sql`l.kind`),
  })
  const entry = entries[0]
  if (entry === undefined) return undefined
  return {
    standing: { entry, record: current[0], confirmation: live[0], dispute: open[0] },
    authorized,
    stepUp: passed[0],
    lookups: Object.fromEntries(counts.map((each) => [each.kind, each.count])),
  }
}

export type NewAuthorization = typeof authorizations.$inferInsert

/**
 * Authorizes, if at this very moment the confirmation is of the current version, the roster entry is the one the
 * content was made from and not on hold, no dispute is open and the session's step-up still holds.
 */
export const addAuthorization = (
  db: Db,
  authorization: NewAuthorization,
  made: { recordId: string; entryVersion: number; sessionHash: string; machineNow: number },
) =>
  insertFrom(
    db,
    authorizations,
    authorization,
    sql`from ${confirmations}
      join ${records} on ${records.id} = ${confirmations.recordId}
      join ${rosterEntries} on ${rosterEntries.id} = ${confirmations.rosterEntryId}
    where ${confirmations.id} = ${authorization.confirmationId} and ${isLiveConfirmation}
      and ${confirmations.rosterEntryId} = ${authorization.rosterEntryId}
      and ${records.id} = ${made.recordId} and ${isCurrentRecord}
      and ${rosterEntries.version} = ${made.entryVersion} and ${isChecked} and ${notOnHold}
      and ${noOpenDispute(authorization.rosterEntryId)}
      and ${stepUpPassed({ ...made, rosterEntryId: authorization.rosterEntryId })}`,
  )

export const addConsent = (db: Db, consent: typeof consents.$inferInsert) =>
  db.insert(consents).values(consent)

/** Takes the next free place in the status list; one that no report is written for stays free for good. */
export const takeStatusPlace = (db: Db) => {
  const free = sql`(select coalesce(max(status_index), -1) + 1 from reports)`
  return db
    .insert(statusPlaces)
    .values({ id: 1, next: sql`${free} + 1` })
    .onConflictDoUpdate({
      target: statusPlaces.id,
      set: { next: sql`max(${statusPlaces.next}, ${free}) + 1` },
    })
    .returning({ place: sql<number>`next - 1`.as('place') })
}

export const addReport = (db: Db, report: typeof reports.$inferInsert) => db.insert(reports).values(report)

/** Unless another code of the kind is open. */
export const addCode = (db: Db, code: typeof codes.$inferInsert) =>
  unlessTaken(db.insert(codes).values(code), [codes.rosterEntryId, codes.kind])

/** Changes the validity of a live code; longer only while the session's step-up holds. The seal is of the next version. */
export const changeValidity = (
  db: Db,
  code: { hmac: string; rosterEntryId: string; version: number },
  to: { validUntil: number; remindedAt: number | null; now: number; openSeal: string },
  stepUp: { sessionHash: string; machineNow: number },
) =>
  db
    .update(codes)
    .set({
      validUntil: to.validUntil,
      remindedAt: to.remindedAt,
      version: code.version + 1,
      openSeal: to.openSeal,
    })
    .where(
      and(
        eq(codes.hmac, code.hmac),
        eq(codes.rosterEntryId, code.rosterEntryId),
        eq(codes.version, code.version),
        isLiveCode(to.now),
        sql`(${codes.validUntil} >= ${to.validUntil} or ${stepUpPassed({ ...stepUp, rosterEntryId: code.rosterEntryId })})`,
      ),
    )

/** @param by.endSeal of the code as it was read: one that has changed meanwhile ends too, but not to be taken back */
export const endCode = (
  db: Db,
  code: { hmac: string; rosterEntryId: string; version: number },
  by: { sessionHash: string; now: number; endSeal: string },
) =>
  db
    .update(codes)
    .set({
      endedAt: by.now,
      endedBecause: 'graduate',
      endedBySession: by.sessionHash,
      endSeal: sql`case when ${codes.version} = ${code.version} then ${by.endSeal} end`,
      ...unsealed,
    })
    .where(and(eq(codes.hmac, code.hmac), eq(codes.rosterEntryId, code.rosterEntryId), isLiveCode(by.now)))

/**
 * Takes an ending back: by the session that made it, while it is fresh, the confirmation it rests on still lives and
 * nothing else of the kind was issued meanwhile.
 */
export const resumeCode = (
  db: Db,
  code: { hmac: string; rosterEntryId: string; version: number; validUntil: number; endSeal: string },
  by: { sessionHash: string; endedAfter: number; now: number; openSeal: string },
) =>
  unlessTaken(
    db
      .update(codes)
      .set({
        endedAt: null,
        endedBecause: null,
        endedBySession: null,
        resumedAt: by.now,
        version: code.version + 1,
        openSeal: by.openSeal,
        endSeal: null,
      })
      .where(
        and(
          eq(codes.hmac, code.hmac),
          eq(codes.rosterEntryId, code.rosterEntryId),
          eq(codes.version, code.version),
          eq(codes.validUntil, code.validUntil),
          eq(codes.endSeal, code.endSeal),
          eq(codes.endedBecause, 'graduate'),
          eq(codes.endedBySession, by.sessionHash),
          gt(codes.endedAt, by.endedAfter),
          gt(codes.validUntil, by.now),
          isNull(codes.supersededAt),
          sql`exists (select 1 from ${authorizations}
            join ${confirmations} on ${confirmations.id} = ${authorizations.confirmationId}
            join ${rosterEntries} on ${rosterEntries.id} = ${authorizations.rosterEntryId}
            where ${authorizations.reportId} = ${codes.reportId} and ${isLiveConfirmation} and ${notOnHold})`,
          noOpenDispute(code.rosterEntryId),
        ),
      ),
    [codes.rosterEntryId, codes.kind],
  )

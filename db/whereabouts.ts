import { and, eq, sql } from 'drizzle-orm'
import type { ReasonOf, SupersededBecause } from '#model/reasons.ts'
import type { OpenRegistrationState, RegistrationKind } from '#model/record/registration-states.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import type { NewestCode } from '#model/authorization/code-standing.ts'
import { type Db, read } from './client.ts'
import { isOpenRegistration } from './fragments.ts'
import { type Standing, standingQueries } from './records.ts'
import { codes } from './schema/authorizations.ts'
import { registrations } from './schema/registrations.ts'

export interface Whereabouts {
  standing: Standing
  open: { kind: RegistrationKind; state: OpenRegistrationState } | undefined
  /** the newest of each kind */
  codes: Partial<Record<ReportKind, NewestCode>>
}

/** Everything that says where a graduate stands on the whole way, in one round trip. */
export async function findWhereabouts(db: Db, rosterEntryId: string): Promise<Whereabouts | undefined> {
  const { entries, current, live, open, registering, newest } = await read(db, {
    ...standingQueries(db, rosterEntryId),
    registering: db
      .select({ kind: registrations.kind, state: registrations.state })
      .from(registrations)
      .where(and(eq(registrations.rosterEntryId, rosterEntryId), isOpenRegistration)),
    newest: db
      .select({
        kind: codes.kind,
        validUntil: codes.validUntil,
        endedAt: codes.endedAt,
        endedBecause: sql<ReasonOf<'revoked'> | null>`${codes.endedBecause}`.as('newest_ended_because'),
        supersededAt: codes.supersededAt,
        supersededBecause: sql<SupersededBecause | null>`${codes.supersededBecause}`.as(
          'newest_superseded_because',
        ),
        // SQLite takes the other columns from the row that has the maximum
        issuedAt: sql<number>`max(${codes.issuedAt})`.as('newest_issued_at'),
      })
      .from(codes)
      .where(eq(codes.rosterEntryId, rosterEntryId))
      .groupBy(codes.kind),
  })
  const entry = entries[0]
  if (entry === undefined) return undefined
  return {
    standing: { entry, record: current[0], confirmation: live[0], dispute: open[0] },
    open: registering[0] as Whereabouts['open'],
    codes: Object.fromEntries(newest.map((code) => [code.kind, code])),
  }
}

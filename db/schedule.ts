// Bounded steps of the scheduled run. Each reads its rows through the index on when they are due, so that a run reads
// in proportion to what it changes; repeating a step changes nothing.
import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { isOpenCode } from './fragments.ts'
import { stepUps } from './schema/access.ts'
import { codes } from './schema/authorizations.ts'
import { idempotencyKeys } from './schema/operations.ts'
import { attempts } from './schema/verification.ts'

/** Marks codes whose day is over. Only a mark: validity is decided at read time. */
export const expireCodes = (db: Db, now: number, limit: number) =>
  db
    .update(codes)
    .set({ expiredAt: now })
    .where(
      sql`${codes.hmac} in (select ${codes.hmac} from ${codes} indexed by codes_due
        where ${codes.validUntil} <= ${now} and ${isOpenCode} order by ${codes.validUntil} limit ${limit})`,
    )

export const dropOldStepUps = (db: Db, machineNow: number, limit: number) =>
  db
    .delete(stepUps)
    .where(sql`${stepUps.id} in (select id from step_ups where expires_at <= ${machineNow} limit ${limit})`)

export const dropOldAnswers = (db: Db, machineNow: number, limit: number) =>
  db
    .delete(idempotencyKeys)
    .where(
      sql`${idempotencyKeys.key} in (select key from idempotency_keys where expires_at <= ${machineNow} limit ${limit})`,
    )

export const dropOldAttempts = (db: Db, machineNow: number, limit: number) =>
  db
    .delete(attempts)
    .where(
      sql`${attempts.key} in (select key from attempts where window_ends_at <= ${machineNow} limit ${limit})`,
    )

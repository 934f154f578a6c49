// The alarms that wait to be sent to the operator, in the directory. Machine time.
import { and, asc, eq, lte, sql } from 'drizzle-orm'
import { ALARM_EVERY } from '#model/alarms.ts'
import { type Db, read } from './client.ts'
import { insertFrom } from './insert-from.ts'
import { alarms } from './schema/messages.ts'

interface Raised {
  id: string
  name: (typeof alarms.$inferSelect)['name']
  key: string
  told: string
  queuedAt: number
}

/** Unless one of this kind and subject was queued within the hour before. */
export const queueAlarm = (directory: Db, raised: Raised) =>
  insertFrom(
    directory,
    alarms,
    { ...raised, state: 'queued', nextTryAt: raised.queuedAt },
    sql`where not exists (select 1 from ${alarms}
      where ${alarms.key} = ${raised.key} and ${alarms.queuedAt} > ${raised.queuedAt - ALARM_EVERY})`,
  )

export async function findQueuedAlarms(directory: Db, machineNow: number, limit: number) {
  const [rows] = await read(directory, [
    directory
      .select()
      .from(alarms)
      .where(and(eq(alarms.state, 'queued'), lte(alarms.nextTryAt, machineNow)))
      .orderBy(asc(alarms.nextTryAt))
      .limit(limit),
  ])
  return rows
}

const waiting = (id: string) => and(eq(alarms.id, id), eq(alarms.state, 'queued'))
const tried = sql`${alarms.tries} + 1`

export const settleAlarm = (directory: Db, id: string, state: 'sent' | 'failed', settledAt: number) =>
  directory.update(alarms).set({ state, settledAt, tries: tried }).where(waiting(id))

export const tryAlarmLater = (directory: Db, id: string, nextTryAt: number) =>
  directory.update(alarms).set({ nextTryAt, tries: tried }).where(waiting(id))

/** Deletes at most `limit` that were queued before this. */
export const dropOldAlarms = (directory: Db, before: number, limit: number) =>
  directory
    .delete(alarms)
    .where(
      sql`${alarms.id} in (select id from alarms where queued_at < ${before} order by queued_at limit ${limit})`,
    )

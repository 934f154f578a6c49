import { findEvents } from '../../db/events.ts'
import type { Work } from '../platform/work.ts'
import type { ProvincialSystem } from '#model/actors.ts'
import type { EventsView } from './wire.ts'

/** The province's events after `after`. A page that is full reads the same for ever: events are only added. */
export async function listEvents(
  work: Work<ProvincialSystem>,
  after: number,
  limit: number,
): Promise<EventsView> {
  const [db = work.shards.directory, ...others] = work.shards.all()
  if (others.length > 0) throw new Error('with several databases the feed needs a cursor for each')
  const rows = await findEvents(db, work.actor.scope.provinceCode, after, limit)
  return {
    events: rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() })),
    next: rows.at(-1)?.seq ?? after,
  }
}

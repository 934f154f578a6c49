import { findEvents } from '../../db/events.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { EventsView } from './wire.ts'

/** The province's events after `after`. A page that is full reads the same for ever: events are only added. */
export async function listEvents(work: Work, after: number, limit: number): Promise<EventsView> {
  if (work.actor.kind !== 'province') refuse('token.missing')
  const [db = work.shards.directory, ...others] = work.shards.all()
  if (others.length > 0) throw new Error('with several databases the feed needs a cursor for each')
  const rows = await findEvents(db, work.actor.provinceCode, after, limit)
  return {
    events: rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() })),
    next: rows.at(-1)?.seq ?? after,
  }
}

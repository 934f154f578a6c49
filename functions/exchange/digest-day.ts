import { findSchoolEvents } from '../../db/events.ts'
import { listSchools } from '../../db/imports-destinations.ts'
import { endOfDay } from '#model/calendar/caps.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { ProvincialSystem } from '#model/actors.ts'
import type { DigestView } from './wire.ts'

const DAY = 86_400_000

/** One event as the digest counts it: `seq kind examNumber recordVersion`, single spaces, LF. */
const eventLine = (event: { seq: number; kind: string; examNumber: string; recordVersion: number }): string =>
  `${event.seq} ${event.kind} ${event.examNumber} ${event.recordVersion}\n`

/**
 * Count and digest of a school's events of one Shanghai day: whoever kept the feed works out the same, and where the
 * two differ knows which day to read again.
 * @throws Problem sync.school_not_found, also for another province's school
 */
export async function digestDay(
  work: Work<ProvincialSystem>,
  schoolCode: string,
  date: string,
): Promise<DigestView> {
  const { provinceCode } = work.actor.scope
  const db = work.shards.directory
  if ((await listSchools(db, provinceCode)).every(({ code }) => code !== schoolCode))
    refuse('sync.school_not_found')
  const until = endOfDay(date) ?? refuse('request.malformed')
  const rows = await findSchoolEvents(db, { provinceCode, schoolCode, from: until - DAY, until })
  const bytes = new TextEncoder().encode(rows.map(eventLine).join(''))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return {
    school: schoolCode,
    date,
    count: rows.length,
    sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  }
}

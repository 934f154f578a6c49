import type { Db } from '../../db/client.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'

/** The roster entry a graduate's session is about, and the database that holds it. */
export interface Subject {
  rosterEntryId: string
  schoolCode: string
  cohort: number
  sessionHash: string
  db: Db
}

/** @throws Problem session.missing for anybody but a graduate, entry.not_chosen while several entries wait for a choice */
export function subjectOf(work: Work): Subject {
  const actor = work.actor
  if (actor.kind !== 'graduate') refuse('session.missing')
  const { rosterEntryId, schoolCode, cohort, sessionHash } = actor
  if (rosterEntryId === undefined || schoolCode === undefined || cohort === undefined)
    refuse('entry.not_chosen')
  return { rosterEntryId, schoolCode, cohort, sessionHash, db: work.shards.of(schoolCode, cohort) }
}

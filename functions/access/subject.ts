import type { Db } from '../../db/client.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'

/** The roster entry a graduate's session is about, and the database that holds it. */
export interface Subject {
  rosterEntryId: string
  schoolCode: string
  cohort: number
  sessionHash: string
  db: Db
}

/** @throws Problem entry.not_chosen while several entries wait for a choice */
export function subjectOf(work: Work<GraduateActor>): Subject {
  const { rosterEntryId, schoolCode, cohort, sessionHash } = work.actor
  if (rosterEntryId === undefined || schoolCode === undefined || cohort === undefined)
    refuse('entry.not_chosen')
  return { rosterEntryId, schoolCode, cohort, sessionHash, db: work.shards.of(schoolCode, cohort) }
}

import { changedRows, type Db } from '../../db/client.ts'
import { commit } from '../../db/commit.ts'
import { dropOldAnswers, dropOldAttempts, dropOldStepUps, expireCodes } from '../../db/schedule.ts'
import { dropEndedSessions } from '../../db/sessions.ts'
import { sealLookups } from '../proof/seal-lookups.ts'
import { sealKept } from './seal-kept.ts'
import { log } from '../platform/log.ts'
import type { Work } from '../platform/work.ts'

/** Rows one statement changes at most, and rounds of statements one run makes in a database. */
const STEP = 500
const ROUNDS = 20

export interface ScheduleCounts {
  expired: number
  sessions: number
  stepUps: number
  answers: number
  attempts: number
  /** rows of 核验记录 that got their place in a hash chain */
  sealed: number
  /** rows from before their columns were sealed that are so now */
  kept: number
  /** 0: everything due was done; otherwise databases that wait for the next run to go on */
  unfinished: number
}

/** Marks what has expired, deletes what has ended, seals look-ups and what was kept in clear, in bounded steps. Running it twice or late changes no answer. */
export async function runSchedule(work: Work, rounds = ROUNDS): Promise<ScheduleCounts> {
  const counts: ScheduleCounts = {
    expired: 0,
    sessions: 0,
    stepUps: 0,
    answers: 0,
    attempts: 0,
    sealed: 0,
    kept: 0,
    unfinished: 0,
  }
  for (const db of work.shards.all()) {
    const tidied = await tidy(work, db, counts, rounds)
    const { sealed, finished } = await sealLookups(work, db, undefined, rounds)
    counts.sealed += sealed
    const kept = await sealKept(work, db, rounds)
    counts.kept += kept.sealed
    if (!tidied || !finished || !kept.finished) counts.unfinished += 1
  }
  log({
    event: 'schedule',
    at: new Date(work.now).toISOString(),
    requestId: work.requestId,
    calls: work.meter.calls,
    rows: work.meter.rows,
    counts: { ...counts },
  })
  return counts
}

/** @returns whether nothing due is left in this database */
async function tidy(work: Work, db: Db, counts: ScheduleCounts, rounds: number): Promise<boolean> {
  const { now, machineNow } = work
  for (let round = 0; round < rounds; round += 1) {
    const done = await commit(work, db, {
      audit: { none: 'tidying' },
      statements: {
        expired: expireCodes(db, now, STEP),
        sessions: dropEndedSessions(db, machineNow, STEP),
        stepUps: dropOldStepUps(db, machineNow, STEP),
        answers: dropOldAnswers(db, machineNow, STEP),
        attempts: dropOldAttempts(db, machineNow, STEP),
      },
    })
    if (!done.done) throw new Error('a step of the schedule was not written')
    let most = 0
    for (const name of ['expired', 'sessions', 'stepUps', 'answers', 'attempts'] as const) {
      const changed = changedRows(done.results[name])
      counts[name] += changed
      most = Math.max(most, changed)
    }
    if (most < STEP) return true
  }
  return false
}

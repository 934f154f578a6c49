// What an import would do, worked out before anything is written. The dry run stores its outcome; the import works it
// out again and refuses where it differs.
import type { Db, Statement } from '../../db/client.ts'
import type { Work } from '../platform/work.ts'
import type { Counts, Findings } from '#model/sheet/findings.ts'
import { refuse } from '../platform/problem.ts'
import { sha256 } from '../platform/secrets.ts'

type Stage = 'reading' | 'checking' | 'comparing' | 'sealing' | 'writing'
export type OnProgress = (stage: Stage, done: number, total: number) => void

export const silent: OnProgress = () => {}

export interface Plan {
  db: Db
  counts: Counts
  findings: Findings
  /** digest over each row's verdict and the version it was reached against */
  outcome: string
  /** all that is to be written, for one commit() */
  statements: (onProgress: OnProgress) => Promise<Statement[]>
}

export const outcomeOf = (verdicts: readonly string[]): Promise<string> => sha256(verdicts.join('\n'))

/**
 * The one database that holds all of these graduates: one batch writes everything or nothing. The directory where there
 * are none.
 * @throws Problem upload.several_databases
 */
export function databaseOf(work: Work, graduates: readonly { schoolCode: string; cohort: number }[]): Db {
  const [db = work.shards.directory, ...others] = new Set(
    graduates.map(({ schoolCode, cohort }) => work.shards.of(schoolCode, cohort)),
  )
  if (others.length > 0) refuse('upload.several_databases')
  return db
}

/** Does `act` for every item, some hundred at once, and lets other work (a progress line) through in between. */
export async function inBatches<T, R>(
  items: readonly T[],
  act: (item: T) => R | Promise<R>,
  onDone: (done: number) => void,
): Promise<R[]> {
  const size = 250
  const results: R[] = []
  for (let at = 0; at < items.length; at += size) {
    results.push(...(await Promise.all(items.slice(at, at + size).map(act))))
    onDone(results.length)
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  return results
}

import type { Meter } from '../../db/client.ts'
import type { Shards } from '../../db/shards.ts'
import type { Config } from './config.ts'
import type { Secrets } from './secrets.ts'
import type { Actor } from '#model/actors.ts'

/** What every verb gets: the time, who acts, where to read and write. */
export interface Work {
  /** the rules' clock, milliseconds; in a sandbox it can be moved */
  now: number
  /** the machine's clock: sessions, tokens, step-ups, idempotency */
  machineNow: number
  requestId: string
  actor: Actor
  config: Config
  secrets: Secrets
  shards: Shards
  meter: Meter
  /** set by the route for writes; commit() keeps the first answer under it */
  idempotency?: { key: string; bodyHash: string }
}

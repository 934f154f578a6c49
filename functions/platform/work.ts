import type { Meter } from '../../db/client.ts'
import type { Shards } from '../../db/shards.ts'
import type { Config } from './config.ts'
import type { Secrets } from './secrets.ts'
import type { Actor } from '#model/actors.ts'

/** What every verb gets: the time, who acts, where to read and write. A verb that not everybody may call names who. */
export interface Work<A extends Actor = Actor> {
  /** the rules' clock, milliseconds; in a sandbox it can be moved */
  now: number
  /** the machine's clock: sessions, tokens, step-ups, idempotency */
  machineNow: number
  requestId: string
  actor: A
  config: Config
  secrets: Secrets
  shards: Shards
  meter: Meter
  /** done when the answer has left, or a scheduled run is over; each keeps its own failure to itself */
  afterwards: (() => Promise<void>)[]
  /** set by the route for writes; commit() keeps the first answer under it */
  idempotency?: { key: string; bodyHash: string }
}

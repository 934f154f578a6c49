import type { Meter } from '../client.ts'
import type { Shards } from '../shards.ts'

/** A deployment's databases, open in a Node process until `close`. */
export interface OpenedDatabase {
  openShards: (meter: Meter) => Shards
  close: () => Promise<void>
}

// Makes the context of a request or a scheduled run: settings, keys, databases, clocks.
import { newMeter } from '../../db/client.ts'
import { openShards } from '../../db/shards.ts'
import type { Bindings } from './bindings.ts'
import { type Config, parseConfig } from './config.ts'
import { newId, parseSecrets, type Secrets } from './secrets.ts'
import type { Actor, Work } from './work.ts'

const parsed = new WeakMap<object, { config: Config; secrets: Secrets }>()

function settingsOf(env: object): { config: Config; secrets: Secrets } {
  const known = parsed.get(env)
  if (known !== undefined) return known
  const values = { ...env }
  const made = { config: parseConfig(values), secrets: parseSecrets(values) }
  parsed.set(env, made)
  return made
}

/** @throws Error when the deployment's settings do not fit; the message names them */
export function openWork(env: Bindings, actor: Actor, machineNow = Date.now()): Work {
  const { config, secrets } = settingsOf(env)
  const meter = newMeter()
  return {
    now: machineNow + config.clockOffsetMs,
    machineNow,
    requestId: newId(),
    actor,
    config,
    secrets,
    shards: openShards(env, meter),
    meter,
  }
}

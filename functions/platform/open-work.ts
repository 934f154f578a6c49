// Makes the context of a request or a scheduled run: settings, keys, databases, clocks.
import { newMeter } from '../../db/client.ts'
import type { OpenedDatabase } from '../../db/open/opened.ts'
import { openShards } from '../../db/shards.ts'
import type { Bindings } from './bindings.ts'
import { type Config, parseConfig } from './config.ts'
import { log } from './log.ts'
import { newId, parseSecrets, type Secrets } from './secrets.ts'
import { unfitSettings } from './unfit-settings.ts'
import type { Work } from './work.ts'
import type { Actor } from '#model/actors.ts'

const parsed = new WeakMap<object, { config: Config; secrets: Secrets }>()

function settingsOf(env: object): { config: Config; secrets: Secrets } {
  const known = parsed.get(env)
  if (known !== undefined) return known
  const values = { ...env }
  const made = { config: parseConfig(values), secrets: parseSecrets(values) }
  const unfit = made.config.sandbox ? [] : unfitSettings(values)
  if (unfit.length > 0) throw new Error(unfit.map((line) => `settings: ${line}`).join('\n'))
  parsed.set(env, made)
  if (!made.config.sandbox && made.config.alarmContact === undefined)
    log({
      event: 'settings',
      at: new Date(Date.now()).toISOString(),
      reason: 'ALARM_CONTACT is not set: alarms stand in the log and reach nobody',
    })
  return made
}

/** @throws Error when the deployment's settings do not fit; the message names them */
export const openWork = <A extends Actor>(env: Bindings, actor: A, machineNow?: number): Work<A> =>
  openWorkOn({ openShards: (meter) => openShards(env, meter) }, env, actor, machineNow)

/** The same on databases that are open already. */
export function openWorkOn<A extends Actor>(
  opened: Pick<OpenedDatabase, 'openShards'>,
  settings: object,
  actor: A,
  machineNow = Date.now(),
): Work<A> {
  const { config, secrets } = settingsOf(settings)
  const meter = newMeter()
  return {
    now: machineNow + config.clockOffsetMs,
    machineNow,
    requestId: newId(),
    actor,
    config,
    secrets,
    shards: opened.openShards(meter),
    meter,
    afterwards: [],
  }
}

/**
 * For a command on an operator's machine: the database and the clock, no settings, and no keys but those it was given.
 */
export function openOperatorWork(
  opened: Pick<OpenedDatabase, 'openShards'>,
  operator: string,
  keys: Partial<Secrets> = {},
  machineNow = Date.now(),
): Work {
  const meter = newMeter()
  return {
    now: machineNow,
    machineNow,
    requestId: newId(),
    actor: { kind: 'system', name: `operator ${operator}` },
    config: notHere('settings') as Config,
    secrets: notHere('keys', keys) as Secrets,
    shards: opened.openShards(meter),
    meter,
    afterwards: [],
  }
}

const notHere = (what: string, but: object = {}): object =>
  new Proxy(but, {
    get(given, name) {
      if (Object.hasOwn(given, name)) return Reflect.get(given, name) as unknown
      throw new Error(`the ${what} stay with the deployment; a command has none`)
    },
  })

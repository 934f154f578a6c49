// Opens the deployment's D1 from Node, for commands: the local one also while `wrangler dev` runs on it, the remote one
// through a session that wrangler signs in to.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { D1Database } from '@cloudflare/workers-types'
import { convertV4MiniflareOptions, Miniflare, type RemoteProxyConnectionString } from 'miniflare'
import { parse } from 'smol-toml'

export interface OpenedD1 {
  DB: D1Database
  close: () => Promise<void>
}

interface Shape {
  compatibility_date: string
  d1_databases: { database_id: string }[]
}

// wrangler would read it too, but takes two seconds to load, which a command on a local database can do without
const shape = () =>
  parse(readFileSync(new URL('../../wrangler.toml', import.meta.url), 'utf8')) as unknown as Shape
const databaseId = () => shape().d1_databases[0]?.database_id ?? ''

/** @param state the folder that `wrangler dev --persist-to` was given */
export async function openLocalD1(state: string): Promise<OpenedD1> {
  // wrangler adds this level itself
  const opened = await open({ id: databaseId() }, join(state, 'v3'))
  await untilUnlocked(opened.DB)
  return opened
}

/** A tenth of a second apart. */
const TRIES = 50

/**
 * A worker that was asked nothing for ten seconds closes the file, and where nobody else has it open locks it for that
 * moment; a local D1 does not wait for a lock.
 * @throws Error of the last try
 */
async function untilUnlocked(db: D1Database): Promise<void> {
  for (let left = TRIES; ; left -= 1)
    try {
      // something that needs the file
      await db.prepare('select count(*) from sqlite_master').first()
      return
    } catch (error) {
      if (left === 0) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
}

/** Needs `wrangler login`, or CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID. */
export async function openRemoteD1(): Promise<OpenedD1> {
  const { startRemoteProxySession } = await import('wrangler')
  const id = databaseId()
  const session = await startRemoteProxySession({ DB: { type: 'd1', database_id: id, remote: true } })
  await session.ready
  const opened = await open({ id, remoteProxyConnectionString: session.remoteProxyConnectionString })
  return {
    DB: opened.DB,
    close: async () => {
      await opened.close()
      await session.dispose()
    },
  }
}

async function open(
  database: { id: string; remoteProxyConnectionString?: RemoteProxyConnectionString },
  resourcePersistencePath?: string,
): Promise<OpenedD1> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: 'export default { fetch: () => new Response() }',
      compatibilityDate: shape().compatibility_date,
      d1Databases: { DB: database },
      ...(resourcePersistencePath === undefined ? {} : { resourcePersistencePath }),
    }),
  )
  return { DB: (await miniflare.getD1Database('DB')) as D1Database, close: () => miniflare.dispose() }
}

// Opens the database of a local `wrangler dev` from Node, also while that runs: as the SQLite file that it is, without a
// second worker between, which would take seconds to start and not wait where the first one holds a lock.
import { createHash, createHmac } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Client, createClient } from '@libsql/client'
import { openLibsql } from '../client.ts'
import { oneDatabase } from '../shards.ts'
import type { OpenedDatabase } from './opened.ts'
import { databaseId } from './shape.ts'

/** Long enough for a worker that closes the file, or for a big import. Milliseconds. */
const LOCKED_FOR = 10_000

/** What wrangler calls the file: the id that its object store makes of a database's name. */
export function localFileOf(state: string, name: string): string {
  const store = 'miniflare-D1DatabaseObject'
  const key = createHash('sha256').update(store).digest()
  const keyed = (text: string | Buffer) => createHmac('sha256', key).update(text).digest().subarray(0, 16)
  const own = keyed(name)
  const id = Buffer.concat([own, keyed(own)]).toString('hex')
  return join(state, 'v3/d1', store, `${id}.sqlite`)
}

/** @param state the folder that `wrangler dev --persist-to` was given */
export async function openLocalD1(state: string): Promise<OpenedDatabase & { client: Client }> {
  const file = localFileOf(state, databaseId())
  await mkdir(dirname(file), { recursive: true })
  const client = createClient({ url: pathToFileURL(file).href, timeout: LOCKED_FOR })
  await client.execute('pragma journal_mode = wal')
  const shards = oneDatabase(openLibsql(client))
  return { client, openShards: () => shards, close: async () => client.close() }
}

/**
 * The database of one folder as a new one in another. Never by reading the file: a process that closes a file loses all
 * its locks on it, those of an open database too, and another process then takes it for closed.
 */
export async function copyLocalD1(from: string, to: string): Promise<void> {
  const copy = localFileOf(to, databaseId())
  await mkdir(dirname(copy), { recursive: true })
  const { client, close } = await openLocalD1(from)
  try {
    await client.execute({ sql: 'vacuum into ?', args: [copy] })
  } finally {
    await close()
  }
}

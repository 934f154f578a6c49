import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { localFileOf, openLocalD1 } from '../../db/open/local-d1.ts'
import { databaseId, shape } from '../../db/open/shape.ts'

let state: string
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'quxiang-d1-'))
})
afterAll(() => rm(state, { recursive: true, force: true }))

/** The database as `wrangler dev` opens it: in workerd. */
async function inWorkerd<T>(
  act: (d1: Awaited<ReturnType<Miniflare['getD1Database']>>) => Promise<T>,
): Promise<T> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: 'export default { fetch: () => new Response() }',
      compatibilityDate: shape().compatibility_date,
      d1Databases: { DB: databaseId() },
      // wrangler adds this level itself
      resourcePersistencePath: join(state, 'v3'),
    }),
  )
  try {
    return await act(await miniflare.getD1Database('DB'))
  } finally {
    await miniflare.dispose()
  }
}

const countKept = async () => {
  const { client, close } = await openLocalD1(state)
  const { rows } = await client.execute('select count(*) as n from kept')
  await close()
  return rows[0]?.['n']
}

it('is the file that a worker writes, before and after it', async () => {
  const made = await openLocalD1(state)
  await made.client.batch(
    ['create table kept (value text)', `insert into kept values ('of a command')`],
    'write',
  )
  await made.close()
  await inWorkerd(async (d1) => {
    await d1.prepare(`insert into kept values ('of a worker')`).run()
    expect(await countKept()).toBe(2)
    const { client, close } = await openLocalD1(state)
    await client.execute(`insert into kept values ('beside a worker')`)
    await close()
    expect(await d1.prepare('select count(*) as n from kept').first('n')).toBe(3)
  })
  expect(await countKept()).toBe(3)
})

const holds = `
  const { DatabaseSync } = require('node:sqlite')
  const holder = new DatabaseSync(process.argv[1])
  holder.exec('begin immediate')
  console.log('locked')
  setTimeout(() => holder.close(), 1500)`

it('waits where another process holds its lock for a moment', async () => {
  const holder = spawn(process.execPath, ['-e', holds, localFileOf(state, databaseId())], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  const { client, close } = await openLocalD1(state)
  await client.execute(`insert into kept values ('after the lock')`)
  await close()
  expect(await countKept()).toBe(4)
})

// Opens the deployment's D1 from Node, for commands, through a session that wrangler signs in to.
import type { D1Database } from '@cloudflare/workers-types'
import { openShards } from '../shards.ts'
import type { OpenedDatabase } from './opened.ts'
import { databaseId, shape } from './shape.ts'

/** Needs `wrangler login`, or CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID. */
export async function openRemoteD1(): Promise<OpenedDatabase> {
  // only here: the two take three seconds to load
  const [{ startRemoteProxySession }, { convertV4MiniflareOptions, Miniflare }] = await Promise.all([
    import('wrangler'),
    import('miniflare'),
  ])
  const id = databaseId()
  const session = await startRemoteProxySession({ DB: { type: 'd1', database_id: id, remote: true } })
  await session.ready
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: 'export default { fetch: () => new Response() }',
      compatibilityDate: shape().compatibility_date,
      d1Databases: { DB: { id, remoteProxyConnectionString: session.remoteProxyConnectionString } },
    }),
  )
  const DB = (await miniflare.getD1Database('DB')) as D1Database
  return {
    openShards: (meter) => openShards({ DB }, meter),
    close: async () => {
      await miniflare.dispose()
      await session.dispose()
    },
  }
}

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { unstable_readConfig } from 'wrangler'
import type { Bindings } from '../../functions/platform/bindings.ts'
import { openWork } from '../../functions/platform/open-work.ts'
import type { Actor, Work } from '../../functions/platform/work.ts'
import { placesIn, readSettings } from './settings-file.ts'

export const root = new URL('../..', import.meta.url).pathname

export interface SandboxDatabase {
  /** @param now the rules' clock, milliseconds; the machine's where left out */
  work: (actor?: Actor, now?: number) => Work
  close: () => Promise<void>
}

/**
 * Opens the database of the sandbox in `dir` from Node, also while `wrangler dev` runs on it.
 * @throws Error in one line when no sandbox was started there yet
 */
export async function openDatabase(dir: string): Promise<SandboxDatabase> {
  const places = placesIn(dir)
  if (!existsSync(places.settings)) throw new Error('这里还没有沙箱：请先运行 npm start')
  const settings = readSettings(await readFile(places.settings, 'utf8'))
  const shape = unstable_readConfig({ config: join(root, 'wrangler.toml') })
  const database = shape.d1_databases[0]?.database_id ?? ''
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: 'export default { fetch: () => new Response() }',
      compatibilityDate: shape.compatibility_date ?? '',
      d1Databases: { DB: database },
      // wrangler dev --persist-to adds this level itself
      resourcePersistencePath: join(places.state, 'v3'),
    }),
  )
  const bound = await miniflare.getD1Database('DB')
  const env = { ...settings, DB: bound, ASSETS: { fetch: () => Promise.reject(new Error('no pages here')) } }
  return {
    work(actor = { kind: 'system', name: 'sandbox' }, now) {
      const work = openWork(env as unknown as Bindings, actor)
      return now === undefined ? work : { ...work, now }
    },
    close: () => miniflare.dispose(),
  }
}

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { openLocalD1 } from '../../db/open/local-d1.ts'
import { openWorkOn } from '../../functions/platform/open-work.ts'
import type { Work } from '../../functions/platform/work.ts'
import type { Actor } from '#model/actors.ts'
import { placesIn, readSettings } from './settings-file.ts'

export const root = new URL('../..', import.meta.url).pathname

export interface SandboxDatabase {
  /** @param now the rules' clock, milliseconds; the machine's where left out */
  work: {
    (actor?: undefined, now?: number): Work
    <A extends Actor>(actor: A, now?: number): Work<A>
  }
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
  const opened = await openLocalD1(places.state)
  return {
    work: (<A extends Actor>(actor: A | undefined, now?: number) => {
      const acting = actor ?? ({ kind: 'system', name: 'sandbox' } as const)
      const work = openWorkOn(opened, settings, acting)
      return now === undefined ? work : { ...work, now }
    }) as SandboxDatabase['work'],
    close: opened.close,
  }
}

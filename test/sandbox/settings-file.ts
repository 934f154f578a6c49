import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { makeSecrets, sandboxSettings } from '../support/settings.ts'

/** Where a sandbox keeps everything it has: settings with keys, database, what was loaded. */
export interface SandboxPlaces {
  dir: string
  settings: string
  state: string
  loaded: string
}

export const placesIn = (dir: string): SandboxPlaces => ({
  dir,
  settings: join(dir, 'settings.env'),
  state: join(dir, 'state'),
  loaded: join(dir, 'loaded.json'),
})

/** The settings of the sandbox in this folder; made with fresh keys where there are none yet. */
export async function openSettings(
  places: SandboxPlaces,
  where: { origin: string; issuer: string },
): Promise<Record<string, string>> {
  const kept = existsSync(places.settings) ? readSettings(await readFile(places.settings, 'utf8')) : {}
  const settings = { ...(await makeSecrets()), ...kept, ...sandboxSettings(where) }
  await mkdir(places.dir, { recursive: true })
  await writeFile(
    places.settings,
    Object.entries(settings)
      .map(([name, value]) => `${name}='${value}'\n`)
      .join(''),
    { mode: 0o600 },
  )
  return settings
}

export function readSettings(text: string): Record<string, string> {
  return Object.fromEntries(Object.entries(parseEnv(text)).map(([name, value]) => [name, value ?? '']))
}

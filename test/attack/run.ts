// `npm run test:attack`: attacks a sandbox of its own for at most five minutes and prints what it found. Names of scripts
// on the command line run those alone.
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../sandbox/open-database.ts'
import { startSandbox } from '../sandbox/sandbox.ts'
import { attackByEnumeration } from './enumeration.ts'
import { attackByGuesses } from './guesses.ts'
import { attackByKills } from './kills.ts'
import { attackByMatrix } from './matrix.ts'
import { attackTokens } from './tokens.ts'
import type { Findings } from './report.ts'
import { traffic } from './visitor.ts'
import { buildWorld, type World } from './world.ts'

/** Each with its share of the five minutes, milliseconds. */
const scripts: Record<string, { share: number; attack: (world: World, until: number) => Promise<Findings> }> =
  {
    tokens: { share: 10_000, attack: attackTokens },
    enumeration: { share: 60_000, attack: attackByEnumeration },
    guesses: { share: 30_000, attack: attackByGuesses },
    kills: { share: 90_000, attack: attackByKills },
    // ends, freezes and disowns what the others need alive
    matrix: { share: 60_000, attack: attackByMatrix },
  }

const LIMIT = 300_000
const began = Date.now()
const seconds = (from: number) => `${((Date.now() - from) / 1000).toFixed(1)} s`

const port = Number(process.env.SANDBOX_PORT ?? '8797')
const dir = await mkdtemp(join(tmpdir(), 'quxiang-attack-'))
// however it ends, nothing stays: the worker goes with the process by itself
process.on('exit', () => rmSync(dir, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1))
const late = setTimeout(() => {
  console.error(`gave up after ${LIMIT / 1000} s`)
  process.exit(1)
}, LIMIT)

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !(name in scripts))
if (unknown !== undefined)
  throw new Error(`no script is called ${unknown}: ${Object.keys(scripts).join(', ')}`)

const sandbox = await startSandbox({
  dir,
  port,
  providerPort: port + 1,
  build: true,
  say: () => undefined,
})
const record: Record<string, unknown> = {}
const differences: string[] = []
try {
  const world = await buildWorld(sandbox, dir)
  console.log(`sandbox and its people: ${seconds(began)}, ${traffic.requests} requests`)
  for (const [name, { share, attack }] of Object.entries(scripts)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    const [from, before] = [Date.now(), traffic.requests]
    const found = await attack(world, from + share)
    const requests = traffic.requests - before
    console.log(`\n${name}: ${seconds(from)}, ${requests} requests`)
    for (const line of found.lines) console.log(`  ${line}`)
    record[name] = { seconds: (Date.now() - from) / 1000, requests, ...found }
    differences.push(...found.differences.map((each) => `${name}: ${each}`))
  }
} finally {
  await sandbox.close()
}

const output = join(root, 'test/output')
await mkdir(output, { recursive: true })
const file = join(output, 'attack.json')
const machine = { at: new Date(began).toISOString(), cores: cpus().length, node: process.version }
await writeFile(file, JSON.stringify({ ...machine, record, differences }, null, 2))
console.log(`\n${traffic.requests} requests, ${seconds(began)} in all; record: test/output/attack.json`)
console.log(differences.length === 0 ? 'no difference' : `DIFFERENCE: ${differences[0]}`)
for (const each of differences.slice(1, 20)) console.log(`also: ${each}`)
clearTimeout(late)
process.exit(differences.length === 0 ? 0 : 1)

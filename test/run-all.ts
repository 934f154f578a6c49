// `npm test`: everything `check`, `build`, `test:run` and `deploy:check` do, packed onto two cores: two commands at a time,
// one of which is two workers of browser tests, which wait for half of their time. Each of them has a sandbox.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { readTally } from './tally.ts'

const root = new URL('..', import.meta.url).pathname
const bin = join(root, 'node_modules/.bin')
const reports = await mkdtemp(join(tmpdir(), 'reports-'))

const running = new Set<ChildProcess>()
let stopped = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    stopped = true
    // each has a process group of its own, with what it started
    for (const { pid } of running) if (pid !== undefined) process.kill(-pid, 'SIGTERM')
  })

/** One command; what it prints is shown in one piece when it fails, of tests their count in any case. */
function run(command: string): Promise<boolean> {
  if (stopped) return Promise.resolve(false)
  const began = Date.now()
  const child = spawn(command, {
    cwd: root,
    shell: true,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: `${bin}:${process.env.PATH ?? ''}`,
      ASTRO_TELEMETRY_DISABLED: '1',
      BROWSER_WORKERS: '2',
      // what one process has compiled the next one takes: a command of many is half as long
      NODE_COMPILE_CACHE: join(reports, 'compiled'),
    },
  })
  running.add(child)
  const pieces: Buffer[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void pieces.push(chunk))
  return new Promise((resolve) => {
    child.once('close', (code) => {
      running.delete(child)
      const printed = Buffer.concat(pieces).toString()
      if (code !== 0) process.stdout.write(printed)
      console.log(`${code === 0 ? '✓' : '✗'} ${Math.round((Date.now() - began) / 1000)} s  ${command}`)
      for (const line of stripVTControlCharacters(printed).split('\n'))
        if (/^ *(Test Files|Tests) /.test(line)) console.log(line)
      resolve(code === 0)
    })
  })
}

/** The next command, until none is left; all of them, so that one run says everything that is wrong. */
async function lane(commands: string[]): Promise<boolean> {
  let good = true
  for (let next = commands.shift(); next !== undefined; next = commands.shift())
    good = (await run(next)) && good
  return good
}

const reportOf = (project: string) => join(reports, `${project}.json`)
const test = (project: string) =>
  `vitest run --config test/vitest.config.ts --project ${project} --reporter=default --reporter=json --outputFile.json=${reportOf(project)}`

const began = Date.now()
const commands = [
  // the two long ones first: the others use both cores where one is left
  ...[test('browser'), test('integration'), test('unit')],
  ...['npm run lint', 'npm run types', 'npm run format:check'],
  `npm run build -- --outDir ${join(reports, 'site')}`,
  // packs the site that the browser tests have built for their sandboxes
  'npm run deploy:check',
]
const results = await Promise.all([lane(commands), lane(commands)])
const tally = await readTally(['unit', 'integration', 'browser'].map(reportOf))
await rm(reports, { recursive: true })
for (const { seconds, file, title } of tally.slowest)
  console.log(`${seconds.toFixed(1)} s  ${file}  ${title}`)
console.log(`${Math.round((Date.now() - began) / 1000)} s in all`)
console.log(`${tally.passed} passed, ${tally.failed} failed`)
process.exit(results.every(Boolean) && tally.failed === 0 ? 0 : 1)

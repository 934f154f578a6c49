// Starts everything a sandbox is: the site, the database with its samples, the worker under wrangler, the identity
// provider. Used by `npm start` and by the browser tests, which differ only in folder, ports and clock.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { applyMigrations } from '../../db/open/apply-migrations.ts'
import { copyLocalD1, openLocalD1 } from '../../db/open/local-d1.ts'
import { sealOldRows } from '../../functions/proof/seal-old-rows.ts'
import { sandboxAcr } from '../support/settings.ts'
import { databaseAccounts, fixedAccounts } from './accounts.ts'
import { startIdentityProvider } from './identity-provider.ts'
import { type DemoAccount, loadSamples, missingSamples } from './load-samples.ts'
import { openDatabase, root } from './open-database.ts'
import { openSettings, placesIn, type SandboxPlaces } from './settings-file.ts'

export interface SandboxOptions {
  dir: string
  port: number
  providerPort: number
  /** where the rules' clock starts, milliseconds; it runs on from there */
  startAt?: number
  /** build the site first */
  build: boolean
  say: (line: string) => void
}

export interface Sandbox {
  origin: string
  demo: DemoAccount[]
  /** what the worker printed: its log lines */
  logs: string[]
  /** the process group of the worker: wrangler and the workerd it started */
  workerGroup: () => number
  /** SIGKILL to the whole group: nothing is finished, nothing is closed */
  killWorker: () => Promise<void>
  /** a worker on the same folder and port again, after killWorker() */
  startWorkerAgain: () => Promise<void>
  close: () => Promise<void>
}

/** A condition the person at the keyboard can mend; told in one line, without a stack. */
export class Obstacle extends Error {}

const addressesOf = (options: SandboxOptions) => ({
  origin: `http://127.0.0.1:${options.port}`,
  issuer: `http://127.0.0.1:${options.providerPort}`,
})

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  return runSandbox(options, await prepareSandbox(options))
}

/** Settings, site and the database with its samples; nothing runs yet. */
export async function prepareSandbox(options: SandboxOptions): Promise<DemoAccount[]> {
  const missing = missingSamples()
  if (missing !== undefined) throw new Obstacle(`缺少样例文件 ${missing}：请重新获取完整的代码`)
  for (const port of [options.port, options.providerPort])
    if (!(await isFree(port)))
      throw new Obstacle(
        `端口 ${port} 已被占用：请先停止占用它的程序，或用 npm start -- --port 8790 换一个端口`,
      )

  const places = placesIn(options.dir)
  if (!existsSync(places.loaded)) await rm(places.state, { recursive: true, force: true })
  const settings = await openSettings(places, addressesOf(options))
  if (options.build) {
    options.say('构建页面 …')
    // a test runner's own NODE_ENV would build development JSX
    await run('astro', ['build', '--root', 'site', '--silent'], { ...settings, NODE_ENV: 'production' })
  }
  options.say('准备数据库 …')
  await migrate(places)
  return loadOnce(places, options.startAt ?? Date.now(), options.say)
}

/** A second sandbox with what the first has loaded, at addresses of its own. The first must not be running. */
export async function copySandbox(from: SandboxOptions, to: SandboxOptions): Promise<void> {
  const loaded = placesIn(from.dir)
  const places = placesIn(to.dir)
  for (const file of ['settings', 'loaded'] as const) await cp(loaded[file], places[file])
  await openSettings(places, addressesOf(to))
  await copyLocalD1(loaded.state, places.state)
  const { client, close } = await openLocalD1(places.state)
  const { issuer } = addressesOf(to)
  try {
    // people of schools and departments are known by their provider
    for (const table of ['staff', 'department_accounts'])
      await client.execute({ sql: `update ${table} set issuer = ?`, args: [issuer] })
  } finally {
    await close()
  }
}

/** Runs what was prepared in the folder. */
export async function runSandbox(options: SandboxOptions, demo: DemoAccount[]): Promise<Sandbox> {
  const places = placesIn(options.dir)
  const offset = options.startAt === undefined ? 0 : options.startAt - Date.now()
  const { origin } = addressesOf(options)
  const database = await openDatabase(options.dir)
  const provider = await startIdentityProvider({
    port: options.providerPort,
    origin,
    accounts: databaseAccounts(() => database.work()),
    acr: sandboxAcr,
  })
  const logs: string[] = []
  let worker = startWorker(options.port, places, offset, logs)
  const close = async () => {
    await Promise.all([stop(worker), provider.close(), database.close()])
  }
  const untilItAnswers = async () => {
    try {
      await answers(origin, worker)
    } catch (error) {
      await close()
      throw new Obstacle(`服务没有启动：${logs.slice(-5).join(' ') || String(error)}`)
    }
  }
  await untilItAnswers()
  return {
    origin,
    demo: [...demo, ...fixedAccounts],
    logs,
    workerGroup: () => worker.pid ?? 0,
    async killWorker() {
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
      kill(worker, 'SIGKILL')
      await ended
    },
    async startWorkerAgain() {
      worker = startWorker(options.port, places, offset, logs)
      await untilItAnswers()
    },
    close,
  }
}

async function migrate(places: SandboxPlaces): Promise<void> {
  const { client, close } = await openLocalD1(places.state)
  try {
    await applyMigrations(client)
  } finally {
    await close()
  }
}

async function loadOnce(
  places: SandboxPlaces,
  now: number,
  say: (line: string) => void,
): Promise<DemoAccount[]> {
  if (existsSync(places.loaded)) {
    await sealWhatIsOld(places.dir, say)
    return JSON.parse(await readFile(places.loaded, 'utf8')) as DemoAccount[]
  }
  say('首次启动：按学校上传的方式导入样例文件 …')
  const database = await openDatabase(places.dir)
  try {
    const demo = await loadSamples(database, now, say)
    await writeFile(places.loaded, JSON.stringify(demo, null, 2))
    return demo
  } finally {
    await database.close()
  }
}

/** A folder from before there were seals goes on with its codes. */
async function sealWhatIsOld(dir: string, say: (line: string) => void): Promise<void> {
  const database = await openDatabase(dir)
  try {
    const { refused } = await sealOldRows(database.work(), true)
    if (refused.length > 0) say(`有 ${refused.length} 份旧报告不能补校验码，暂不能核验`)
  } finally {
    await database.close()
  }
}

// whatever ends this process, no worker outlives it
const started = new Set<ChildProcess>()
process.on('exit', () => {
  for (const worker of started) kill(worker, 'SIGKILL')
})

function startWorker(port: number, places: SandboxPlaces, offset: number, logs: string[]): ChildProcess {
  const worker = spawn(
    join(root, 'node_modules/.bin/wrangler'),
    [
      'dev',
      ...['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0'],
      ...['--persist-to', places.state, '--env-file', places.settings],
      ...['--var', `CLOCK_OFFSET_MS:${offset}`],
      ...['--show-interactive-dev-session', 'false', '--log-level', 'log'],
    ],
    { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...quiet } },
  )
  started.add(worker)
  worker.once('exit', () => started.delete(worker))
  for (const stream of [worker.stdout, worker.stderr])
    stream?.on('data', (chunk: Buffer) => {
      logs.push(
        ...chunk
          .toString()
          .split('\n')
          .filter((line) => line.trim() !== ''),
      )
      if (logs.length > 5000) logs.splice(0, logs.length - 5000)
    })
  return worker
}

const quiet = { WRANGLER_SEND_METRICS: 'false', ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1', CI: '1' }

/** Signals wrangler and the workerd it started: they share a process group of their own. */
function kill(worker: ChildProcess, signal: 'SIGTERM' | 'SIGKILL') {
  if (worker.pid === undefined || worker.exitCode !== null || worker.signalCode !== null) return
  process.kill(-worker.pid, signal)
}

async function stop(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  kill(worker, 'SIGTERM')
  const late = setTimeout(() => kill(worker, 'SIGKILL'), 3000)
  await ended
  clearTimeout(late)
}

async function answers(origin: string, worker: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    if (worker.exitCode !== null) throw new Error('wrangler stopped')
    const answer = await fetch(`${origin}/api/openapi.json`).catch(() => undefined)
    if (answer?.ok === true) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('no answer within a minute')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

async function run(command: string, args: string[], settings: Record<string, string>): Promise<void> {
  await mkdir(join(root, '.sandbox'), { recursive: true })
  const child = spawn(join(root, 'node_modules/.bin', command), args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...settings, ...quiet },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Obstacle(`${command} ${args[0] ?? ''} 没有成功：\n${output.slice(-2000)}`)
}

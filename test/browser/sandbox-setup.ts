import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type DemoAccount } from '../sandbox/load-samples.ts'
import { startSandbox } from '../sandbox/sandbox.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    origin: string
    sandboxDir: string
    demo: DemoAccount[]
    /** the rules' clock at the start, milliseconds */
    now: number
  }
}

/**
 * One sandbox for all browser tests, in a folder of its own: the same start as `npm start`. SANDBOX_NOW (ISO 8601) runs
 * them at another time, SANDBOX_PORT on another port (and the one after it).
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'quxiang-'))
  const startAt = Date.parse(process.env.SANDBOX_NOW ?? new Date().toISOString())
  const port = Number(process.env.SANDBOX_PORT ?? '8797')
  const sandbox = await startSandbox({
    dir,
    port,
    providerPort: port + 1,
    build: process.env.SANDBOX_BUILT !== '1',
    say: () => undefined,
    ...(process.env.SANDBOX_NOW === undefined ? {} : { startAt }),
  })
  project.provide('origin', sandbox.origin)
  project.provide('sandboxDir', dir)
  project.provide('demo', sandbox.demo)
  project.provide('now', startAt)
  return async () => {
    await sandbox.close()
    await rm(dir, { recursive: true, force: true })
  }
}

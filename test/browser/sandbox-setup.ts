import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type DemoAccount } from '../sandbox/load-samples.ts'
import { copySandbox, prepareSandbox, runSandbox, type SandboxOptions } from '../sandbox/sandbox.ts'
import { chromiumPath } from '../support/chromium.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** one for each worker */
    sandboxes: { origin: string; dir: string; demo: DemoAccount[] }[]
    /** the rules' clock at the start, milliseconds */
    now: number
  }
}

/**
 * A sandbox for each worker, in a folder of its own: the same start as `npm start`. SANDBOX_NOW (ISO 8601) runs them at
 * another time, SANDBOX_PORT on other ports: this one and the next, and ten on for a second worker.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const startAt = Date.parse(process.env.SANDBOX_NOW ?? new Date().toISOString())
  const port = Number(process.env.SANDBOX_PORT ?? '8797')
  const options = async (index: number): Promise<SandboxOptions> => ({
    dir: await mkdtemp(join(tmpdir(), 'quxiang-')),
    port: port + 10 * index,
    providerPort: port + 10 * index + 1,
    build: true,
    say: () => undefined,
    ...(process.env.SANDBOX_NOW === undefined ? {} : { startAt }),
  })
  const first = await options(0)
  const demo = await prepareSandbox(first)
  const others = await Promise.all(
    Array.from({ length: project.config.maxWorkers - 1 }, (_, at) => options(at + 1)),
  )
  await Promise.all(others.map((other) => copySandbox(first, other)))
  // a packaged browser is unpacked here, before two workers do so at once
  await chromiumPath()
  const all = [first, ...others]
  const sandboxes = await Promise.all(all.map((each) => runSandbox(each, demo)))
  project.provide(
    'sandboxes',
    sandboxes.map(({ origin, demo: accounts }, at) => ({ origin, dir: all[at]?.dir ?? '', demo: accounts })),
  )
  project.provide('now', startAt)
  return async () => {
    await Promise.all(sandboxes.map((sandbox) => sandbox.close()))
    await Promise.all(all.map(({ dir }) => rm(dir, { recursive: true, force: true })))
  }
}

// `npm test`: everything `check`, `build`, `test:run` and `deploy:check` do, packed onto two cores. Two things run at
// any time: first the checks and the unit tests beside the integration tests, then the two halves of the browser tests,
// each with a sandbox of its own, because two specs at once on one database are in each other's way.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { sandboxSettings } from './support/settings.ts'

const root = new URL('..', import.meta.url).pathname
const bin = join(root, 'node_modules/.bin')

/** One command; what it prints is shown in one piece when it ends, so that two of them stay readable. */
function run(command: string, env: Record<string, string> = {}): Promise<boolean> {
  const began = Date.now()
  const child = spawn(command, {
    cwd: root,
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: `${bin}:${process.env.PATH ?? ''}`, ASTRO_TELEMETRY_DISABLED: '1', ...env },
  })
  const printed: Buffer[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void printed.push(chunk))
  return new Promise((resolve) => {
    child.once('close', (code) => {
      const seconds = Math.round((Date.now() - began) / 1000)
      if (code !== 0) process.stdout.write(Buffer.concat(printed))
      console.log(`${code === 0 ? '✓' : '✗'} ${seconds} s  ${command}`)
      resolve(code === 0)
    })
  })
}

/** Commands one after the other; all of them, so that one run says everything that is wrong. */
async function lane(...commands: string[]): Promise<boolean> {
  let good = true
  for (const command of commands) good = (await run(command)) && good
  return good
}

const vitest = 'vitest run --config test/vitest.config.ts'
const half = (number: number, port: number) =>
  run(`${vitest} --project browser --shard=${number}/2`, { SANDBOX_PORT: String(port), SANDBOX_BUILT: '1' })

const began = Date.now()
const origin = 'http://127.0.0.1:8797'
const results = [
  ...(await Promise.all([
    lane('npm run format:check', 'npm run lint', 'npm run types', `${vitest} --project unit`),
    lane(`${vitest} --project integration`),
  ])),
  await run('astro build --root site --silent', {
    ...sandboxSettings({ origin, issuer: origin }),
    NODE_ENV: 'production',
  }),
  ...(await Promise.all([half(1, 8797), half(2, 8807)])),
  await lane('npm run build', 'npm run deploy:check'),
]
console.log(`${Math.round((Date.now() - began) / 1000)} s in all`)
process.exit(results.every(Boolean) ? 0 : 1)

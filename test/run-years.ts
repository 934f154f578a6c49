// `npm run test:years`: the unit and integration tests on days to come, because what passes today and fails next year
// fails for whoever comes then.
import { spawnSync } from 'node:child_process'

const vitest = ['run', '--config', 'test/vitest.config.ts', '--project', 'unit', '--project', 'integration']

const results = [95, 460, 1500].map((days) => {
  const began = Date.now()
  const { status } = spawnSync('vitest', [...vitest, ...process.argv.slice(2)], {
    cwd: new URL('..', import.meta.url).pathname,
    stdio: 'inherit',
    env: { ...process.env, TEST_DAYS_AHEAD: String(days) },
  })
  const day = new Date(began + days * 86_400_000).toISOString().slice(0, 10)
  return {
    good: status === 0,
    line: `${days} days ahead (${day}), ${Math.round((Date.now() - began) / 1000)} s`,
  }
})
for (const { good, line } of results) console.log(`${good ? '✓' : '✗'} ${line}`)
process.exit(results.every(({ good }) => good) ? 0 : 1)

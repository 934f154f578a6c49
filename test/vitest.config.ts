import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { testSettings } from './support/settings.ts'

const root = new URL('..', import.meta.url).pathname
const browserWorkers = Number(process.env.BROWSER_WORKERS ?? '1')

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/architecture/**/*.test.ts'],
          setupFiles: ['test/support/node-clock.ts'],
          // modules are loaded once; `npm run test:isolated` shows that no file relies on another
          isolate: false,
          // a busy machine is slow, not wrong
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: `${root}wrangler.toml` },
            miniflare: {
              bindings: {
                ...(await testSettings()),
                MIGRATIONS: await readD1Migrations(`${root}db/migrations`),
                TEST_DAYS_AHEAD: process.env.TEST_DAYS_AHEAD ?? '0',
              },
            },
          })),
        ],
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          setupFiles: ['test/support/migrate.ts'],
          // one workerd for all files: test/support/migrate.ts gives each an empty database
          isolate: false,
          globalSetup: ['test/support/provider-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.spec.ts'],
          globalSetup: ['test/browser/sandbox-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 30_000 } },
          isolate: false,
          maxWorkers: browserWorkers,
          // not beside the other projects, whose workers are as many as the machine has room for
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})

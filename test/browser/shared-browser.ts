// One browser for all files that a worker runs, because a start costs a second; each file has contexts of its own.
import type { Browser } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'

let launched: Promise<Browser> | undefined

export const openBrowser = (): Promise<Browser> => (launched ??= launchChromium())

/** Goes at the end of a file: nothing of it runs on beside the next one. */
export async function closePages(): Promise<void> {
  const contexts = (await launched)?.contexts() ?? []
  await Promise.all(contexts.map((context) => context.close()))
}

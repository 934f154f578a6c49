import { existsSync } from 'node:fs'
import packaged from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Of a real Chromium: the one named by CHROMIUM, the system's, or the one that comes as a package. */
export async function chromiumPath(): Promise<string> {
  const installed = [process.env.CHROMIUM, ...systemBrowsers].find(
    (path) => path !== undefined && existsSync(path),
  )
  return installed ?? packaged.executablePath()
}

/** @param more switches, for a test that needs a camera */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: await chromiumPath(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      // a process for each page, and one for the drawing, are worth their start only where pages are many and foreign
      '--renderer-process-limit=1',
      '--in-process-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  })
}

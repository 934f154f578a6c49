import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { Page } from 'playwright-core'

/** The packed one: half as much for every page to read. */
const script = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong with a page as it stands, in light and in dark: the rule, and the first element that breaks it. */
export async function barriersOn(page: Page): Promise<string[]> {
  await page.evaluate(script)
  const found = (only: string[] | undefined) =>
    page.evaluate(async (rules) => {
      const here = globalThis as unknown as { axe: typeof axe }
      const options: axe.RunOptions = { resultTypes: ['violations'] }
      if (rules !== undefined) options.runOnly = rules
      const { violations } = await here.axe.run(document, options)
      return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`)
    }, only)
  const light = await found(undefined)
  await page.emulateMedia({ colorScheme: 'dark' })
  // nothing but the colors differs
  const dark = await found(['color-contrast'])
  await page.emulateMedia({ colorScheme: null })
  return [...light, ...dark.map((each) => `in dark: ${each}`)]
}

import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds wrong with a page as it stands, in light and in dark: the rule, and the first element that breaks it. */
export async function barriersOn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
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

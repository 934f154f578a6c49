import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds wrong with a page as it stands, in light and in dark: the rule, and the first element that breaks it. */
export async function barriersOn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = async (rules: string[]) =>
    page.evaluate(async (only) => {
      const here = globalThis as unknown as { axe: typeof axe }
      const { violations } = await here.axe.run(document, {
        resultTypes: ['violations'],
        ...(only.length === 0 ? {} : { runOnly: only }),
      })
      return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`)
    }, rules)
  const light = await found([])
  await page.emulateMedia({ colorScheme: 'dark' })
  // nothing but the colors differs
  const dark = await found(['color-contrast'])
  await page.emulateMedia({ colorScheme: null })
  return [...light, ...dark.map((each) => `in dark: ${each}`)]
}

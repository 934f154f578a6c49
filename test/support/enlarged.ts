import type { Page } from 'playwright-core'

/**
 * How many pixels stand beyond the right edge with all text at 200 %; what scrolls in a box of its own does not count. Every
 * size is in rem and em, so text twice as large is a page half as wide, and media queries see it as they would.
 */
export async function cutOffEnlarged(page: Page): Promise<number> {
  const size = page.viewportSize()
  if (size === null) throw new Error('a page without a size of its own')
  await page.setViewportSize({ width: size.width / 2, height: Math.floor(size.height / 2) })
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
  await page.setViewportSize(size)
  return beyond
}

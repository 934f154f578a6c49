import type { Page } from 'playwright-core'

declare global {
  var layoutShift: number
}

/** Adds up what moves on each page that is opened from now on, as browsers score it (Layout Instability API). */
export const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    globalThis.layoutShift = 0
    new PerformanceObserver((seen) => {
      for (const entry of seen.getEntries() as (PerformanceEntry & {
        value: number
        hadRecentInput: boolean
      })[])
        if (!entry.hadRecentInput) globalThis.layoutShift += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
  })

/** 0: nothing that was seen has moved. */
export const shiftOn = (page: Page): Promise<number> => page.evaluate(() => globalThis.layoutShift)
